def say(order, log):
    if order:
        if order.items:
            if order.customer:
                total = sum(order.items)
                log(total)
            else:
                # nobody to ask
                log("no customer")  # said
        else:  # empty
            log("no items")
            # really
    else:
        log("no order")


def say_and_return(order, log):
    if order:
        if order.items:
            total = sum(order.items)
            return total
        else:
            log("no items")
    else:
        log("no order")
    # nothing to pay
    return 0  # yet


def say_in_loop(orders, log):
    for order in orders:
        if order:
            if order.items:
                log(order)
                order.ship()
            else:
                log("no items")
        else:
            log("no order")
    else:
        log("all done")


def say_in_try(order, log):
    try:
        if order:
            if order.items:
                log(order)
                order.ship()
            else:
                log("no items")
        else:
            log("no order")
    finally:
        log("done")


def trailing(a, b):
    if a:
        if b:
            return a / b
        return 0
    return -1


def small(self, x):
    """Remember x."""
    if self.enabled:
        if x not in self.seen:
            self.seen.add(x)


def small_loop(rows):
    for row in rows:
        if row is not None:
            if row.valid:
                yield row.value


def wrapped_loop(rows):
    if rows:
        for row in rows:
            yield row


def one_exit_behind(path):
    if path.exists():
        with path.open() as file:
            text = file.read()
        return text
    return None


def insisting(x):
    if x.valid:
        return x.value
    else:
        raise ValueError(x)


def handled(path, log):
    try:
        path.unlink()
    except OSError as error:
        if error.errno in log:
            log.debug(error)
        else:
            raise


def goes_on(rows, log):
    for row in rows:
        if row is None:
            log("none")
            continue
        else:
            log(row)
        row.run()


def idle(x, y):
    if x:
        if y:
            pass
        else:
            raise ValueError(y)
    else:
        raise ValueError(x)
    return x + y


def idle_but_told(x, y):
    if x:
        if y:
            pass  # all is well
        else:
            raise ValueError(y)
    else:
        raise ValueError(x)
    return x + y


def defined(log):
    if log:
        def inner(x):
            log(x)
            return x
        log(inner)
        return inner
    return None


def hash_in_string(lines):
    count = 0
    for line in lines:
        if line != "":
            if line[0] != "#":
                count += 1
    return count


def raising_first(v):
    if v is None:
        raise ValueError("v")
    else:
        return v * 2


def sought(rows, log):
    for row in rows:
        if row:
            if row.ready:
                return row
            else:
                log("not ready")
        else:
            log("no row")
    return None

# output
def say(order, log):
    if not order:
        log("no order")
        return
    if not order.items:
        # empty
        log("no items")
        # really
        return
    if not order.customer:
        # nobody to ask
        log("no customer")  # said
        return
    total = sum(order.items)
    log(total)


def say_and_return(order, log):
    if not order:
        log("no order")
        # nothing to pay
        return 0  # yet
    if not order.items:
        log("no items")
        return 0
    total = sum(order.items)
    return total


def say_in_loop(orders, log):
    for order in orders:
        if not order:
            log("no order")
            continue
        if not order.items:
            log("no items")
            continue
        log(order)
        order.ship()
    else:
        log("all done")


def say_in_try(order, log):
    try:
        if not order:
            log("no order")
            return
        if not order.items:
            log("no items")
            return
        log(order)
        order.ship()
    finally:
        log("done")


def trailing(a, b):
    if not a:
        return -1
    if b:
        return a / b
    return 0


def small(self, x):
    """Remember x."""
    if not self.enabled or x in self.seen:
        return
    self.seen.add(x)


def small_loop(rows):
    for row in rows:
        if row is None or not row.valid:
            continue
        yield row.value


def wrapped_loop(rows):
    if not rows:
        return
    for row in rows:
        yield row


def one_exit_behind(path):
    if not path.exists():
        return None
    with path.open() as file:
        text = file.read()
    return text


def insisting(x):
    if not x.valid:
        raise ValueError(x)
    return x.value


def handled(path, log):
    try:
        path.unlink()
    except OSError as error:
        if error.errno not in log:
            raise
        log.debug(error)


def goes_on(rows, log):
    for row in rows:
        if row is None:
            log("none")
            continue
        log(row)
        row.run()


def idle(x, y):
    if not x:
        raise ValueError(x)
    if not y:
        raise ValueError(y)
    return x + y


def idle_but_told(x, y):
    if not x:
        raise ValueError(x)
    if not y:
        raise ValueError(y)
    # all is well
    return x + y


def defined(log):
    if not log:
        return None

    def inner(x):
        log(x)
        return x
    log(inner)
    return inner


def hash_in_string(lines):
    count = 0
    for line in lines:
        if line == "" or line[0] == "#":
            continue
        count += 1
    return count


def raising_first(v):
    if v is None:
        raise ValueError("v")
    return v * 2


def sought(rows, log):
    for row in rows:
        if not row:
            log("no row")
            continue
        if row.ready:
            return row
        log("not ready")
    return None
