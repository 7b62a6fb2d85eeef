def read_again(a, b, log):
    r = None
    if a:
        if b:
            r = log(a)
    log(r)
    return r


def returned_earlier(a, b, log):
    r = None
    if log.closed:
        return r
    if a:
        if b:
            r = log(a)
    return r


def read_by_a_handler(a, b, log):
    try:
        r = 0
        if a:
            if b:
                r = log(a)
        return r
    except ValueError:
        return r


def computed(a, b, log):
    r = log("default")
    if a:
        if b:
            r = log(a)
    return r


def keyed(a, b, key):
    r = {key: 1}
    if a:
        if b:
            r = {key: 2}
    return r


def added_to(a, b, log):
    r = []
    if a:
        if b:
            r += [log(a)]
    return r


def assigned_too_early(a, b, log):
    r = None
    if a:
        r = a.value
        if b:
            r = log(a)
    return r


def assigned_in_a_loop(a, b, log):
    r = None
    if a:
        for x in b:
            r = log(x)
    return r


def assigned_in_with(a, b, log):
    r = None
    if a:
        if b:
            with log:
                r = b()
    return r


def captured(a, b, log):
    r = None
    log(lambda: r)
    if a:
        if b:
            r = log(a)
    return r


def introspected(a, b):
    r = None
    if a:
        if b:
            r = locals()
    return r


def declared(a, b, log):
    global r
    r = None
    if a:
        if b:
            r = log(a)
    return r


def annotated(a, b, log):
    r: int | None = None
    if a:
        if b:
            r = log(a)
    return r


def typed(a, b, log):
    r = None  # type: int
    if a:
        if b:
            r = log(a)
    return r


def together(a, b, log):
    r = None; log(a)
    if a:
        if b:
            r = log(a)
    return r


def two_at_once(a, b, log):
    r = q = None
    if a:
        if b:
            r = log(a)
    return r, q


def on_many_lines(a, b, log):
    r = """
    text
"""
    if a:
        if b:
            r = log(a)
    return r


def bound_by_walrus(a, b, log):
    r = None
    if (r := a.value):
        if b:
            r = log(a)
    return r


def sent(a, b):
    r = None
    if a:
        if b:
            r = yield a
    return r


def parameter(a, b, r=1):
    r = 0
    if a:
        if b:
            r = a + b
    return r


def unreached(a, b):
    return r
    r = 0
    if a:
        if b:
            r = a + b
    return r


class Body:
    r = 0
    if Body:
        if r:
            r = 1


def one_branch(a, log):
    r = None
    if a:
        r = log(a)
    return r
