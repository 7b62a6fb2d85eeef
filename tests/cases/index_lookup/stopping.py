# granted
def while_two(orders, users):
    out = []
    for o in orders:
        i = 0
        while i < len(users) and users[i].id != o.user_id:
            i += 1
        if i < len(users):
            out.append(users[i].name)
    return out


def while_two_plain(xs: list[int], ys: list[int]) -> list[int]:
    out = []
    for x in xs:
        i = 0
        while i < len(ys) and ys[i] != x:
            i += 1
        out.append(i)
    return out


def while_two_or(orders, users):
    out = []
    for o in orders:
        i = 0
        while i < len(users) and (users[i]["id"] != o["user_id"] or not users[i]["active"]):
            i += 1
        if i == len(users):
            out.append(None)
            continue
        out.append(users[i]["name"])
    return out


def while_i_after(orders, users):
    i = -5
    for o in orders:
        i = 0
        while i < len(users) and users[i].id != o.user_id:
            i += 1
    return i


def while_i_before(orders, users):
    position = 7
    out = []
    for o in orders:
        i = 0
        while i < len(users) and users[i].id != o.user_id:
            i += 1
        out.append((i, position))
    return out

# output
# granted
def while_two(orders, users):
    out = []
    user_positions_by_id = {}
    for position in range(len(users)):
        user_positions_by_id.setdefault(users[position].id, position)
    for o in orders:
        i = user_positions_by_id.get(o.user_id, len(users))
        if i < len(users):
            out.append(users[i].name)
    return out


def while_two_plain(xs: list[int], ys: list[int]) -> list[int]:
    out = []
    ys_positions: dict[int, int] = {}
    for position in range(len(ys)):
        ys_positions.setdefault(ys[position], position)
    for x in xs:
        i = ys_positions.get(x, len(ys))
        out.append(i)
    return out


def while_two_or(orders, users):
    out = []
    user_positions_by_id = {}
    for position in range(len(users)):
        if users[position]["active"]:
            user_positions_by_id.setdefault(users[position]["id"], position)
    for o in orders:
        i = user_positions_by_id.get(o["user_id"], len(users))
        if i == len(users):
            out.append(None)
            continue
        out.append(users[i]["name"])
    return out


def while_i_after(orders, users):
    i = -5
    user_positions_by_id = {}
    for position in range(len(users)):
        user_positions_by_id.setdefault(users[position].id, position)
    for o in orders:
        i = user_positions_by_id.get(o.user_id, len(users))
    return i


def while_i_before(orders, users):
    position = 7
    out = []
    user_positions_by_id = {}
    for position_2 in range(len(users)):
        user_positions_by_id.setdefault(users[position_2].id, position_2)
    for o in orders:
        i = user_positions_by_id.get(o.user_id, len(users))
        out.append((i, position))
    return out
