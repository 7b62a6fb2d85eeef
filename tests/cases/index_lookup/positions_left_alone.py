# granted
def range_set_item(a: list[int], b: list[int]):
    out = []
    for x in a:
        for i in range(len(b)):
            if b[i] == x:
                b[i] = 0
                out.append(i)
                break
    return out


def range_pop(a: list[int], b: list[int]):
    out = []
    for x in a:
        for i in range(len(b)):
            if b[i] == x:
                out.append(b.pop(i))
                break
    return out


def range_del(a: list[int], b: list[int]):
    out = []
    for x in a:
        for i in range(len(b)):
            if b[i] == x:
                del b[i]
                out.append(i)
                break
    return out


def range_neighbour(a: list[int], b: list[int]):
    out = []
    for x in a:
        for i in range(len(b)):
            if b[i - 1] == x:
                out.append(i)
    return out


def range_other_list(a: list[int], b: list[int], c: list[int]):
    out = []
    for x in a:
        for i in range(len(b)):
            if c[i] == x:
                out.append(b[i])
    return out


def range_step(a: list[int], b: list[int]):
    return [i for x in a for i in range(0, len(b), 2) if b[i] == x]


def range_from_one(a: list[int], b: list[int]):
    return [i for x in a for i in range(1, len(b)) if b[i] == x]


def range_outer_shrinks(a: list[int], b: list[int]):
    out = []
    for i in range(len(a)):
        for c in b:
            if c == a[i]:
                out.append(c)
                a.append(3)
    return out, a


def range_pairs_from(a: list[int]):
    n = 0
    for i in range(len(a)):
        for j in range(i + 1, len(a)):
            if a[j] == a[i]:
                n += 1
    return n


def enum_leak(a: list[str], b: list[str]):
    out = []
    n = -1
    for x in a:
        for n, y in enumerate(b):
            if y == x:
                break
        out.append(n)
    return out


def enum_leak_i(a: list[str], b: list[str]):
    out = []
    for x in a:
        i = -1
        for i in range(len(b)):
            if b[i] == x:
                break
        out.append(i)
    return out


def enum_oneshot(a: list[int], b: list[int]):
    g = iter(b)
    return [i for x in a for i, v in enumerate(g) if v == x]


def enum_assigned_once(a: list[int], b: list[int]):
    g = enumerate(b)
    return [i for x in a for i, v in g if v == x]


def items_changed(a: list[int], d: dict[str, int]):
    out = []
    for x in a:
        for k, v in d.items():
            if v == x:
                out.append(k)
                d[k] = 0
                break
    return out


def items_pop(a: list[int], d: dict[str, int]):
    out = []
    for x in a:
        for k, v in d.items():
            if v == x:
                d.pop(k)
                out.append(k)
                break
    return out


def items_value_attr(a: list[int], d: dict[str, dict[str, int]]):
    out = []
    for x in a:
        for k, v in d.items():
            if v["n"] == x:
                v["n"] = 0
                out.append(k)
                break
    return out


def range_key_item_set(a: list[dict[str, int]], b: list[dict[str, int]]):
    out = []
    for i in range(len(a)):
        for j in range(len(b)):
            if a[i]["k"] == b[j]["k"]:
                b[j]["k"] = 9
                out.append((i, j))
                break
    return out
