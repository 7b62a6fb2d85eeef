def constant(a, b):
    r = None
    if a:
        if b:
            r = a + b
    return r


def negative_zero(a, b):
    r = -0.0
    if a:
        if b:
            r = 0.0
    return r


def display(a, b, log):
    # what to give back
    r = [0x1F, "it's"]

    log(a)
    if a:
        if b:
            r = log(b)
    return r


def commented(a, b, log):
    # about the default
    r = None
    # about a
    if a:  # a
        log(a)
        # about b
        if b:  # b
            # about the result
            r = log(b)  # r
        else:
            # without b
            log(None)  # said
    # otherwise
    return r  # nothing


def pyramid(a, b, c):
    r = "none"
    if a:
        if b:
            if c:
                r = "all"
            else:
                r = "ab"
        else:
            r = "a"
    return r


def repeated(a, b):
    r = 0
    if a:
        if b:
            r = b()
        else:
            r = 0
    else:
        r = 0
    return r


def reached(a, b, log):
    r = False
    if a:
        if b:
            r = True
        else:
            log("no b")
    return r


def left_on_the_way(a, b, log):
    for x in a:
        r = 0
        if x:
            if b:
                r = log(x)
            else:
                break
        else:
            continue
        return r


def suspended(a, b):
    r = 1
    yield "s"
    if a:
        if (yield "t"):
            r = b()
    return r


async def awaited(a, b, c):
    r = 1
    if await a:
        if await b:
            r = await c
    return r


def explained(a, b, log):
    r = None  # unless there is something to say
    if a:
        if b:
            r = log(a)
    return r


def under_a_string(a, b, log):
    log("""
    # no comment""")
    r = None
    if a:
        if b:
            r = log(a)
    return r


def ladder(x):
    error = None
    if x is None:
        error = "none"
    elif x.a is None:
        error = "no a"
    return error


def typed(a, b):
    # type: (int, int) -> int
    r = 0
    if a:
        if b:
            r = 1
    return r

# output
def constant(a, b):
    if not a or not b:
        return None
    return a + b


def negative_zero(a, b):
    if not a or not b:
        return -0.0
    return 0.0


def display(a, b, log):
    # what to give back
    log(a)
    if not a or not b:
        return [0x1F, "it's"]
    return log(b)


def commented(a, b, log):
    # about the default
    # about a
    # a
    if not a:
        return None
    log(a)
    # about b
    if b:  # b
        # about the result
        return log(b)  # r
    # without b
    log(None)  # said
    # otherwise
    return None  # nothing


def pyramid(a, b, c):
    if not a:
        return "none"
    if not b:
        return "a"
    if c:
        return "all"
    return "ab"


def repeated(a, b):
    if not a or not b:
        return 0
    return b()


def reached(a, b, log):
    if not a:
        return False
    if b:
        return True
    log("no b")
    return False


def left_on_the_way(a, b, log):
    for x in a:
        if not x:
            continue
        if b:
            return log(x)
        break


def suspended(a, b):
    yield "s"
    if not a:
        return 1
    if not (yield "t"):
        return 1
    return b()


async def awaited(a, b, c):
    if not await a or not await b:
        return 1
    return await c


def explained(a, b, log):
    if not a or not b:
        # unless there is something to say
        return None
    return log(a)


def under_a_string(a, b, log):
    log("""
    # no comment""")
    if not a or not b:
        return None
    return log(a)


def ladder(x):
    if x is None:
        return "none"
    if x.a is None:
        return "no a"
    return None


def typed(a, b):
    # type: (int, int) -> int
    if not a or not b:
        return 0
    return 1
