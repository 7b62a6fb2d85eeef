def kept(order, log):
    # only paid orders leave the house
    if order.paid:  # see ticket 12
        # pack first
        box = order.pack()
        for line in order.lines:  # one by one
            box.add(line)
        # then ship
        box.ship()
        # done
    # nothing more to do


def fallback(order):
    if order.paid:
        box = order.pack()
        # heavy boxes go by truck
        if box.heavy:
            truck = box.truck()
            return truck.load(box)

    # everybody else gets None
    return None  # not an error


def hoisted(order):
    if order.paid:  # checked by the till
        box = order.pack()
        box.seal()
        return box.ship()  # today
    # unpaid orders
    else:  # never happens
        # tell somebody
        raise ValueError(order)  # loudly
    # after all


def between(a, b, c):
    # about a
    if a:
        # about b
        if b:
            # about c
            if c:
                return a + b + c
    return None


def dropped(order):
    if order.lost:
        return None  # gone
    # all the others
    else:  # as usual
        box = order.pack()
        box.seal()
        return box.ship()


def directives(order, db):
    if order.paid:  # noqa: SIM102
        box = order.pack()
        for line in order.lines:
            box.add(line)  # type: ignore[arg-type]
        db.save(box)


def pragma(order, db):
    if order.paid:
        box = order.pack()
        box.seal()
        return db.save(box)
    else:  # pragma: no cover
        raise ValueError(order)


def multi_line(text):
    if text:
        query = """
select *
    from orders
"""
        for row in text.run(query,
                            fetch=True):
            text.show(row)
        long = text.value + \
            text.other
        return long
    return None

# output
def kept(order, log):
    # only paid orders leave the house
    # see ticket 12
    if not order.paid:
        return
    # pack first
    box = order.pack()
    for line in order.lines:  # one by one
        box.add(line)
    # then ship
    box.ship()
    # done
    # nothing more to do


def fallback(order):
    if not order.paid:
        # everybody else gets None
        return None  # not an error
    box = order.pack()
    # heavy boxes go by truck
    if not box.heavy:
        return None
    truck = box.truck()
    return truck.load(box)


def hoisted(order):
    # checked by the till
    if not order.paid:
        # unpaid orders
        # never happens
        # tell somebody
        raise ValueError(order)  # loudly
    box = order.pack()
    box.seal()
    return box.ship()  # today
    # after all


def between(a, b, c):
    # about a
    if not a:
        return None
    # about b
    if not b:
        return None
    # about c
    if not c:
        return None
    return a + b + c


def dropped(order):
    if order.lost:
        return None  # gone
    # all the others
    # as usual
    box = order.pack()
    box.seal()
    return box.ship()


def directives(order, db):
    if not order.paid:  # noqa: SIM102
        return
    box = order.pack()
    for line in order.lines:
        box.add(line)  # type: ignore[arg-type]
    db.save(box)


def pragma(order, db):
    if order.paid:
        box = order.pack()
        box.seal()
        return db.save(box)
    else:  # pragma: no cover
        raise ValueError(order)


def multi_line(text):
    if not text:
        return None
    query = """
select *
    from orders
"""
    for row in text.run(query,
                        fetch=True):
        text.show(row)
    long = text.value + \
        text.other
    return long
