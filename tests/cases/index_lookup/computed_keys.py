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


def str_inner(as_: list[A], bs: list[B]):
    return [(a, b) for a in as_ for b in bs if a.name == str(b.j)]


def len(xs: list[str], ys: list[str]):
    return [(x, y) for x in xs for y in ys if len(x) == len(y)]


def mod(as_: list[A], bs: list[B]):
    return [(a, b) for a in as_ for b in bs if a.k == b.j % 10]


def plus(as_: list[A], bs: list[B]):
    return [(a, b) for a in as_ for b in bs if a.k == b.j + 1]


def slice(as_: list[A], bs: list[B]):
    return [(a, b) for a in as_ for b in bs if a.name == b.name[:3]]


def fstring(as_: list[A], bs: list[B]):
    return [(a, b) for a in as_ for b in bs if a.name == f"{b.name}-{b.j}"]


def sumtwo(as_: list[A], bs: list[B]):
    return [(a, b) for a in as_ for b in bs if a.k == b.j + b.n]

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


def str_inner(as_: list[A], bs: list[B]):
    bs_by_j: dict[str, list[B]] = {}
    for b in bs:
        bs_by_j.setdefault(str(b.j), []).append(b)
    return [(a, b) for a in as_ for b in bs_by_j.get(a.name, ())]


def len(xs: list[str], ys: list[str]):
    return [(x, y) for x in xs for y in ys if len(x) == len(y)]


def mod(as_: list[A], bs: list[B]):
    bs_by_j: dict[int, list[B]] = {}
    for b in bs:
        bs_by_j.setdefault(b.j % 10, []).append(b)
    return [(a, b) for a in as_ for b in bs_by_j.get(a.k, ())]


def plus(as_: list[A], bs: list[B]):
    bs_by_j: dict[int, list[B]] = {}
    for b in bs:
        bs_by_j.setdefault(b.j + 1, []).append(b)
    return [(a, b) for a in as_ for b in bs_by_j.get(a.k, ())]


def slice(as_: list[A], bs: list[B]):
    bs_by_name: dict[str, list[B]] = {}
    for b in bs:
        bs_by_name.setdefault(b.name[:3], []).append(b)
    return [(a, b) for a in as_ for b in bs_by_name.get(a.name, ())]


def fstring(as_: list[A], bs: list[B]):
    bs_by_name_and_j: dict[str, list[B]] = {}
    for b in bs:
        bs_by_name_and_j.setdefault(f"{b.name}-{b.j}", []).append(b)
    return [(a, b) for a in as_ for b in bs_by_name_and_j.get(a.name, ())]


def sumtwo(as_: list[A], bs: list[B]):
    bs_by_j_and_n: dict[int, list[B]] = {}
    for b in bs:
        bs_by_j_and_n.setdefault(b.j + b.n, []).append(b)
    return [(a, b) for a in as_ for b in bs_by_j_and_n.get(a.k, ())]
