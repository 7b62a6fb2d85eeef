def found(orders: list[int], known: list[int]) -> list[bool]:
    global one
    result = []
    for order in orders:
        is_known = False
        for one in known:
            if one == order:
                is_known = True
                break
        result.append(is_known)
    return result
