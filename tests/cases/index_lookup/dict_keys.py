# granted
def dict_keys_lookup(table, name):
    for k in table.keys():
        if k == name:
            return table[k]
    return 0


def dict_keys_rebound(table, name):
    for k in table.keys():
        if k == name:
            k = str(k)
            return table[k]
    return 0


def dict_keys_store(table, name):
    for k in table.keys():
        if k == name:
            table[k] = 5
            break
    return table


def dict_keys_both(table, name):
    for k in table.keys():
        if k == name:
            return k, table[k]
    return 0


def dict_items_both(table, name):
    for k, v in table.items():
        if k == name:
            table = {}
            return table[k] if k in table else v
    return 0

# output
# granted
def dict_keys_lookup(table, name):
    if name in table:
        k = name
        return table[k]
    return 0


def dict_keys_rebound(table, name):
    for k in table.keys():
        if k == name:
            k = str(k)
            return table[k]
    return 0


def dict_keys_store(table, name):
    for k in table.keys():
        if k == name:
            table[k] = 5
            break
    return table


def dict_keys_both(table, name):
    for k in table.keys():
        if k == name:
            return k, table[k]
    return 0


def dict_items_both(table, name):
    for k, v in table.items():
        if k == name:
            table = {}
            return table[k] if k in table else v
    return 0
