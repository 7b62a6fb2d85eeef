def each_row(rows: list[list[str]]) -> list[list[str]]:
    result = []
    for row in rows:
        cells = []
        for cell in row:
            if cell not in cells:
                cells.append(cell)
        result.append(cells)
    return result


def both(numbers: list[int]) -> tuple[list[int], list[int]]:
    odd = []
    even = []
    for number in numbers:
        if number % 2 and number not in odd:
            odd.append(number)
        elif number not in even:
            even.append(number)
    return odd, even


def one_after_the_other(first: list[str], second: list[str]) -> list[str]:
    words = []
    for word in first:
        if word not in words:
            words.append(word)
    for word in second:
        if word not in words:
            words.append(word)
    return words


def in_a_with(text: str, lock: object) -> int:
    names: list[str] = []
    with lock:
        for line in text.splitlines():
            if line not in names:
                names.append(line)
    return len(names)


def more(new: list[int], known: list[int]) -> list[int]:
    every = known.copy()
    for number in new:
        if number not in every:
            every.append(number)
    return every


def kept(numbers: list[int]) -> list[int]:
    unique = []
    for number in numbers:  # each
        if number not in unique:  # once
            unique.append(number)
    return unique


def missing(ids: list[int], known: list[int]) -> list[int]:
    found = []
    for id in ids:
        for one in known:
            if one == id:
                break
        else:
            found.append(id)
    return found


def prices(names: list[str], price_list: dict[str, float]) -> list[float]:
    found = []
    for name in names:
        for key, price in price_list.items():
            if key == name:
                found.append(price)
    return found

# output
def each_row(rows: list[list[str]]) -> list[list[str]]:
    result = []
    for row in rows:
        cells = list(dict.fromkeys(row))
        result.append(cells)
    return result


def both(numbers: list[int]) -> tuple[list[int], list[int]]:
    odd = []
    odd_set = set()
    even = []
    even_set = set()
    for number in numbers:
        if number % 2 and number not in odd_set:
            odd.append(number)
            odd_set.add(number)
        elif number not in even_set:
            even.append(number)
            even_set.add(number)
    return odd, even


def one_after_the_other(first: list[str], second: list[str]) -> list[str]:
    words = []
    words_set = set()
    for word in first:
        if word not in words_set:
            words.append(word)
            words_set.add(word)
    for word in second:
        if word not in words_set:
            words.append(word)
            words_set.add(word)
    return words


def in_a_with(text: str, lock: object) -> int:
    names: list[str] = []
    names_set = set()
    with lock:
        for line in text.splitlines():
            if line not in names_set:
                names.append(line)
                names_set.add(line)
    return len(names)


def more(new: list[int], known: list[int]) -> list[int]:
    every = known.copy()
    every_set = set(every)
    for number in new:
        if number not in every_set:
            every.append(number)
            every_set.add(number)
    return every


def kept(numbers: list[int]) -> list[int]:
    # each
    # once
    unique = list(dict.fromkeys(numbers))
    return unique


def missing(ids: list[int], known: list[int]) -> list[int]:
    found = []
    known_set = set(known)
    for id in ids:
        if id not in known_set:
            found.append(id)
    return found


def prices(names: list[str], price_list: dict[str, float]) -> list[float]:
    found = []
    for name in names:
        if name in price_list:
            price = price_list[name]
            found.append(price)
    return found
