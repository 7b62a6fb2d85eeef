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


def in_step_removed(xs: list[str], out: list[str]):
    for x in xs:
        if x not in out:
            out.append(x)
        else:
            out.remove(x)
    return out


def in_step_lambda(xs: list[str], out: list[str]):
    late = []
    for x in xs:
        if x not in out:
            out.append(x)
        late.append(lambda: x in out)
    out.clear()
    return [g() for g in late]


def in_step_alias(xs: list[str], out: list[str]):
    other = out
    for x in xs:
        if x not in out:
            out.append(x)
            other.append(x + "!")
    return out


def in_step_aug(xs: list[str], out: list[str]):
    for x in xs:
        if x not in out:
            out += [x, x + "b"]
    return out


def grow_tuple_escape(xs: list[str]):
    seen, out = [], []
    alias = seen
    for x in xs:
        if x not in seen:
            seen.append(x)
            alias.clear()
            out.append(x)
    return out


def grow_swap(xs: list[str]):
    seen, old = [], ["a"]
    for x in xs:
        if x not in seen:
            seen.append(x)
        seen, old = old, seen
    return seen, old


def grow_pop(xs: list[str]):
    seen = []
    for x in xs:
        if x not in seen:
            seen.append(x)
        if len(seen) > 2:
            seen.pop(0)
    return seen


def grow_slice_del(xs: list[str]):
    seen = []
    for x in xs:
        if x not in seen:
            seen.append(x)
        del seen[3:]
    return seen


def tuple_fresh_alias(as_: list[A], bs: list[B]):
    yes, no = bs, []
    for a in as_:
        for b in bs:
            if b.j == a.k:
                yes.append(b)
                break
    return yes, no
