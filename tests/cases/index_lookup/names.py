def one(ids: list[int], rows: list[int]) -> list[int]:
    return [id for id in ids if id in rows]


def another(ids: list[int], rows: list[int]) -> list[int]:
    return [id for id in ids if id not in rows]


def taken(ids: list[int], rows: list[int], known_rows: int) -> list[int]:
    return [id for id in ids if id in rows and id > known_rows]


def bound(names: list[str], rows: list[tuple[str, int]]) -> list[tuple[str, int] | None]:
    found = []
    for name in names:
        rows_of_it = [r for r in rows if r[0] == name]
        for r in rows_of_it:
            found.append(r)
    return found


def ranked(names: list[str], order: list[str]) -> list[int]:
    ranks = []
    for name in names:
        ranks.append(order.index(name))
    return ranks

# output
def one(ids: list[int], rows: list[int]) -> list[int]:
    known_rows = set(rows)
    return [id for id in ids if id in known_rows]


def another(ids: list[int], rows: list[int]) -> list[int]:
    known_rows = set(rows)
    return [id for id in ids if id not in known_rows]


def taken(ids: list[int], rows: list[int], known_rows: int) -> list[int]:
    known_rows_2 = set(rows)
    return [id for id in ids if id in known_rows_2 and id > known_rows]


def bound(names: list[str], rows: list[tuple[str, int]]) -> list[tuple[str, int] | None]:
    found = []
    rows_by_key: dict[str, list[tuple[str, int]]] = {}
    for row in rows:
        rows_by_key.setdefault(row[0], []).append(row)
    for name in names:
        rows_of_it = list(rows_by_key.get(name, ()))
        for r in rows_of_it:
            found.append(r)
    return found


def ranked(names: list[str], order: list[str]) -> list[int]:
    ranks = []
    order_positions = {}
    for position, item in enumerate(order):
        order_positions.setdefault(item, position)
    for name in names:
        ranks.append(
            order_positions[name] if name in order_positions else order.index(name)
        )
    return ranks
