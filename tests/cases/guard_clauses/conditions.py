class Money:
    def __ne__(self, other):
        return True


def negations(items):
    for a, b, c in items:
        if not a:
            print(b)
            print(c)
            for x in c:
                print(x)
    for a, b, c in items:
        if a is None and b is not c and a not in c and not b:
            for x in c:
                print(x)
            print(c)
    for a, b, c in items:
        if a == b:
            for x in c:
                print(x)
            print(c)
    for a, b, c in items:
        if len(c) > 3 and "x" != "y":
            for x in c:
                print(x)
            print(c)
    for a, b, c in items:
        if a < b:
            for x in c:
                print(x)
            print(c)
    for a, b, c in items:
        if a and b or c:
            for x in c:
                print(x)
            print(c)
    for a, b, c in items:
        if a or b in c:
            for x in c:
                print(x)
            print(c)
    for a, b, c in items:
        if not (a and b):
            for x in c:
                print(x)
            print(c)
    for a, b, c in items:
        if(a):
            for x in c:
                print(x)
            print(c)
    for a, b, c in items:
        if a + b:
            for x in c:
                print(x)
            print(c)


def known(n: int, s: str, x: float):
    for a in s:
        if n < 3:
            for b in a:
                print(b)
            print(a)
    for a in s:
        if s >= "m" and n == 4:
            for b in a:
                print(b)
            print(a)
    for a in s:
        if x < 3:
            for b in a:
                print(b)
            print(a)


def suspended(a):
    if (yield a):
        for x in a:
            print(x)
        print(a)


async def awaited(a):
    if await a:
        for x in a:
            print(x)
        print(a)


def bound(s):
    if m := s.match():
        for g in m.groups():
            print(g)
        return m
    return None


def several(a, b, c):
    if (
        a  # first
        and b is None
        # about c
        and c not in a
    ):
        for g in a:
            print(g)
        print(c)
        print(b, a)
        print(c, a)
        print(a)

# output
class Money:
    def __ne__(self, other):
        return True


def negations(items):
    for a, b, c in items:
        if a:
            continue
        print(b)
        print(c)
        for x in c:
            print(x)
    for a, b, c in items:
        if a is not None or b is c or a in c or b:
            continue
        for x in c:
            print(x)
        print(c)
    for a, b, c in items:
        if not (a == b):
            continue
        for x in c:
            print(x)
        print(c)
    for a, b, c in items:
        if len(c) <= 3 or "x" == "y":
            continue
        for x in c:
            print(x)
        print(c)
    for a, b, c in items:
        if not (a < b):
            continue
        for x in c:
            print(x)
        print(c)
    for a, b, c in items:
        if not (a and b or c):
            continue
        for x in c:
            print(x)
        print(c)
    for a, b, c in items:
        if not a and b not in c:
            continue
        for x in c:
            print(x)
        print(c)
    for a, b, c in items:
        if a and b:
            continue
        for x in c:
            print(x)
        print(c)
    for a, b, c in items:
        if not a:
            continue
        for x in c:
            print(x)
        print(c)
    for a, b, c in items:
        if not (a + b):
            continue
        for x in c:
            print(x)
        print(c)


def known(n: int, s: str, x: float):
    for a in s:
        if n >= 3:
            continue
        for b in a:
            print(b)
        print(a)
    for a in s:
        if s < "m" or n != 4:
            continue
        for b in a:
            print(b)
        print(a)
    for a in s:
        if not (x < 3):
            continue
        for b in a:
            print(b)
        print(a)


def suspended(a):
    if not (yield a):
        return
    for x in a:
        print(x)
    print(a)


async def awaited(a):
    if not await a:
        return
    for x in a:
        print(x)
    print(a)


def bound(s):
    if not (m := s.match()):
        return None
    for g in m.groups():
        print(g)
    return m


def several(a, b, c):
    if (
        not a  # first
        or b is not None
        # about c
        or c in a
    ):
        return
    for g in a:
        print(g)
    print(c)
    print(b, a)
    print(c, a)
    print(a)
