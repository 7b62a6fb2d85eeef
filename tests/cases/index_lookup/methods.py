from __future__ import annotations
from dataclasses import dataclass
from typing import Optional, TypedDict


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


class TA(TypedDict):
    k: int
    name: str


class TB(TypedDict):
    j: int
    name: str


def helper_default_raise_find(bs: list[B], k: int) -> B:
    for b in bs:
        if b.j == k:
            return b
    raise KeyError(k)
def helper_default_raise(as_: list[A], bs: list[B]):
    return [helper_default_raise_find(bs, a.k) for a in as_]


def helper_flag_find(bs: list[B], k: int):
    result = None
    for b in bs:
        if b.j == k:
            result = b
            break
    return result
def helper_flag(as_: list[A], bs: list[B]):
    return [helper_flag_find(bs, a.k) for a in as_]


def helper_lastflag_find(bs: list[B], k: int):
    name = ""
    for b in bs:
        if b.j == k:
            name = b.name
    return name
def helper_lastflag(as_: list[A], bs: list[B]):
    return [helper_lastflag_find(bs, a.k) for a in as_]


def helper_count_count(bs: list[B], k: int):
    n = 0
    for b in bs:
        if b.j == k:
            n += 1
    return n
def helper_count(as_: list[A], bs: list[B]):
    return [helper_count_count(bs, a.k) for a in as_]


def helper_else_find(bs: list[B], k: int):
    for b in bs:
        if b.j == k:
            return b.name
    else:
        return None
def helper_else(as_: list[A], bs: list[B]):
    return [helper_else_find(bs, a.k) for a in as_]


BS_HELPER_GLOBAL: list[B] = []
def helper_global_find(k: int):
    for b in BS_HELPER_GLOBAL:
        if b.j == k:
            return b
    return None
def helper_global(as_: list[A]):
    return [helper_global_find(a.k) for a in as_]


def helper_closure(as_: list[A], bs: list[B]):
    def find(k: int):
        for b in bs:
            if b.j == k:
                return b
        return None
    return [find(a.k) for a in as_]


@dataclass
class StorePrivateMethod:
    items: list[B]
    def __find(self, k: int) -> B | None:
        return next((b for b in self.items if b.j == k), None)
    def private_method(self, as_: list[A]):
        return [(a, self.__find(a.k)) for a in as_]


def kwarg_quotes_find(bs: list[TB], k: int) -> TB:
    for b in bs:
        if b["j"] == k:
            return b
    raise KeyError(k)
def kwarg_quotes(as_: list[TA], bs: list[TB]):
    return [kwarg_quotes_find(bs, k=a["k"]) for a in as_]

# output
from __future__ import annotations
from dataclasses import dataclass
from typing import Optional, TypedDict


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


class TA(TypedDict):
    k: int
    name: str


class TB(TypedDict):
    j: int
    name: str


def helper_default_raise_find(bs: list[B], k: int) -> B:
    for b in bs:
        if b.j == k:
            return b
    raise KeyError(k)
def helper_default_raise(as_: list[A], bs: list[B]):
    bs_by_j = {b.j: b for b in reversed(bs)}
    return [
        bs_by_j[a.k] if a.k in bs_by_j else helper_default_raise_find(bs, a.k)
        for a in as_
    ]


def helper_flag_find(bs: list[B], k: int):
    result = None
    for b in bs:
        if b.j == k:
            result = b
            break
    return result
def helper_flag(as_: list[A], bs: list[B]):
    bs_by_j = {b.j: b for b in reversed(bs)}
    return [bs_by_j.get(a.k) for a in as_]


def helper_lastflag_find(bs: list[B], k: int):
    name = ""
    for b in bs:
        if b.j == k:
            name = b.name
    return name
def helper_lastflag(as_: list[A], bs: list[B]):
    bs_by_j = {b.j: b for b in bs}
    return [bs_by_j[a.k].name if a.k in bs_by_j else "" for a in as_]


def helper_count_count(bs: list[B], k: int):
    n = 0
    for b in bs:
        if b.j == k:
            n += 1
    return n
def helper_count(as_: list[A], bs: list[B]):
    bs_counts_by_j: dict[int, int] = {}
    for b in bs:
        bs_counts_by_j[b.j] = bs_counts_by_j.get(b.j, 0) + 1
    return [bs_counts_by_j.get(a.k, 0) for a in as_]


def helper_else_find(bs: list[B], k: int):
    for b in bs:
        if b.j == k:
            return b.name
    else:
        return None
def helper_else(as_: list[A], bs: list[B]):
    bs_by_j = {b.j: b for b in reversed(bs)}
    return [bs_by_j[a.k].name if a.k in bs_by_j else None for a in as_]


BS_HELPER_GLOBAL: list[B] = []
def helper_global_find(k: int):
    for b in BS_HELPER_GLOBAL:
        if b.j == k:
            return b
    return None
def helper_global(as_: list[A]):
    bs_helper_global_by_j = {b.j: b for b in reversed(BS_HELPER_GLOBAL)}
    return [bs_helper_global_by_j.get(a.k) for a in as_]


def helper_closure(as_: list[A], bs: list[B]):
    def find(k: int):
        for b in bs:
            if b.j == k:
                return b
        return None
    bs_by_j = {b.j: b for b in reversed(bs)}
    return [bs_by_j.get(a.k) for a in as_]


@dataclass
class StorePrivateMethod:
    items: list[B]
    def __find(self, k: int) -> B | None:
        return next((b for b in self.items if b.j == k), None)
    def private_method(self, as_: list[A]):
        items_by_j = {b.j: b for b in reversed(self.items)}
        return [(a, items_by_j.get(a.k)) for a in as_]


def kwarg_quotes_find(bs: list[TB], k: int) -> TB:
    for b in bs:
        if b["j"] == k:
            return b
    raise KeyError(k)
def kwarg_quotes(as_: list[TA], bs: list[TB]):
    bs_by_j = {b["j"]: b for b in reversed(bs)}
    return [
        bs_by_j[a["k"]] if a["k"] in bs_by_j else kwarg_quotes_find(bs, k=a["k"])
        for a in as_
    ]
