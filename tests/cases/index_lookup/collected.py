from __future__ import annotations
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


def in_setcomp(as_: list[A], bs: list[B]):
    return [a for a in as_ if a.k in {b.j for b in bs}]


def in_dictcomp(as_: list[A], bs: list[B]):
    return [a for a in as_ if a.k in {b.j: b for b in bs}]


def in_genexp(as_: list[A], bs: list[B]):
    return [a for a in as_ if a.k in (b.j for b in bs)]


def in_setcall_genexp(as_: list[A], bs: list[B]):
    return [a for a in as_ if a.k in set(b.j for b in bs)]


def in_sorted(xs: list[str], ys: list[str]):
    return [x for x in xs if x in sorted(ys)]


def in_listcall(xs: list[str], ys: list[str]):
    return [x for x in xs if x in list(ys)]


def in_setcall(xs: list[str], ys: list[str]):
    return [x for x in xs if x in set(ys)]


def in_slice(xs: list[str], ys: list[str]):
    return [x for x in xs if x in ys[:]]


def in_list_keys(xs: list[str], d: dict[str, int]):
    return [x for x in xs if x in list(d.keys())]


def in_list_values(xs: list[int], d: dict[str, int]):
    return [x for x in xs if x in list(d.values())]


def in_values(xs: list[int], d: dict[str, int]):
    return [x for x in xs if x in d.values()]

# output
from __future__ import annotations
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


def in_setcomp(as_: list[A], bs: list[B]):
    known_js = {b.j for b in bs}
    return [a for a in as_ if a.k in known_js]


def in_dictcomp(as_: list[A], bs: list[B]):
    known_js = {b.j for b in bs}
    return [a for a in as_ if a.k in known_js]


def in_genexp(as_: list[A], bs: list[B]):
    known_js = {b.j for b in bs}
    return [a for a in as_ if a.k in known_js]


def in_setcall_genexp(as_: list[A], bs: list[B]):
    known_js = {b.j for b in bs}
    return [a for a in as_ if a.k in known_js]


def in_sorted(xs: list[str], ys: list[str]):
    known_ys = set(ys)
    return [x for x in xs if x in known_ys]


def in_listcall(xs: list[str], ys: list[str]):
    known_ys = set(ys)
    return [x for x in xs if x in known_ys]


def in_setcall(xs: list[str], ys: list[str]):
    known_ys = set(ys)
    return [x for x in xs if x in known_ys]


def in_slice(xs: list[str], ys: list[str]):
    known_ys = set(ys)
    return [x for x in xs if x in known_ys]


def in_list_keys(xs: list[str], d: dict[str, int]):
    return [x for x in xs if x in d]


def in_list_values(xs: list[int], d: dict[str, int]):
    known_values = set(d.values())
    return [x for x in xs if x in known_values]


def in_values(xs: list[int], d: dict[str, int]):
    known_values = set(d.values())
    return [x for x in xs if x in known_values]
