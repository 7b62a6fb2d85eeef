def end_of_block(a, b, q):
    if a:
        if b:
            return q(1)
        # b is false: use the default
    return 0


def two_statements(ok, log):
    if ok:
        log(1)
        log(2)
        for x in ok:
            log(x)
    else:
        log("no")
        return None
    return ok


def ladder(rows, log):
    for row in rows:
        if row.a:
            if row.b:
                log(row)
                log(row.b)
            else:
                log("no b")
                continue
        else:
            log("no a")
            continue


def same_else(a, b, c):
    if a:
        if b:
            if c:
                return 1
            else:
                return 0
        else:
            return 0
    else:
        return 0


def spelled(a, b, log):
    if a:
        log(a)
        if b:
            log(b)
            return a
    return 0x1F


def record(a, log):
    if a:
        log(1)
        if a.b:
            log(2)
            return a
    return {"a": 1}


def long_result(a, w):
    if a:
        w(1)
        w(2)
        w(3)
        r = w(4)
    else:
        r = None
    return r


def tree(a, b, c):
    if a:
        if b:
            x = 1
        else:
            x = 2
    elif c:
        x = 3
    else:
        x = 4
    return x


def deep(a, b, c, d, e, f, g):
    if a:
        if b:
            if c:
                if d:
                    if e:
                        if f:
                            return g(a)
    return None


def either(a, b, c):
    if c:
        if not (a or b):
            return c.run()
    return None


def wide(record, self):
    for row in record:
        if row.identifier and row.customer and row.amount_due and self.open and row.paid:
            for x in row:
                x.run()
            row.done()


def decorator(arg, log):
    if arg:

        def wrapper(f):
            """Wrap f.

            Really.
            """
            log()
            return f

        log(arg)
        return wrapper
    return None


def loop_in_finally(rows, log):
    try:
        if rows:
            for row in rows:
                row.run()
            log.flush()
    finally:
        for x in rows:
            break

# output
def end_of_block(a, b, q):
    if not a or not b:
        # b is false: use the default
        return 0
    return q(1)


def two_statements(ok, log):
    if not ok:
        log("no")
        return None
    log(1)
    log(2)
    for x in ok:
        log(x)
    return ok


def ladder(rows, log):
    for row in rows:
        if not row.a:
            log("no a")
            continue
        if not row.b:
            log("no b")
            continue
        log(row)
        log(row.b)


def same_else(a, b, c):
    if not a or not b or not c:
        return 0
    return 1


def spelled(a, b, log):
    if not a:
        return 0x1F
    log(a)
    if not b:
        return 0x1F
    log(b)
    return a


def record(a, log):
    if not a:
        return {"a": 1}
    log(1)
    if not a.b:
        return {"a": 1}
    log(2)
    return a


def long_result(a, w):
    if not a:
        return None
    w(1)
    w(2)
    w(3)
    return w(4)


def tree(a, b, c):
    if a:
        if b:
            x = 1
        else:
            x = 2
    elif c:
        x = 3
    else:
        x = 4
    return x


def deep(a, b, c, d, e, f, g):
    if not a or not b or not c or not d:
        return None
    if not e or not f:
        return None
    return g(a)


def either(a, b, c):
    if not c or a or b:
        return None
    return c.run()


def wide(record, self):
    for row in record:
        if not (row.identifier and row.customer and row.amount_due and self.open and row.paid):
            continue
        for x in row:
            x.run()
        row.done()


def decorator(arg, log):
    if not arg:
        return None

    def wrapper(f):
        """Wrap f.

            Really.
            """
        log()
        return f

    log(arg)
    return wrapper


def loop_in_finally(rows, log):
    try:
        if not rows:
            return
        for row in rows:
            row.run()
        log.flush()
    finally:
        for x in rows:
            break
