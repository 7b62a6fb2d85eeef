from __future__ import annotations
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional


@dataclass
class A:
    k: int
    n: int
    name: str
    active: bool
    parent: Optional[int]


@dataclass
class B:
    j: int
    n: int
    name: str
    active: bool


def sum_eq_chain(as_: list[A], bs: list[B]):
    return [sum(b.j == a.k == b.n for b in bs) for a in as_]


def sum_start(as_: list[A], bs: list[B]):
    return [sum((b.j == a.k for b in bs), 5) for a in as_]


def any_pairs_dep(as_: list[A], bs: list[B]):
    return any(a.k == b.j and a.n < b.n for a in as_ for b in bs)


def all_eq(as_: list[A], bs: list[B]):
    return [all(b.j == a.k for b in bs) for a in as_]


def in_dictcomp_value_acts(as_: list[A], bs: list[B], log: list[int]):
    return [a.k in {b.j: log.append(b.j) for b in bs} for a in as_]


def in_list_grow(xs: list[str], ys: list[str]):
    out = []
    for x in xs:
        if x in list(ys):
            ys.append(x + "a")
            out.append(x)
    return out, ys


def in_slice_mut(xs: list[str], ys: list[str]):
    out = []
    for x in xs:
        if x in ys[:]:
            ys.clear()
            out.append(x)
    return out, ys


def in_values_mut(xs: list[int], d: dict[str, int]):
    out = []
    for x in xs:
        if x in d.values():
            d[str(x)] = x + 1
            out.append(x)
    return out


def in_str_seq(xs: list[str], text: Sequence[str]):
    return [x in text for x in xs]


def dict_next_key(d: dict[str, int], key: str):
    return next((k for k, v in d.items() if k == key), None)


def dict_next_default_expr(d: dict[str, int], key: str):
    return next((v for k, v in d.items() if k == key), d["a"])


def dict_any_filter(d: dict[str, int], key: str):
    return any(k == key and v > 1 for k, v in d.items())


def dict_any_call(d: dict[str, int], key: str):
    return any(k == key.lower() for k in d)


def dict_while_elif(d: dict[str, int], key: str, x: int):
    if x:
        return 0
    elif key in list(d.keys()):
        return d[key]
    return None


def in_keys(xs: list[str], d: dict[str, int]):
    return [x for x in xs if x in d.keys()]
