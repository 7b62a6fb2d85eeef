from typing import Protocol
from dataclasses import dataclass
@dataclass
class Base:
    k: int
    j: int
@dataclass
class Sub(Base):
    pass
def subclass_alias(rows: list[Sub], bases: list[Base]):
    out = []
    for r in rows:
        for b in bases:
            if b.k == r.j:
                r.k = 9
                out.append(b)
    return [(b.k, b.j) for b in out]


def typed_lists_alias(rows: list[int], ks: list[float]):
    out = []
    for r in rows:
        for k in ks:
            if k == r:
                rows.append(3)
                out.append(k)
                if len(rows) > 9: return out
    return out


def nested_lists(rows: list[list[int]], ks: list[int]):
    out = []
    for r in rows:
        for k in ks:
            if k == len(r):
                out.append(k)
        r.append(3)
    return out


class Node:
    def __init__(self, v: int): self.v = v
class Leaf(Node):
    def __eq__(self, o): return self.v == o.v
    def __repr__(self): return f"L{self.v}"
def heir_eq(rows: list[Node], ks: list[Node]):
    return [r for r in rows if r in ks]


def helper_list_else_of(ks: list[int], a: int):
    found = []
    for k in ks:
        if k == a:
            found.append(k)
        else:
            found.append(None)
    return found
def helper_list_else(rows: list[int], ks: list[int]):
    return [helper_list_else_of(ks, a) for a in rows]


def helper_list_default_nonempty_of(ks: list[int], a: int):
    found = [0]
    for k in ks:
        if k == a:
            found.append(k)
    return found
def helper_list_default_nonempty(rows: list[int], ks: list[int]):
    return [helper_list_default_nonempty_of(ks, a) for a in rows]


def helper_list_same_of(ks: list[int], a: int):
    ks = []
    for k in ks:
        if k == a:
            ks.append(k)
    return ks
def helper_list_same(rows: list[int], ks: list[int]):
    return [helper_list_same_of(ks, a) for a in rows]


def helper_in_str_known(s, x):
    return x in s
def helper_in_str(rows: list[str], s: str):
    return [helper_in_str_known(s, a) for a in rows]


def helper_in_dict_known(s, x):
    return x in s
def helper_in_dict(rows: list[str], s: dict[str, int]):
    return [helper_in_dict_known(s, a) for a in rows]


def helper_two_step_name_of(ks: list[tuple[int, str]], a: int):
    for b in ks:
        if b[0] == a:
            return b[1].strip()
    return "-"
def helper_two_step(rows: list[int], ks: list[tuple[int, str]]):
    return [helper_two_step_name_of(ks, a) for a in rows]


def leak_param_name(r: int, rows: list[tuple[int, str]], ids: list[int]):
    for i in ids:
        for r in rows:
            if r[0] == i:
                break
    return r


def leak_read_before_in_loop(rows: list[tuple[int, str]], ids: list[int]):
    r = None
    out = []
    for i in ids:
        out.append(r)
        for r in rows:
            if r[0] == i:
                out.append(1)
                break
    return out


def leak_nonlocal_loop(rows: list[tuple[int, str]], ids: list[int]):
    r = None
    out = []
    def g():
        nonlocal r
        out.append(r)
        for r in [5]:
            out.append(r)
    for i in ids:
        for r in rows:
            if r[0] == i:
                out.append(1)
                break
        g()
    return out


def leak_default_arg(rows: list[tuple[int, str]], ids: list[int]):
    r = None
    out = []
    for i in ids:
        for r in rows:
            if r[0] == i:
                out.append(1)
                break
        def g(r=r):
            return r
        out.append(g())
    return out


def lambda_default_capture(rows: list[tuple[int, str]], ids: list[int]):
    out = []
    for i in ids:
        for r in rows:
            if r[0] == i:
                out.append(1)
                break
        out.append((lambda r=r: r)())
    return out


def helper_mutual_has(ks, a):
    for k in ks:
        if k == a:
            return True
    return False
def helper_mutual(rows: list[int], ks: list[int]):
    out = []
    for r in rows:
        if not helper_mutual_has(ks, r):
            ks.append(r)
            out.append(r)
    return out


class Named(Protocol):
    name: str


def protocols(rows: list[Named], others: list[Named]):
    return [row for row in rows if row in others]
