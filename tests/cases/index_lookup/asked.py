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


def join_genexp_any(as_: list[A], bs: list[B]) -> bool:
    return any(a.k == b.j for a in as_ for b in bs)


def join_genexp_all_ne(as_: list[A], bs: list[B]) -> bool:
    return all(a.k != b.j for a in as_ for b in bs)


def any_pairs_outer_filter(as_: list[A], bs: list[B]):
    return any(a.k == b.j for a in as_ if a.active for b in bs if b.active)


def any_pairs_swapped(as_: list[A], bs: list[B]):
    return any(b.j == a.k for b in bs for a in as_)


def sum_pairs(as_: list[A], bs: list[B]):
    return sum(a.k == b.j for a in as_ for b in bs)


def search_sum_eq(as_: list[A], bs: list[B]):
    return [sum(b.j == a.k for b in bs) for a in as_]


def search_any_filterin(as_: list[A], bs: list[B]):
    return [a for a in as_ if any(b.j == a.k for b in bs if b.active)]


def all_or(as_: list[A], bs: list[B]):
    return [all(b.j != a.k or not b.active for b in bs) for a in as_]


def any_truthy(as_: list[A], bs: list[B]):
    return [any(b.j == a.k and b.name for b in bs) for a in as_]


def join_genexp_extend(as_: list[A], bs: list[B]):
    out = []
    out.extend(b for a in as_ for b in bs if a.k == b.j)
    return out


def sum_float_one(as_: list[A], bs: list[B]):
    return [sum(1.0 for b in bs if b.j == a.k) for a in as_]

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


def join_genexp_any(as_: list[A], bs: list[B]) -> bool:
    known_js = {b.j for b in bs}
    return any(a.k in known_js for a in as_)


def join_genexp_all_ne(as_: list[A], bs: list[B]) -> bool:
    known_js = {b.j for b in bs}
    return all(a.k not in known_js for a in as_)


def any_pairs_outer_filter(as_: list[A], bs: list[B]):
    known_js = {b.j for b in bs if b.active}
    return any(a.k in known_js for a in as_ if a.active)


def any_pairs_swapped(as_: list[A], bs: list[B]):
    known_ks = {a.k for a in as_}
    return any(b.j in known_ks for b in bs)


def sum_pairs(as_: list[A], bs: list[B]):
    bs_counts_by_j: dict[int, int] = {}
    for b in bs:
        bs_counts_by_j[b.j] = bs_counts_by_j.get(b.j, 0) + 1
    return sum(bs_counts_by_j.get(a.k, 0) for a in as_)


def search_sum_eq(as_: list[A], bs: list[B]):
    bs_counts_by_j: dict[int, int] = {}
    for b in bs:
        bs_counts_by_j[b.j] = bs_counts_by_j.get(b.j, 0) + 1
    return [bs_counts_by_j.get(a.k, 0) for a in as_]


def search_any_filterin(as_: list[A], bs: list[B]):
    known_js = {b.j for b in bs if b.active}
    return [a for a in as_ if a.k in known_js]


def all_or(as_: list[A], bs: list[B]):
    known_js = {b.j for b in bs if b.active}
    return [a.k not in known_js for a in as_]


def any_truthy(as_: list[A], bs: list[B]):
    known_js = {b.j for b in bs if b.name}
    return [a.k in known_js for a in as_]


def join_genexp_extend(as_: list[A], bs: list[B]):
    out = []
    bs_by_j: dict[int, list[B]] = {}
    for b in bs:
        bs_by_j.setdefault(b.j, []).append(b)
    out.extend(b for a in as_ for b in bs_by_j.get(a.k, ()))
    return out


def sum_float_one(as_: list[A], bs: list[B]):
    bs_by_j: dict[int, list[B]] = {}
    for b in bs:
        bs_by_j.setdefault(b.j, []).append(b)
    return [sum(1.0 for b in bs_by_j.get(a.k, ())) for a in as_]
