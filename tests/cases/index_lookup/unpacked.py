class Row:
    def __init__(self, k: int) -> None:
        self.k: int = k


def priced(ids: list[int], prices: list[tuple[int, str]]) -> list[str | None]:
    return [next((price for pid, price in prices if pid == one), None) for one in ids]


def known(ids: list[int], prices: list[tuple[int, str]]) -> list[int]:
    return [one for one in ids if any(pid == one for pid, _ in prices)]


def several(ids: list[int], rows: list[tuple[int, str, int]]) -> list[object]:
    out: list[object] = []
    for one in ids:
        out.append([name for key, name, _ in rows if key == one])
    return out


def both(ids: list[int], rows: list[tuple[int, str, int]]) -> list[object]:
    return [(one, name, size) for one in ids for key, name, size in rows if key == one and size]


def first(ids: list[int], rows: list[tuple[int, str, int]]) -> None:
    for one in ids:
        for key, name, size in rows:
            if key == one:
                print(name, size)
                break
        else:
            print(one)


def owned(ids: list[int], pairs: list[tuple[Row, int]]) -> list[int]:
    return [one for one in ids if any(row.k == one for row, _ in pairs)]


def named_before(ids: list[int], rows: list[tuple[int, str]]) -> list[object]:
    name = "x"
    out: list[object] = []
    for one in ids:
        out.append([name for id, name in rows if id == one])
    print(name)
    return out

# output
class Row:
    def __init__(self, k: int) -> None:
        self.k: int = k


def priced(ids: list[int], prices: list[tuple[int, str]]) -> list[str | None]:
    prices_by_pid = {pid: price for pid, price in reversed(prices)}
    return [prices_by_pid.get(one) for one in ids]


def known(ids: list[int], prices: list[tuple[int, str]]) -> list[int]:
    known_pids = {pid for pid, _ in prices}
    return [one for one in ids if one in known_pids]


def several(ids: list[int], rows: list[tuple[int, str, int]]) -> list[object]:
    out: list[object] = []
    rows_by_key: dict[int, list[str]] = {}
    for key, name, _ in rows:
        rows_by_key.setdefault(key, []).append(name)
    for one in ids:
        out.append(list(rows_by_key.get(one, ())))
    return out


def both(ids: list[int], rows: list[tuple[int, str, int]]) -> list[object]:
    rows_by_key: dict[int, list[tuple[str, int]]] = {}
    for key, name, size in rows:
        rows_by_key.setdefault(key, []).append((name, size))
    return [(one, name, size) for one in ids for name, size in rows_by_key.get(one, ()) if size]


def first(ids: list[int], rows: list[tuple[int, str, int]]) -> None:
    rows_by_key = {key: (name, size) for key, name, size in reversed(rows)}
    for one in ids:
        if one in rows_by_key:
            name, size = rows_by_key[one]
            print(name, size)
        else:
            print(one)


def owned(ids: list[int], pairs: list[tuple[Row, int]]) -> list[int]:
    known_ks = {row.k for row, _ in pairs}
    return [one for one in ids if one in known_ks]


def named_before(ids: list[int], rows: list[tuple[int, str]]) -> list[object]:
    name = "x"
    out: list[object] = []
    rows_by_id: dict[int, list[str]] = {}
    for id_2, name_2 in rows:
        rows_by_id.setdefault(id_2, []).append(name_2)
    for one in ids:
        out.append(list(rows_by_id.get(one, ())))
    print(name)
    return out
