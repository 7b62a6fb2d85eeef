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


def key_len_mut(xs: list[int], rows: list[list[int]]):
    out = []
    for x in xs:
        for row in rows:
            if len(row) == x:
                row.append(x)
                out.append(list(row))
    return out


def key_get_mut(as_: list[dict[str, int]], bs: list[dict[str, int]]):
    out = []
    for a in as_:
        for b in bs:
            if b.get("a") == a.get("b"):
                b["a"] = 5
                out.append(dict(b))
    return out


def key_get_mut_sought(as_: list[dict[str, int]], bs: list[dict[str, int]]):
    out = []
    for a in as_:
        for b in bs:
            if b.get("a") == a.get("b"):
                a["b"] = 5
                out.append(dict(b))
    return out


def key_fstring_mut(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        for b in bs:
            if a.name == f"{b.name}":
                b.name = "x"
                out.append(b.n)
    return out


def key_mod_zero(as_: list[A], bs: list[B]):
    return [b.name for a in as_ for b in bs if a.k == b.j % b.n]
