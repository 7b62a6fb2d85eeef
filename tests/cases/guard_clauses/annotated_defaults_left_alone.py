def without_a_value(x):
    r: int
    if x:
        if x.a:
            one(x)
            r = two(x)
    return r


def read(x):
    r: int = 1
    if x:
        if x.a:
            one(r)
            r = two(x)
    return r


def captured(x):
    r: int | None = None
    if x:
        if x.a:
            one(lambda: r)
            r = two(x)
    return r


def annotated_again(x):
    r = None
    if x:
        if x.a:
            one(x)
            r: int = two(x)
    return r
