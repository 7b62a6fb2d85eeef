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


def nested_function(as_: list[A], bs: list[B]):
    def inner(xs: list[A]):
        out = []
        for a in xs:
            for b in bs:
                if a.k == b.j:
                    out.append((a, b))
        return out
    return inner(as_)


class ServiceJoinAttrSelf:
    as_: list[A]
    bs: list[B]
    def join_attr_self(self):
        out = []
        for a in self.as_:
            for b in self.bs:
                if a.k == b.j:
                    out.append((a, b))
        return out


def join_setitem_typed(as_: list[TA], bs: list[TB]):
    for a in as_:
        for b in bs:
            if a["k"] == b["j"]:
                a["name"] = b["name"]
                break
    return as_


def join_forelse_both(as_: list[A], bs: list[B]):
    hit, miss = [], []
    for a in as_:
        for b in bs:
            if a.k == b.j:
                hit.append(b)
                break
        else:
            miss.append(a)
    return hit, miss


def dict_of_outer_setdefault(as_: list[A], bs: list[B]):
    out: dict[str, list[str]] = {}
    for a in as_:
        for b in bs:
            if a.k == b.j:
                out.setdefault(a.name, []).append(b.name)
    return out

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


def nested_function(as_: list[A], bs: list[B]):
    def inner(xs: list[A]):
        out = []
        bs_by_j: dict[int, list[B]] = {}
        for b in bs:
            bs_by_j.setdefault(b.j, []).append(b)
        for a in xs:
            for b in bs_by_j.get(a.k, ()):
                out.append((a, b))
        return out
    return inner(as_)


class ServiceJoinAttrSelf:
    as_: list[A]
    bs: list[B]
    def join_attr_self(self):
        out = []
        bs_by_j = {}
        for b in self.bs:
            bs_by_j.setdefault(b.j, []).append(b)
        for a in self.as_:
            for b in bs_by_j.get(a.k, ()):
                out.append((a, b))
        return out


def join_setitem_typed(as_: list[TA], bs: list[TB]):
    bs_by_j = {b["j"]: b for b in reversed(bs)}
    for a in as_:
        b = bs_by_j.get(a["k"])
        if b is not None:
            a["name"] = b["name"]
    return as_


def join_forelse_both(as_: list[A], bs: list[B]):
    hit, miss = [], []
    bs_by_j = {b.j: b for b in reversed(bs)}
    for a in as_:
        b = bs_by_j.get(a.k)
        if b is not None:
            hit.append(b)
        else:
            miss.append(a)
    return hit, miss


def dict_of_outer_setdefault(as_: list[A], bs: list[B]):
    out: dict[str, list[str]] = {}
    bs_by_j: dict[int, list[B]] = {}
    for b in bs:
        bs_by_j.setdefault(b.j, []).append(b)
    for a in as_:
        for b in bs_by_j.get(a.k, ()):
            out.setdefault(a.name, []).append(b.name)
    return out
