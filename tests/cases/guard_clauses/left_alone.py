import contextlib


class Meta(type):
    if contextlib:
        first = 1
        for name in "abc":
            print(name)
        last = 2


if contextlib:
    first = 1
    for name in "abc":
        print(name)
    last = 2


def short(path):
    if path.exists():
        path.unlink()


def balanced(x):
    if x < 0:
        return -1
    else:
        return 1


def balanced_work(x, log):
    if x:
        log.info("yes")
        log.flush()
        x.run()
    else:
        log.info("no")
        log.flush()
        log.close()


def statements_after(rows, log):
    if rows:
        for row in rows:
            row.run()
        log.flush()
        rows.clear()
    log.close()


def step_of_while(n, log):
    while n:
        if n % 2:
            for x in range(n):
                log(x)
            log.flush()
        n -= 1


def else_of_try(rows, log):
    try:
        if rows:
            for row in rows:
                row.run()
            log.flush()
    except KeyError:
        log.close()
    else:
        log.done()


def in_finally(rows, log):
    try:
        log.open()
    finally:
        if rows:
            for row in rows:
                row.run()
            log.flush()


def finally_leaves(rows, log):
    for row in rows:
        try:
            if row:
                for x in row:
                    x.run()
                log.flush()
        finally:
            continue


def in_except_star(rows, log):
    try:
        log.open()
    except* ValueError:
        if rows:
            for row in rows:
                row.run()
            log.flush()


def swallowed(cm, log):
    if cm:
        with cm:
            return log.first()
    else:
        return log.second()
    return log.third()


def dear_fallback(rows, log):
    if rows:
        for row in rows:
            if row.good:
                return row
    return log.search(rows)


def rebound(rows, best):
    if rows:
        best = rows[0]
        for row in rows:
            if row.good:
                return row
    return best


def moved_into_try(rows, default):
    try:
        if rows:
            for row in rows:
                if row.good:
                    return row.value
    except ValueError:
        pass
    return default.value


def result_used(a, b, log):
    if a:
        if b:
            r = 1
        else:
            r = 2
    else:
        r = 3
    log(lambda: r)
    return r


def result_captured(a, b):
    def peek():
        return r

    if a:
        if b:
            r = peek
        else:
            r = 2
    else:
        r = 3
    return r


def result_in_locals(a, b):
    if a:
        if b:
            r = locals()
        else:
            r = 2
    else:
        r = 3
    return r


def ignored(rows, log):
    if rows:  # codemods: ignore
        for row in rows:
            row.run()
        log.flush()


def ignored_by_name(rows, log):  # codemods: ignore[guard-clauses]
    if rows:
        for row in rows:
            row.run()
        log.flush()


# fmt: off
def unformatted(rows, log):
    if rows:
        for row in rows:
            row.run()
        log.flush()
# fmt: on


def constant(rows, log):
    if True:
        for row in rows:
            row.run()
        log.flush()
