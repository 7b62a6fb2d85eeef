# granted
def while_start1(orders, users):
    out = []
    for o in orders:
        i = 1
        while i < len(users) and users[i].id != o.user_id:
            i += 1
        out.append(i)
    return out


def while_nostart(orders, users):
    out = []
    i = 0
    for o in orders:
        while i < len(users) and users[i].id != o.user_id:
            i += 1
        out.append(i)
    return out


def while_lt(orders, users):
    out = []
    for o in orders:
        i = 0
        while i < len(users) and users[i].id < o.user_id:
            i += 1
        out.append(i)
    return out


def while_eq(orders, users):
    out = []
    for o in orders:
        i = 0
        while i < len(users) and users[i].id == o.user_id:
            i += 1
        out.append(i)
    return out


def while_other_first(orders, users):
    out = []
    for o in orders:
        i = 0
        while users[i].id != o.user_id and i < len(users):
            i += 1
        out.append(i)
    return out


def while_insert(orders, users):
    for o in orders:
        i = 0
        while i < len(users) and users[i].id != o.user_id:
            i += 1
        if i == len(users):
            users.append(o)
    return users


def while_step2(orders, users):
    out = []
    for o in orders:
        i = 0
        while i < len(users) and users[i].id != o.user_id:
            i += 2
        out.append(i)
    return out


def while_reads_i(orders, users):
    out = []
    for o in orders:
        i = 0
        while i < len(users) and users[i].id != i:
            i += 1
        out.append(i)
    return out
