from __future__ import annotations
from dataclasses import dataclass
from functools import cache
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


@dataclass
class StoreOverrideInFile:
    items: list[B]
    def find(self, k: int) -> B | None:
        return next((b for b in self.items if b.j == k), None)
    def override_in_file(self, as_: list[A]):
        return [(a, self.find(a.k)) for a in as_]
class SubOverrideInFile(StoreOverrideInFile):
    def find(self, k: int):
        return None


class StoreMutatesBetween:
    def __init__(self, items: list[B]):
        self.items = items
    def find(self, k: int):
        for b in self.items:
            if b.j == k:
                return b
        return None
    def mutates_between(self, as_: list[A]):
        out = []
        for a in as_:
            b = self.find(a.k)
            if b is None:
                self.items.append(B(a.k, 0, "", False))
            out.append(b)
        return out


class StoreInstanceAttrFind:
    def __init__(self, items: list[B], find):
        self.items = items
        self.find = find
    def find(self, k: int):
        for b in self.items:
            if b.j == k:
                return b
        return None
    def instance_attr_find(self, as_: list[A]):
        return [self.find(a.k) for a in as_]


class StoreDecorated:
    def __init__(self, items: list[B]):
        self.items = items
    @cache
    def find(self, k: int):
        for b in self.items:
            if b.j == k:
                return b
        return None
    def decorated(self, as_: list[A]):
        return [self.find(a.k) for a in as_]


def closure_rebound(as_: list[A], bs: list[B], cs: list[B]):
    def find(k: int):
        for b in bs:
            if b.j == k:
                return b
        return None
    out = []
    for a in as_:
        out.append(find(a.k))
        bs = cs
    return out


def closure_redefined(as_: list[A], bs: list[B]):
    def find(k: int):
        for b in bs:
            if b.j == k:
                return b
        return None
    if not as_:
        def find(k): return 1
    return [find(a.k) for a in as_]


BS_GLOBAL_SHADOWED: list[B] = []
def global_shadowed_find(k: int):
    for b in BS_GLOBAL_SHADOWED:
        if b.j == k:
            return b
    return None
def global_shadowed(as_: list[A], BS_GLOBAL_SHADOWED: list[B]):
    return [global_shadowed_find(a.k) for a in as_]


class StoreMethodFind:
    def __init__(self, items: list[B]):
        self.items = items
    def find(self, k: int):
        for b in self.items:
            if b.j == k:
                return b
        return None
    def method_find(self, as_: list[A]):
        out = []
        for a in as_:
            out.append(self.find(a.k))
        return out
