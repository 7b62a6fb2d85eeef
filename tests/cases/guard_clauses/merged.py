def feasible(g1, node1, node2, graph_params, state_params):
    if cut(node1):
        return False

    if g1.is_multigraph():
        if not consistent(node1, node2, graph_params, state_params, g1):
            return False

    return True


def footers(a, b):
    if a.some_long_name_of_a_thing:
        if not b.some_other_name(a.some_long_name_of_a_thing, 1000):
            # told
            return False  # why
            # inner end
        # outer end
    return True


def commented(a, b):
    if a.some_long_name_of_a_thing:
        # why
        if not b.some_other_name(a.some_long_name_of_a_thing, 1000):
            return False
    return True


def short(a, b):
    if a:
        if not b:
            return False
    return True


def loop(rows, a, b):
    for row in rows:
        if a == row.some_long_name_of_a_thing:
            if not b.some_other_long_name(row.some_long_name_of_a_thing):
                continue
        print(row)


def bracketed(a, b):
    if a.some_long_name_of_a_thing or a.some_other_long_name_of_a_thing:
        if not b.some_other_name(a.some_long_name_of_a_thing, 1000):
            return False
    return True


def three(a, b):
    if a.some_long_name_of_a_thing:
        if (b.some_other_name(a.some_long_name_of_a_thing)):
            if a.some_value < 3: return False
    return None

# output
def feasible(g1, node1, node2, graph_params, state_params):
    if cut(node1):
        return False

    if g1.is_multigraph() and not consistent(
        node1, node2, graph_params, state_params, g1
    ):
        return False

    return True


def footers(a, b):
    if a.some_long_name_of_a_thing and not b.some_other_name(
        a.some_long_name_of_a_thing, 1000
    ):
        # told
        return False  # why
        # inner end
    # outer end
    return True


def commented(a, b):
    if not a.some_long_name_of_a_thing:
        return True
    # why
    if b.some_other_name(a.some_long_name_of_a_thing, 1000):
        return True
    return False


def short(a, b):
    if not a or b:
        return True
    return False


def loop(rows, a, b):
    for row in rows:
        if a == row.some_long_name_of_a_thing:
            if not b.some_other_long_name(row.some_long_name_of_a_thing):
                continue
        print(row)


def bracketed(a, b):
    if not (a.some_long_name_of_a_thing or a.some_other_long_name_of_a_thing):
        return True
    if b.some_other_name(a.some_long_name_of_a_thing, 1000):
        return True
    return False


def three(a, b):
    if not a.some_long_name_of_a_thing:
        return None
    if not b.some_other_name(a.some_long_name_of_a_thing):
        return None
    if not (a.some_value < 3):
        return None
    return False
