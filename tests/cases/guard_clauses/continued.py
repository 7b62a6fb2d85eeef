def pyramid(x, y):
    if x:
        if y:
            # what is to be done
            z = one(x) \
                + two(y) \
                + three(x)
            s = "abc\
            def" \
                "ghi"
            t = """x
            y""" + \
                one(s)
            assert z, \
                "no"
            return five(z,
                        t)
    return None


def within(x, y):
    if x:
        with one(x) as a, \
                two(y) as b:
            three(a)
            if b:
                four(b) \
                    .five(a, b)
            six(b)


def in_a_loop(xs):
    for x in xs:
        if x:
            z = one(x) + \
  two(x)
            four(z)
            five(z)
            six(z)

# output
def pyramid(x, y):
    if not x or not y:
        return None
    # what is to be done
    z = one(x) \
        + two(y) \
        + three(x)
    s = "abc\
            def" \
        "ghi"
    t = """x
            y""" + \
        one(s)
    assert z, \
        "no"
    return five(z,
                t)


def within(x, y):
    if not x:
        return
    with one(x) as a, \
            two(y) as b:
        three(a)
        if b:
            four(b) \
                .five(a, b)
        six(b)


def in_a_loop(xs):
    for x in xs:
        if not x:
            continue
        z = one(x) + \
  two(x)
        four(z)
        five(z)
        six(z)
