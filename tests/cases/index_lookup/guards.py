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


def join_continue_or(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        for b in bs:
            if a.k != b.j or not b.active:
                continue
            out.append((a, b))
    return out


def join_two_continues_filterfirst(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        for b in bs:
            if not b.active:
                continue
            if a.k != b.j:
                continue
            out.append((a, b))
    return out


def join_continue_first_then_if(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        for b in bs:
            if not b.active:
                continue
            if a.k == b.j:
                out.append((a, b))
    return out


def guard_else_kept(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        for b in bs:
            if a.k == b.j:
                if b.active:
                    out.append(b.name)
                    break
        else:
            out.append("none")
    return out


def guard_nested_two_eq(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        for b in bs:
            if a.k == b.j:
                if a.name == b.name:
                    out.append(b.n)
                    break
    return out


def guard_neg_or_outer(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        for b in bs:
            if b.n > a.n or a.k != b.j:
                continue
            out.append(b.n)
    return out


def guard_count_filter_outer(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        n = 0
        for b in bs:
            if a.k == b.j:
                if b.n > a.n:
                    n += 1
        out.append(n)
    return out


def guard_comments(as_: list[A], bs: list[B]):
    out = []
    for a in as_:  # outer
        # inner loop
        for b in bs:  # inner
            # skip inactive
            if not b.active:  # head
                # why
                continue  # skip
            # same key
            if a.k != b.j:  # test
                continue  # not ours
            # ours
            out.append(b.n)  # done
            # last
    return out


def guard_comments_nested(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        for b in bs:
            # one
            if b.active:  # two
                # three
                if a.k == b.j:  # four
                    out.append(b.n)  # five
                    # six
                # seven
            # eight
    return out


def guard_else_inner_else(as_: list[A], bs: list[B]):
    out = []
    for a in as_:
        for b in bs:
            if a.k == b.j:
                if b.active:
                    out.append(b.name)
                    break
                else:
                    out.append("inactive")
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


def join_continue_or(as_: list[A], bs: list[B]):
    out = []
    bs_by_j: dict[int, list[B]] = {}
    for b in bs:
        bs_by_j.setdefault(b.j, []).append(b)
    for a in as_:
        for b in bs_by_j.get(a.k, ()):
            if not b.active:
                continue
            out.append((a, b))
    return out


def join_two_continues_filterfirst(as_: list[A], bs: list[B]):
    out = []
    bs_by_j: dict[int, list[B]] = {}
    for b in bs:
        bs_by_j.setdefault(b.j, []).append(b)
    for a in as_:
        for b in bs_by_j.get(a.k, ()):
            if not b.active:
                continue
            out.append((a, b))
    return out


def join_continue_first_then_if(as_: list[A], bs: list[B]):
    out = []
    bs_by_j: dict[int, list[B]] = {}
    for b in bs:
        bs_by_j.setdefault(b.j, []).append(b)
    for a in as_:
        for b in bs_by_j.get(a.k, ()):
            if not b.active:
                continue
            out.append((a, b))
    return out


def guard_else_kept(as_: list[A], bs: list[B]):
    out = []
    bs_by_j = {b.j: b for b in reversed(bs) if b.active}
    for a in as_:
        b = bs_by_j.get(a.k)
        if b is not None:
            out.append(b.name)
        else:
            out.append("none")
    return out


def guard_nested_two_eq(as_: list[A], bs: list[B]):
    out = []
    bs_by_j_and_name = {(b.j, b.name): b for b in reversed(bs)}
    for a in as_:
        b = bs_by_j_and_name.get((a.k, a.name))
        if b is not None:
            out.append(b.n)
    return out


def guard_neg_or_outer(as_: list[A], bs: list[B]):
    out = []
    bs_by_j: dict[int, list[B]] = {}
    for b in bs:
        bs_by_j.setdefault(b.j, []).append(b)
    for a in as_:
        for b in bs_by_j.get(a.k, ()):
            if b.n > a.n:
                continue
            out.append(b.n)
    return out


def guard_count_filter_outer(as_: list[A], bs: list[B]):
    out = []
    bs_by_j: dict[int, list[B]] = {}
    for b in bs:
        bs_by_j.setdefault(b.j, []).append(b)
    for a in as_:
        n = 0
        for b in bs_by_j.get(a.k, ()):
            if b.n > a.n:
                n += 1
        out.append(n)
    return out


def guard_comments(as_: list[A], bs: list[B]):
    out = []
    bs_by_j: dict[int, list[B]] = {}
    for b in bs:
        bs_by_j.setdefault(b.j, []).append(b)
    for a in as_:  # outer
        # inner loop
        for b in bs_by_j.get(a.k, ()):  # inner
            # skip inactive
            if not b.active:  # head
                # why
                continue  # skip
            # same key
            # test
            # not ours
            # ours
            out.append(b.n)  # done
            # last
    return out


def guard_comments_nested(as_: list[A], bs: list[B]):
    out = []
    bs_by_j: dict[int, list[B]] = {}
    for b in bs:
        bs_by_j.setdefault(b.j, []).append(b)
    for a in as_:
        for b in bs_by_j.get(a.k, ()):
            # one
            if b.active:  # two
                # three
                # four
                out.append(b.n)  # five
                # six
                # seven
            # eight
    return out


def guard_else_inner_else(as_: list[A], bs: list[B]):
    out = []
    bs_by_j: dict[int, list[B]] = {}
    for b in bs:
        bs_by_j.setdefault(b.j, []).append(b)
    for a in as_:
        for b in bs_by_j.get(a.k, ()):
            if b.active:
                out.append(b.name)
                break
            else:
                out.append("inactive")
    return out
