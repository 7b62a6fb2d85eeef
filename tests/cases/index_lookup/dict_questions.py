from __future__ import annotations




def dict_items_and(d: dict[str, int], key: str, low: int):
    for k, v in d.items():
        if k == key and v > low:
            return v
    return None


def dict_continue(d: dict[str, int], key: str):
    for k, v in d.items():
        if k != key:
            continue
        return v
    return None


def dict_list_items(d: dict[str, int], key: str):
    for k, v in list(d.items()):
        if k == key:
            return v
    return None


def dict_list_del_break(d: dict[str, int], key: str):
    for k in list(d.keys()):
        if k == key:
            del d[k]
            break
    return d


def dict_filter_break(d: dict[str, int], key: str, low: int):
    out = []
    for k, v in d.items():
        if k == key and v > low:
            out.append(v)
            break
    return out


def dict_next(d: dict[str, int], key: str):
    return next((v for k, v in d.items() if k == key), None)


def dict_any(d: dict[str, int], key: str) -> bool:
    return any(k == key for k in d)


def dict_any_keys(d: dict[str, int], key: str) -> bool:
    return any(k == key for k in d.keys())


def dict_in_list_keys(d: dict[str, int], key: str) -> bool:
    return key in list(d.keys())


def dict_none_value(d: dict[str, int | None], key: str):
    return next((v for k, v in d.items() if k == key), 5)


def dict_if_in_keys(d: dict[str, int], key: str):
    if key in list(d.keys()):
        return d[key]
    return None

# output
from __future__ import annotations




def dict_items_and(d: dict[str, int], key: str, low: int):
    if key in d:
        v = d[key]
        if v > low:
            return v
    return None


def dict_continue(d: dict[str, int], key: str):
    if key in d:
        v = d[key]
        return v
    return None


def dict_list_items(d: dict[str, int], key: str):
    if key in d:
        v = d[key]
        return v
    return None


def dict_list_del_break(d: dict[str, int], key: str):
    if key in d:
        k = key
        del d[k]
    return d


def dict_filter_break(d: dict[str, int], key: str, low: int):
    out = []
    if key in d:
        v = d[key]
        if v > low:
            out.append(v)
    return out


def dict_next(d: dict[str, int], key: str):
    return d.get(key)


def dict_any(d: dict[str, int], key: str) -> bool:
    return key in d


def dict_any_keys(d: dict[str, int], key: str) -> bool:
    return key in d


def dict_in_list_keys(d: dict[str, int], key: str) -> bool:
    return key in d


def dict_none_value(d: dict[str, int | None], key: str):
    return d.get(key, 5)


def dict_if_in_keys(d: dict[str, int], key: str):
    if key in d:
        return d[key]
    return None
