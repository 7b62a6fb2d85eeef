# granted
def filter_lambda(orders, users):
    out = []
    for o in orders:
        out.append(list(filter(lambda u: u.id == o.user_id, users)))
    return out


def filter_next(orders, users):
    out = []
    for o in orders:
        u = next(filter(lambda u: u.id == o.user_id, users), None)
        if u:
            out.append(u.name)
    return out


def filter_comp(orders, users):
    return [len(list(filter(lambda u: u.id == o.user_id, users))) for o in orders]


def filter_and(orders, users):
    out = []
    for o in orders:
        out += list(filter(lambda u: u.id == o.user_id and u.active, users))
    return out

# output
# granted
def filter_lambda(orders, users):
    out = []
    users_by_id = {}
    for user in users:
        users_by_id.setdefault(user.id, []).append(user)
    for o in orders:
        out.append(list(users_by_id.get(o.user_id, ())))
    return out


def filter_next(orders, users):
    out = []
    users_by_id = {}
    for user in users:
        users_by_id.setdefault(user.id, user)
    for o in orders:
        u = users_by_id.get(o.user_id)
        if u:
            out.append(u.name)
    return out


def filter_comp(orders, users):
    user_counts_by_id = {}
    for user in users:
        user_counts_by_id[user.id] = user_counts_by_id.get(user.id, 0) + 1
    return [user_counts_by_id.get(o.user_id, 0) for o in orders]


def filter_and(orders, users):
    out = []
    users_by_id = {}
    for user in users:
        users_by_id.setdefault(user.id, []).append(user)
    for o in orders:
        out += [u for u in users_by_id.get(o.user_id, ()) if u.active]
    return out
