from dataclasses import dataclass
from typing import Iterator


@dataclass
class Batch:
    sku: str
    notes: list[str]


class Odd:
    def __init__(self, n: int) -> None:
        self.n = n

    def __eq__(self, other: object) -> bool:
        return True


def compares_by_value(new: list[Batch], booked: list[Batch]) -> list[Batch]:
    return [batch for batch in new if batch not in booked]


def lists(rows: list[list[int]], others: list[list[int]]) -> list[list[int]]:
    seen = []
    for row in rows:
        if row not in seen:
            seen.append(row)
    return seen


def odd(rows: list[Odd], others: list[Odd]) -> list[Odd]:
    return [row for row in rows if row in others]


def used_up(ids: list[int], rows: Iterator[int]) -> list[int]:
    return [id for id in ids if any(row == id for row in rows)]


def shrinks(ids: list[int], rows: list[int]) -> list[int]:
    found = []
    for id in ids:
        if id in rows:
            rows.remove(id)
            found.append(id)
    return found


def bound_again(ids: list[int], rows: list[int]) -> None:
    for id in ids:
        if id in rows:
            rows = rows[1:]


def waits(ids: list[int], rows: list[int]) -> Iterator[int]:
    for id in ids:
        if id in rows:
            yield id


def ratios(values: list[float], others: list[float]) -> list[tuple[float, float]]:
    # NaN equals nothing, but a dict finds it
    return [(a, b) for a in values for b in others if a == b]


def in_text(words: list[str], text: str) -> list[str]:
    return [word for word in words if word in text]


def known(words: list[str], vocabulary: set[str]) -> list[str]:
    return [word for word in words if word in vocabulary]


def once(word: str, rows: list[str]) -> bool:
    return word in rows


def key_object(d: dict[int, str], key: int) -> int | None:
    for k in d:
        if k == key:
            return k
    return None


def goes_on(d: dict[str, str], key: str) -> str:
    for k, v in d.items():
        if k == key:
            key = v
    return key


def used_up_by_the_first(ids: list[int], texts: list[str]) -> list[int]:
    rows = map(int, texts)
    return [id for id in ids if any(row == id for row in rows)]


def under_another_name(known: list[int]) -> int:
    count = 0
    queue = known
    while queue:
        if queue.pop() in known:
            count += 1
    return count


def may_be_the_list_itself(rows: list[int]) -> list[int]:
    seen: list[int] = []
    for row in rows:
        if row not in seen:
            seen.append(row)
            max(seen, [1]).clear()
    return seen


class Kept:
    def all(self, rows: list[str]) -> list[str]:
        seen = []
        self.seen = seen
        for row in rows:
            if row not in seen:
                seen.append(row)
                self.reset()
        return seen


def lives_on(ids: list[int], rows: list[int]) -> int:
    row = 0
    for id in ids:
        for row in rows:
            if row == id:
                break
    return row


for name in ["a", "b"]:
    for other in list("abcdefghij"):
        if other == name:
            print(name)


def says_so(rows: list[int], others: list[int]) -> list[int]:
    # what is said of others depends on the first test alone
    return [row for row in rows for one in others if one == 1 and print(one) and one == row]
