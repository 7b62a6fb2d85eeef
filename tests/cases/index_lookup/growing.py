def spellings(words: list[str]) -> list[str]:
    seen = []
    result = []
    for word in words:
        if word.lower() in seen:
            continue
        seen.append(word.lower())
        result.append(word)
    return result


def ordered(rows: list[tuple[str, int]]) -> list[str]:
    names: list[str] = []
    for row in rows:
        if row[0] not in names:
            names.append(row[0])
    names.sort()
    return names


def fruit(words: list[str]) -> list[str]:
    return [
        word
        for word in words
        if word in ["apple", "pear", "fig", "plum", "date", "lime", "kiwi", "lemon"]
    ]


def price(prices: dict[str, int], name: str) -> int:
    for key, value in prices.items():
        if key == name:
            return value  # in cents
    else:
        return 0

# output
def spellings(words: list[str]) -> list[str]:
    seen = set()
    result = []
    for word in words:
        if word.lower() in seen:
            continue
        seen.add(word.lower())
        result.append(word)
    return result


def ordered(rows: list[tuple[str, int]]) -> list[str]:
    names: list[str] = []
    names_set = set()
    for row in rows:
        if row[0] not in names_set:
            names.append(row[0])
            names_set.add(names[-1])
    names.sort()
    return names


def fruit(words: list[str]) -> list[str]:
    return [
        word
        for word in words
        if word in {"apple", "pear", "fig", "plum", "date", "lime", "kiwi", "lemon"}
    ]


def price(prices: dict[str, int], name: str) -> int:
    if name in prices:
        value = prices[name]
        return value  # in cents
    else:
        return 0
