"""Show the codemod at work; every example is executed by the tests."""

from codemods.codemod import Example

EXAMPLES = (
    Example(
        """\
def discount(user, cart):
    if user:
        if cart:
            if user.is_premium:
                return sum(cart) * 0.2
    return 0.0
""",
        """\
def discount(user, cart):
    if not user or not cart or not user.is_premium:
        return 0.0
    return sum(cart) * 0.2
""",
    ),
    Example(
        """\
def ship(orders, depot):
    for order in orders:
        if order.paid and order.address is not None:
            box = depot.pack(order)
            for line in order.lines:
                box.add(line)
            depot.send(box)
""",
        """\
def ship(orders, depot):
    for order in orders:
        if not order.paid or order.address is None:
            continue
        box = depot.pack(order)
        for line in order.lines:
            box.add(line)
        depot.send(box)
""",
    ),
    Example(
        """\
def register(user, db):
    if user.name:
        if user.email:
            record = db.add(user)
            record.welcome()
            return record
        else:
            raise ValueError("no email")
    else:
        raise ValueError("no name")
""",
        """\
def register(user, db):
    if not user.name:
        raise ValueError("no name")
    if not user.email:
        raise ValueError("no email")
    record = db.add(user)
    record.welcome()
    return record
""",
    ),
    Example(
        """\
def grade(points):
    if points > 90:
        result = "A"
    elif points > 75:
        result = "B"
    else:
        result = "C"
    return result
""",
        """\
def grade(points):
    if points > 90:
        return "A"
    if points > 75:
        return "B"
    return "C"
""",
    ),
    Example(
        """\
def owner(order):
    name = "nobody"
    if order is not None:
        if order.customer:
            name = order.customer.name
    return name
""",
        """\
def owner(order):
    if order is None or not order.customer:
        return "nobody"
    return order.customer.name
""",
    ),
    Example(
        """\
def ship_all(orders, log):
    for order in orders:
        if order.paid:
            if order.address:
                label = order.address.label()
                order.ship(label)
            else:
                log("no address")
        else:
            log("not paid")
""",
        """\
def ship_all(orders, log):
    for order in orders:
        if not order.paid:
            log("not paid")
            continue
        if not order.address:
            log("no address")
            continue
        label = order.address.label()
        order.ship(label)
""",
    ),
    Example(
        """\
def check(order, log):
    if order.paid:
        order.ship()
        order.close()
    else:
        log("not paid")
""",
    ),
    Example(
        """\
def insist(order, log):
    if order.wrong:
        for line in order.lines:
            log(line)
        raise ValueError(order)
    return order
""",
    ),
    Example(
        """\
def touch(path):
    if path.exists():
        path.touch()
""",
    ),
    Example(
        """\
def sign(x):
    if x < 0:
        return -1
    else:
        return 1
""",
    ),
    Example(
        """\
def close(self):
    if self.connection:
        for cursor in self.cursors:
            cursor.close()
        self.connection.close()
    self.closed = True
""",
        refused="statements after it run on both paths",
    ),
    Example(
        """\
def load(path):
    if path.exists():
        for line in path.open():
            if line.strip():
                return parse(line)
    return default_settings(path)
""",
        refused="the exit behind it is more than a literal, a name or an equally cheap expression",
    ),
)
