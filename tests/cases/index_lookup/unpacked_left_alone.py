class Row:
    def __init__(self, k: int) -> None:
        self.k: int = k


def closed_over(ids: list[int], rows: list[int]) -> list[object]:
    return [[lambda: row for row in rows if row == one] for one in ids]


def closed_over_unpacked(ids: list[int], rows: list[tuple[int, str]]) -> list[object]:
    return [[(name for _ in name) for key, name in rows if key == one] for one in ids]


def last_in_else(ids: list[int], rows: list[int]) -> list[int]:
    out = []
    for one in ids:
        for row in rows:
            if row == one:
                out.append(row)
                break
        else:
            out.append(row)
    return out


def last_unpacked_in_else(ids: list[int], rows: list[tuple[int, str]]) -> None:
    for one in ids:
        for key, name in rows:
            if key == one:
                print(key)
                break
        else:
            print(name)


def lives_on(ids: list[int], rows: list[tuple[int, str]]) -> str:
    name = ""
    for one in ids:
        for key, name in rows:
            if key == one:
                break
    return name


def part_changes(ids: list[int], pairs: list[tuple[Row, int]], rows: list[Row]) -> list[int]:
    out = []
    for one in ids:
        if any(pair[0].k == one for pair in pairs):
            rows[0].k = 7
            out.append(one)
    return out


def unpacked_part_changes(
    ids: list[int], pairs: list[tuple[Row, int]], rows: list[Row]
) -> list[int]:
    out = []
    for one in ids:
        if any(row.k == one for row, _ in pairs):
            rows[0].k = 7
            out.append(one)
    return out


def may_not_unpack(ids: list[int], rows: list[list[int]]) -> list[int]:
    return [one for one in ids if any(key == one for key, _ in rows)]


def too_long(ids: list[int], rows: list[tuple[int, int, int]]) -> list[int]:
    return [one for one in ids if any(key == one for key, _ in rows)]


def any_length(ids: list[int], rows: list[tuple[int, ...]]) -> list[int]:
    return [one for one in ids if any(key == one for key, _ in rows)]


def star(ids: list[int], rows: list[tuple[int, int]]) -> list[int]:
    return [one for one in ids if any(key == one for key, *_ in rows)]


def item_changes(ids: list[int], rows: list[list[int]]) -> None:
    for one in ids:
        for key, count in rows:
            if key == one:
                rows[0][1] = count + 1


def sought_unpacked(rows: list[tuple[int, int]], ids: list[int]) -> list[int]:
    return [one for one in ids if any(key == other for key, other in rows)]


def item_is_added(orders: list[dict[str, int]], rows: list[dict[str, str]]) -> None:
    for order in orders:
        order["name"] = next((size for name, size in rows if name == order["id"]), 0)
