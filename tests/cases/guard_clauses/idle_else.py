def nothing_else(order):
    if order.paid:
        pack(order)
        ship(order)
        notify(order)
        archive(order)
    else:
        pass


def told(orders):
    for order in orders:
        if order.paid:
            pack(order)
            ship(order)
            notify(order)
            archive(order)
        else:  # not yet
            # wait for the money
            pass


def nested(order, user):
    if order:
        if user:
            ship(order)
            return True
        else:
            pass
    return False


def goes_on(order):
    if order.paid:
        pack(order)
        ship(order)
        notify(order)
        archive(order)
    else:
        pass
    log(order)

# output
def nothing_else(order):
    if not order.paid:
        return
    pack(order)
    ship(order)
    notify(order)
    archive(order)


def told(orders):
    for order in orders:
        if not order.paid:
            # not yet
            # wait for the money
            continue
        pack(order)
        ship(order)
        notify(order)
        archive(order)


def nested(order, user):
    if not order or not user:
        return False
    ship(order)
    return True


def goes_on(order):
    if order.paid:
        pack(order)
        ship(order)
        notify(order)
        archive(order)
    else:
        pass
    log(order)
