from weird import *

int = float


def shadowed(a: int, b: int):
    if a < b:
        a.one()
        a.two()
        b.one()
        b.two()


def star(a, b):
    if len(a) < len(b):
        a.one()
        a.two()
        b.one()
        b.two()


def declared(c, a):
    if c:
        global x
        x = a()
        a(x)
        a(c)
    else:
        return x


def pragma(c, a):
    if c:  # pragma: no cover
        for x in a:
            x.run()
        a.done()


def disabled(c, a):
    if c:  # pylint: disable=no-member
        for x in a:
            x.run()
        a.done()


def repeated(a, b, q) -> str:
    if a:
        q()
        if b:
            return "x"
    return 0  # type: ignore[return-value]


def switched(a, b, q):
    if a:
        if b:
            # pylint: disable=no-member
            q()
            return 1
    # pylint: enable=no-member
    return 0


def marked(a, b, q):
    # [START main]
    if a:
        if b:
            q()
            return 1
    # [END main]
    return 0


def ignored_exit(a, b, c):
    if a:
        if b:
            if c:
                return 1
    return 0  # codemods: ignore


def ignored_head(a, b, c):
    with (
        a
    ):  # codemods: ignore
        if b:
            for x in c:
                x.run()
            c.done()


def ignored_inside(a, b, c):
    if a:
        if (
            b
            and c
        ):  # codemods: ignore
            return a.run()
    return None


@staticmethod  # codemods: ignore
def ignored_decorator(a, b, c):
    if a:
        if b:
            return a.run()
    return None


def local_class(ok):
    class Inner:
        if ok:
            a = 1
            b = 2
            for c in ok:
                d = c
        else:
            raise ValueError(ok)

    return Inner


def dispatch(a):
    if a == 1:
        return "one"
    elif a == 2:
        return "two"
    elif a == 3:
        return "three"
    elif a == 4:
        return "four"
    else:
        return "many"


def ignored_in_match(a, b):
    match a:
        case 1:
            if b:  # codemods: ignore
                for x in b:
                    x.run()
                b.done()
