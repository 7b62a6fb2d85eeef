from typing import Any, Iterator


def sometimes_unhashable(rows: Any) -> Iterator[Any]:
    seen = set()
    others = []
    for row in rows:
        try:
            if row not in seen:
                seen.add(row)
                yield row
        except TypeError:
            if row not in others:
                others.append(row)
                yield row


def generated():
    yield 1
    yield 2


def used_up_generator(ids: list[int]) -> list[int]:
    rows = generated()
    return [id for id in ids for row in rows if row == id]


def used_up_file(words: list[str], path: str) -> int:
    count = 0
    file = open(path)
    for word in words:
        for line in file:
            if line == word:
                count += 1
    return count


def captured(rows: list[int]) -> list[int]:
    seen = []

    def forget() -> None:
        seen.clear()

    for row in rows:
        if row not in seen:
            seen.append(row)
        else:
            forget()
    return seen


def bound_by_a_match(rows: list[int], value: list[int]) -> list[int]:
    seen = []
    for row in rows:
        match value:
            case [*seen]:
                pass
        if row not in seen:
            seen.append(row)
    return seen
