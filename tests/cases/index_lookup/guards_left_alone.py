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


def guard_acts(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        for b in bs:
            if out.append(b.n):
                continue
            if a.k == b.j:
                out.append(b.name)
    return out


def guard_or(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        for b in bs:
            if a.k == b.j or b.active:
                out.append(b.n)
    return out


def guard_neg_and(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        for b in bs:
            if a.k != b.j and not b.active:
                continue
            out.append(b.n)
    return out


def guard_filter_raises(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        for b in bs:
            if 10 // b.n > 2:
                continue
            if a.k != b.j:
                continue
            out.append(b.name)
    return out


def dict_filter_else(d: dict[str, int], key: str, low: int):
    for k, v in d.items():
        if k == key and v > low:
            break
    else:
        return "none"
    return "found"


def dict_filter_first(d: dict[str, int], key: str, low: int):
    out = []
    for k, v in d.items():
        if v > low and k == key:
            out.append(v)
            break
    return out


def dict_list_del(d: dict[str, int], key: str):
    for k in list(d):
        if k == key:
            del d[k]
    return d
