from typing import Any, Generator, Iterator


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


def behind_a_semicolon(ids: list[int], text: str) -> list[int]:
    rows = list(range(len(text))); return [id for id in ids if id in rows]


def behind_a_colon(ids: list[int], rows: list[int], sure: bool) -> list[int]:
    if sure: return [id for id in ids if id in rows]
    return ids


KINDS = ("credit", "debit")


def few(kinds: list[str]) -> list[str]:
    return [kind for kind in kinds if kind in KINDS]


class Counted:
    calls = 0

    @property
    def rows(self) -> list[int]:
        log(self)
        return []

    def all(self, ids: list[int]) -> list[int]:
        return [id for id in ids if id in self.rows]


def log(counted: Counted) -> None:
    counted.calls += 1


def told_meanwhile(ids: list[int], rows: list[int], listener: Generator[None, int, None]) -> int:
    count = 0
    for id in ids:
        if id in rows:
            listener.send(id)
            count += 1
    return count
