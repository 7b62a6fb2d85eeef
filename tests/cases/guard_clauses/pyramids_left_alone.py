def one_choice(order, log):
    if order.paid:
        order.ship()
        order.close()
        log("shipped")
    else:
        log("not paid")


def choice_inside(order, log):
    if order:
        if order.paid:
            log("paid")
        else:
            log("not paid")
    else:
        log("no order")


def before_something_else(order, log):
    if order:
        if order.items:
            log(order)
            order.ship()
        else:
            log("no items")
    else:
        log("no order")
    log("done")


def before_else_of_try(order, log):
    try:
        if order:
            if order.items:
                log(order)
                order.ship()
            else:
                log("no items")
        else:
            log("no order")
    except ValueError:
        log("failed")
    else:
        log("done")


def in_finally(order, log):
    try:
        log("start")
    finally:
        if order:
            if order.items:
                log(order)
                order.ship()
            else:
                log("no items")
        else:
            log("no order")


def in_except_star(order, log):
    try:
        log("start")
    except* ValueError:
        if order:
            if order.items:
                log(order)
                order.ship()
            else:
                log("no items")
        else:
            log("no order")


def before_a_value(order, log):
    if order:
        if order.items:
            log(order)
            order.ship()
        else:
            log("no items")
    else:
        log("no order")
    return log.summary


def small_search(rows):
    for row in rows:
        if row:
            if row.wanted:
                return row
    return None


def error_in_body(rows, log):
    if rows:
        for row in rows:
            log(row)
        raise ValueError(rows)
    return None


def error_of_error(v, log):
    try:
        return log(v)
    except ValueError as error:
        if len(error.args) > 1:
            raise error
        else:
            raise KeyError(v)


def last_small_step(rows, log):
    log("start")
    for row in rows:
        row.one()
        row.two()
    for row in rows:
        row.three()
        row.four()
    log("shown")
    log.flush()
    if log.verbose:
        for row in rows:
            log(row)
        log("end")


def same_tuple(a, b, log):
    args, kwargs = [], {}
    if a:
        for x in a:
            args.append(log(x))
        kwargs.update(b)
    return args, kwargs


class Different:
    def __ne__(self, other):
        return 1


def denied_twice(a, b, log):
    if a != b:
        for x in a:
            log(x)
        for x in b:
            log(x)
