def annotated(x) -> int | None:
    r: int | None = None
    if x:
        if x.a:
            one(x)
            r = two(x)
    return r


def commented(x) -> int:
    # nothing yet
    r: int = 0  # none
    if x:
        if x.a:
            if x.b:
                one(x)
                r = two(x)
            else:
                r = -1
    return r

# output
def annotated(x) -> int | None:
    if not x or not x.a:
        return None
    one(x)
    return two(x)


def commented(x) -> int:
    # nothing yet
    if not x or not x.a:
        # none
        return 0
    if not x.b:
        return -1
    one(x)
    return two(x)
