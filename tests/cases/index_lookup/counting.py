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


def while_search(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        i = 0
        while i < len(bs):
            if bs[i].j == a.k:
                out.append(bs[i])
                break
            i += 1
    return out


def while_search_found(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        i = 0
        found = None
        while i < len(bs):
            b = bs[i]
            if b.j == a.k:
                found = b
                break
            i += 1
        out.append(found)
    return out


def while_search_all(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        i = 0
        while i < len(bs):
            if bs[i].j == a.k:
                out.append(bs[i])
            i += 1
    return out


def while_else(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        i = 0
        while i < len(bs):
            if bs[i].j == a.k:
                out.append("hit")
                break
            i += 1
        else:
            out.append("miss")
    return out


def while_two_statements(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        i = 0
        n = 0
        while i < len(bs):
            if bs[i].j == a.k:
                n += 1
            i += 1
        out.append(n)
    return out


def while_condition_i(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        i = 0
        while i < len(bs):
            if bs[i].j == a.k and i > 1:
                out.append(i)
                break
            i += 1
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


def while_search(as_: list[A], bs: list[B]):
    out = []
    bs_positions_by_j: dict[int, int] = {}
    for i in range(len(bs)):
        bs_positions_by_j.setdefault(bs[i].j, i)
    for a in as_:
        i = bs_positions_by_j.get(a.k)
        if i is not None:
            out.append(bs[i])
    return out


def while_search_found(as_: list[A], bs: list[B]):
    out = []
    bs_by_j = {b.j: b for b in reversed(bs)}
    for a in as_:
        found = None
        b = bs_by_j.get(a.k)
        if b is not None:
            found = b
        out.append(found)
    return out


def while_search_all(as_: list[A], bs: list[B]):
    out = []
    bs_positions_by_j: dict[int, list[int]] = {}
    for i in range(len(bs)):
        bs_positions_by_j.setdefault(bs[i].j, []).append(i)
    for a in as_:
        for i in bs_positions_by_j.get(a.k, ()):
            out.append(bs[i])
    return out


def while_else(as_: list[A], bs: list[B]):
    out = []
    known_js = {bs[i].j for i in range(len(bs))}
    for a in as_:
        if a.k in known_js:
            out.append("hit")
        else:
            out.append("miss")
    return out


def while_two_statements(as_: list[A], bs: list[B]):
    out = []
    bs_counts_by_j: dict[int, int] = {}
    for i in range(len(bs)):
        bs_counts_by_j[bs[i].j] = bs_counts_by_j.get(bs[i].j, 0) + 1
    for a in as_:
        n = 0
        n += bs_counts_by_j.get(a.k, 0)
        out.append(n)
    return out


def while_condition_i(as_: list[A], bs: list[B]):
    out = []
    bs_positions_by_j: dict[int, int] = {}
    for i in range(len(bs)):
        if i > 1:
            bs_positions_by_j.setdefault(bs[i].j, i)
    for a in as_:
        i = bs_positions_by_j.get(a.k)
        if i is not None:
            out.append(i)
    return out
