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


def while_i_read(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        i = 0
        while i < len(bs):
            if bs[i].j == a.k:
                break
            i += 1
        out.append(i)
    return out


def while_i_start1(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        i = 1
        while i < len(bs):
            if bs[i].j == a.k:
                out.append(a.n)
                break
            i += 1
    return out


def while_step2(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        i = 0
        while i < len(bs):
            if bs[i].j == a.k:
                out.append(a.n)
                break
            i += 2
    return out


def while_b_read(as_: list[A], bs: list[B]):
    out = []
    b = None
    for a in as_:
        i = 0
        while i < len(bs):
            b = bs[i]
            if b.j == a.k:
                break
            i += 1
        out.append(b)
    return out


def while_noreset(as_: list[A], bs: list[B]):
    out = []
    i = 0
    for a in as_:
        while i < len(bs):
            if bs[i].j == a.k:
                out.append("hit")
                break
            i += 1
    return out


def while_comment(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        i = 0  # start
        while i < len(bs):  # search
            # same
            if bs[i].j == a.k:
                out.append(a.n)
                break
            i += 1  # next
    return out


def while_bs_pop(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        i = 0
        while i < len(bs):
            if bs[i].j == a.k:
                out.append(bs.pop(i).n)
            i += 1
    return out
