# granted
def filter_walrus(orders, users):
    out = []
    for o in orders:
        out.append(list(filter(lambda u: (z := u.id) == o.user_id and z, users)))
    return out


def filter_default(orders, users):
    out = []
    for o in orders:
        out.append(list(filter(lambda u, k=1: u.id == o.user_id, users)))
    return out


def filter_lazy(orders, users):
    out = []
    for o in orders:
        out.append(filter(lambda u: u.id == o.user_id, users))
    return [list(x) for x in out]


def filter_ne(orders, users):
    out = []
    for o in orders:
        out.append(list(filter(lambda u: u.id != o.user_id, users)))
    return out


def filter_of_no_lambda(orders, users, wanted):
    out = []
    for o in orders:
        out.append(list(filter(wanted, users)))
    return out


def filter_of_what_changes(orders, users):
    out = []
    for o in orders:
        out.append(list(filter(lambda u: u.id == o.user_id, users)))
        users.append(o)
    return out


def filter_of_several(orders, users):
    return [list(filter(lambda u, v: u.id == o.user_id, users, users)) for o in orders]


def in_a_try(xs, ys):
    out = []
    for x in xs:
        try:
            if x in ys:
                out.append(x)
        except TypeError:
            out.append(None)
    return out
