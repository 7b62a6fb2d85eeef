def joined(orders: list[int], users: list[int]) -> list[int]:
    out = []
    for order in orders:
        for user in users:
            if user == order:
                total = order + \
                    user
                out.append(total)
    return out

# output
def joined(orders: list[int], users: list[int]) -> list[int]:
    out = []
    users_by_value: dict[int, list[int]] = {}
    for user in users:
        users_by_value.setdefault(user, []).append(user)
    for order in orders:
        for user in users_by_value.get(order, ()):
            total = order + \
                user
            out.append(total)
    return out
