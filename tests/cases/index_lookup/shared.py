from dataclasses import dataclass


@dataclass
class Order:
    id: int
    customer_id: int
    name: str
    kind: str
    qty: int = 1


@dataclass
class Customer:
    id: int
    name: str
    kind: str
    region: str


def shared_two_loops(orders: list[Order], customers: list[Customer]):
    out = []
    for o in orders:
        for c in customers:
            if c.id == o.customer_id:
                out.append(c.name)
    for o in reversed(orders):
        for c in customers:
            if c.id == o.customer_id:
                out.append(c.region)
    return out


def shared_two_sites_one_loop(orders: list[Order], customers: list[Customer]):
    out = []
    for o in orders:
        for c in customers:
            if c.id == o.customer_id:
                out.append(c.name)
        for c in customers:
            if c.id == o.id:
                out.append(c.region)
    return out


def sub_set_difference(a: list[str], b: list[str]):
    only_a = [x for x in a if x not in b]
    only_b = [x for x in b if x not in a]
    both = [x for x in a if x in b]
    return only_a, only_b, both


def share_different_names(rows: list[tuple[int, str]], ids: list[int], more: list[int]):
    out = []
    for i in ids:
        for r in rows:
            if r[0] == i:
                out.append(r[1])
    for j in more:
        for row in rows:
            if j == row[0]:
                out.append(row[1])
    return out


def share_changed_between(a: list[int], b: list[int]):
    x = [i for i in a if i in b]
    b.append(7)
    y = [i for i in a if i in b]
    return x, y


def share_rebound_between(a: list[int], b: list[int]):
    x = [i for i in a if i in b]
    b = [7]
    y = [i for i in a if i in b]
    return x, y


def share_three(a: list[int], b: list[int]):
    x = [i for i in a if i in b]
    y = [i for i in a if i in b]
    b.append(3)
    z = [i for i in a if i in b]
    w = [i for i in a if i in b]
    return x, y, z, w


def share_return_between(a: list[int], b: list[int], g: bool):
    x = [i for i in a if i in b]
    if g:
        return x
    y = [i for i in b if i in a]
    z = [i for i in a if i in b]
    return x, y, z


def share_in_if(a: list[int], b: list[int], g: bool):
    x = y = None
    if g:
        x = [i for i in a if i in b]
    y = [i for i in a if i in b]
    return x, y


def share_key_changed(a: list[int], b: list[dict[str, int]]):
    x = [i for i in a for j in b if j["k"] == i]
    for j in b:
        j["k"] += 1
    y = [i for i in a for j in b if j["k"] == i]
    return x, y

# output
from dataclasses import dataclass


@dataclass
class Order:
    id: int
    customer_id: int
    name: str
    kind: str
    qty: int = 1


@dataclass
class Customer:
    id: int
    name: str
    kind: str
    region: str


def shared_two_loops(orders: list[Order], customers: list[Customer]):
    out = []
    customers_by_id: dict[int, list[Customer]] = {}
    for c in customers:
        customers_by_id.setdefault(c.id, []).append(c)
    for o in orders:
        for c in customers_by_id.get(o.customer_id, ()):
            out.append(c.name)
    for o in reversed(orders):
        for c in customers_by_id.get(o.customer_id, ()):
            out.append(c.region)
    return out


def shared_two_sites_one_loop(orders: list[Order], customers: list[Customer]):
    out = []
    customers_by_id: dict[int, list[Customer]] = {}
    for c in customers:
        customers_by_id.setdefault(c.id, []).append(c)
    for o in orders:
        for c in customers_by_id.get(o.customer_id, ()):
            out.append(c.name)
        for c in customers_by_id.get(o.id, ()):
            out.append(c.region)
    return out


def sub_set_difference(a: list[str], b: list[str]):
    known_b = set(b)
    only_a = [x for x in a if x not in known_b]
    known_a = set(a)
    only_b = [x for x in b if x not in known_a]
    both = [x for x in a if x in known_b]
    return only_a, only_b, both


def share_different_names(rows: list[tuple[int, str]], ids: list[int], more: list[int]):
    out = []
    rows_by_key: dict[int, list[tuple[int, str]]] = {}
    for r in rows:
        rows_by_key.setdefault(r[0], []).append(r)
    for i in ids:
        for r in rows_by_key.get(i, ()):
            out.append(r[1])
    for j in more:
        for row in rows_by_key.get(j, ()):
            out.append(row[1])
    return out


def share_changed_between(a: list[int], b: list[int]):
    known_b = set(b)
    x = [i for i in a if i in known_b]
    b.append(7)
    known_b = set(b)
    y = [i for i in a if i in known_b]
    return x, y


def share_rebound_between(a: list[int], b: list[int]):
    known_b = set(b)
    x = [i for i in a if i in known_b]
    b = [7]
    known_b = set(b)
    y = [i for i in a if i in known_b]
    return x, y


def share_three(a: list[int], b: list[int]):
    known_b = set(b)
    x = [i for i in a if i in known_b]
    y = [i for i in a if i in known_b]
    b.append(3)
    known_b = set(b)
    z = [i for i in a if i in known_b]
    w = [i for i in a if i in known_b]
    return x, y, z, w


def share_return_between(a: list[int], b: list[int], g: bool):
    known_b = set(b)
    x = [i for i in a if i in known_b]
    if g:
        return x
    known_a = set(a)
    y = [i for i in b if i in known_a]
    z = [i for i in a if i in known_b]
    return x, y, z


def share_in_if(a: list[int], b: list[int], g: bool):
    x = y = None
    if g:
        known_b = set(b)
        x = [i for i in a if i in known_b]
    known_b = set(b)
    y = [i for i in a if i in known_b]
    return x, y


def share_key_changed(a: list[int], b: list[dict[str, int]]):
    x = [i for i in a for j in b if j["k"] == i]
    for j in b:
        j["k"] += 1
    y = [i for i in a for j in b if j["k"] == i]
    return x, y
