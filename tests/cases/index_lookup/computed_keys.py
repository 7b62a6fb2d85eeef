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


def by_len(xs: list[str], ys: list[str]):
    return [(x, y) for x in xs for y in ys if len(x) == len(y)]


def mod(as_: list[A], bs: list[B]):
    return [(a, b) for a in as_ for b in bs if a.k == b.j % 10]


def plus(as_: list[A], bs: list[B]):
    return [(a, b) for a in as_ for b in bs if a.k == b.j + 1]


def by_slice(as_: list[A], bs: list[B]):
    return [(a, b) for a in as_ for b in bs if a.name == b.name[:3]]


def fstring(as_: list[A], bs: list[B]):
    return [(a, b) for a in as_ for b in bs if a.name == f"{b.name}-{b.j}"]


def sumtwo(as_: list[A], bs: list[B]):
    return [(a, b) for a in as_ for b in bs if a.k == b.j + b.n]


def key_get_ok(as_: list[dict[str, int]], bs: list[dict[str, int]]):
    out = []
    for a in as_:
        for b in bs:
            if b.get("a") == a.get("b"):
                out.append(dict(b))
    return out

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


def by_len(xs: list[str], ys: list[str]):
    ys_by_len: dict[int, list[str]] = {}
    for y in ys:
        ys_by_len.setdefault(len(y), []).append(y)
    return [(x, y) for x in xs for y in ys_by_len.get(len(x), ())]


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


def by_slice(as_: list[A], bs: list[B]):
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


def key_get_ok(as_: list[dict[str, int]], bs: list[dict[str, int]]):
    out = []
    bs_by_a = {}
    for b in bs:
        bs_by_a.setdefault(b.get("a"), []).append(b)
    for a in as_:
        for b in bs_by_a.get(a.get("b"), ()):
            out.append(dict(b))
    return out
