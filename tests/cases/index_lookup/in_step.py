from __future__ import annotations




class SGrowAttr:
    def __init__(self) -> None:
        self.seen: list[str] = []
    def grow_attr(self, xs: list[str]):
        for x in xs:
            if x not in self.seen:
                self.seen.append(x)


def grow_param(xs: list[str], out: list[str]):
    for x in xs:
        if x not in out:
            out.append(x)
    return out


def in_step_nested(xss: list[list[str]], out: list[str]):
    for xs in xss:
        for x in xs:
            if x in out:
                continue
            out.append(x.upper())
            out.append(x)
    return out


def in_step_aug2(xs: list[str], out: list[str]):
    for x in xs:
        y = x + "b"
        if x not in out:
            out += [x, y]
    return out


def grow_plus(xs: list[str]):
    seen = []
    for x in xs:
        if x not in seen:
            seen += [x]
    return seen


def grow_insert(xs: list[str]):
    out = []
    for x in xs:
        if x not in out:
            out.insert(0, x)
    return out


def grow_insert_two(xs: list[str]):
    out = []
    for x in xs:
        if x not in out:
            out.insert(1, x)
    return out


def grow_extend(xs: list[str]):
    out = []
    for x in xs:
        if x not in out:
            out.extend([x])
    return out


def grow_else(xs: list[str]):
    seen, dups = [], []
    for x in xs:
        if x in seen:
            dups.append(x)
        else:
            seen.append(x)
    return dups


def in_step_after(xs: list[str], out: list[str]):
    for x in xs:
        if x not in out:
            out.append(x)
    out.clear()
    return "a" in out


def in_step_try(xs: list[str], out: list[str]):
    for x in xs:
        try:
            if x not in out:
                out.append(x)
        except TypeError:
            pass
    return out

# output
from __future__ import annotations




class SGrowAttr:
    def __init__(self) -> None:
        self.seen: list[str] = []
    def grow_attr(self, xs: list[str]):
        seen_set = set(self.seen)
        for x in xs:
            if x not in seen_set:
                self.seen.append(x)
                seen_set.add(x)


def grow_param(xs: list[str], out: list[str]):
    out_set = set(out)
    for x in xs:
        if x not in out_set:
            out.append(x)
            out_set.add(x)
    return out


def in_step_nested(xss: list[list[str]], out: list[str]):
    out_set = set(out)
    for xs in xss:
        for x in xs:
            if x in out_set:
                continue
            out.append(x.upper())
            out_set.add(out[-1])
            out.append(x)
            out_set.add(x)
    return out


def in_step_aug2(xs: list[str], out: list[str]):
    out_set = set(out)
    for x in xs:
        y = x + "b"
        if x not in out_set:
            out += [x, y]
            out_set.add(x)
            out_set.add(y)
    return out


def grow_plus(xs: list[str]):
    seen = list(dict.fromkeys(xs))
    return seen


def grow_insert(xs: list[str]):
    out = []
    out_set = set()
    for x in xs:
        if x not in out_set:
            out.insert(0, x)
            out_set.add(x)
    return out


def grow_insert_two(xs: list[str]):
    out = []
    out_set = set()
    for x in xs:
        if x not in out_set:
            out.insert(1, x)
            out_set.add(x)
    return out


def grow_extend(xs: list[str]):
    out = list(dict.fromkeys(xs))
    return out


def grow_else(xs: list[str]):
    seen, dups = set(), []
    for x in xs:
        if x in seen:
            dups.append(x)
        else:
            seen.add(x)
    return dups


def in_step_after(xs: list[str], out: list[str]):
    out_set = set(out)
    for x in xs:
        if x not in out_set:
            out.append(x)
            out_set.add(x)
    out.clear()
    return "a" in out


def in_step_try(xs: list[str], out: list[str]):
    out_set = set(out)
    for x in xs:
        try:
            if x not in out_set:
                out.append(x)
                out_set.add(x)
        except TypeError:
            pass
    return out
