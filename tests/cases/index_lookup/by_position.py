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


def enum_first_index(names: list[str], order: list[str]):
    out = []
    for n in names:
        idx = -1
        for i, x in enumerate(order):
            if x == n:
                idx = i
                break
        out.append(idx)
    return out


def enum_first_index_attr(orders: list[Order], customers: list[Customer]):
    out = []
    for o in orders:
        for i, c in enumerate(customers):
            if c.id == o.customer_id:
                out.append((i, c.name))
                break
    return out


def enum_all(orders: list[Order], customers: list[Customer]):
    out = []
    for o in orders:
        for i, c in enumerate(customers):
            if c.id == o.customer_id:
                out.append((i, c.name))
    return out


def range_len_inner(orders: list[Order], customers: list[Customer]):
    out = []
    for o in orders:
        for i in range(len(customers)):
            if customers[i].id == o.customer_id:
                out.append(customers[i].name)
                break
    return out


def range_len_both(orders: list[Order], customers: list[Customer]):
    out = []
    for i in range(len(orders)):
        for j in range(len(customers)):
            if orders[i].customer_id == customers[j].id:
                out.append((orders[i], customers[j]))
    return out


def range_len_index(orders: list[Order], customers: list[Customer]):
    out = []
    for o in orders:
        pos = -1
        for j in range(len(customers)):
            if customers[j].id == o.customer_id:
                pos = j
                break
        out.append(pos)
    return out


def range_len_outer(orders: list[Order], customers: list[Customer]):
    out = []
    for i in range(len(orders)):
        for c in customers:
            if orders[i].customer_id == c.id:
                out.append(c.name)
    return out


def next_enum(names: list[str], order: list[str]):
    return [next((i for i, x in enumerate(order) if x == n), -1) for n in names]


def listcomp_enum(names: list[str], order: list[str]):
    return [[i for i, x in enumerate(order) if x == n] for n in names]


def in_while(orders: list[Order], banned: list[int]):
    out = []
    i = 0
    while i < len(orders):
        if orders[i].customer_id in banned:
            out.append(orders[i])
        i += 1
    return out


def dict_reverse_lookup(ids: list[int], table: dict[str, int]):
    out = []
    for i in ids:
        for k, v in table.items():
            if v == i:
                out.append(k)
                break
    return out

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


def enum_first_index(names: list[str], order: list[str]):
    out = []
    order_positions: dict[str, int] = {}
    for i, x in enumerate(order):
        order_positions.setdefault(x, i)
    for n in names:
        idx = -1
        if n in order_positions:
            i = order_positions[n]
            idx = i
        out.append(idx)
    return out


def enum_first_index_attr(orders: list[Order], customers: list[Customer]):
    out = []
    customers_by_id: dict[int, tuple[int, Customer]] = {}
    for i, c in enumerate(customers):
        customers_by_id.setdefault(c.id, (i, c))
    for o in orders:
        if o.customer_id in customers_by_id:
            i, c = customers_by_id[o.customer_id]
            out.append((i, c.name))
    return out


def enum_all(orders: list[Order], customers: list[Customer]):
    out = []
    customers_by_id: dict[int, list[tuple[int, Customer]]] = {}
    for i, c in enumerate(customers):
        customers_by_id.setdefault(c.id, []).append((i, c))
    for o in orders:
        for i, c in customers_by_id.get(o.customer_id, ()):
            out.append((i, c.name))
    return out


def range_len_inner(orders: list[Order], customers: list[Customer]):
    out = []
    customer_positions_by_id: dict[int, int] = {}
    for i in range(len(customers)):
        customer_positions_by_id.setdefault(customers[i].id, i)
    for o in orders:
        i = customer_positions_by_id.get(o.customer_id)
        if i is not None:
            out.append(customers[i].name)
    return out


def range_len_both(orders: list[Order], customers: list[Customer]):
    out = []
    customer_positions_by_id: dict[int, list[int]] = {}
    for j in range(len(customers)):
        customer_positions_by_id.setdefault(customers[j].id, []).append(j)
    for i in range(len(orders)):
        for j in customer_positions_by_id.get(orders[i].customer_id, ()):
            out.append((orders[i], customers[j]))
    return out


def range_len_index(orders: list[Order], customers: list[Customer]):
    out = []
    customer_positions_by_id: dict[int, int] = {}
    for j in range(len(customers)):
        customer_positions_by_id.setdefault(customers[j].id, j)
    for o in orders:
        pos = -1
        j = customer_positions_by_id.get(o.customer_id)
        if j is not None:
            pos = j
        out.append(pos)
    return out


def range_len_outer(orders: list[Order], customers: list[Customer]):
    out = []
    customers_by_id: dict[int, list[Customer]] = {}
    for c in customers:
        customers_by_id.setdefault(c.id, []).append(c)
    for i in range(len(orders)):
        for c in customers_by_id.get(orders[i].customer_id, ()):
            out.append(c.name)
    return out


def next_enum(names: list[str], order: list[str]):
    order_positions: dict[str, int] = {}
    for i, x in enumerate(order):
        order_positions.setdefault(x, i)
    return [order_positions.get(n, -1) for n in names]


def listcomp_enum(names: list[str], order: list[str]):
    order_positions: dict[str, list[int]] = {}
    for i, x in enumerate(order):
        order_positions.setdefault(x, []).append(i)
    return [list(order_positions.get(n, ())) for n in names]


def in_while(orders: list[Order], banned: list[int]):
    out = []
    i = 0
    known_banned = set(banned)
    while i < len(orders):
        if orders[i].customer_id in known_banned:
            out.append(orders[i])
        i += 1
    return out


def dict_reverse_lookup(ids: list[int], table: dict[str, int]):
    out = []
    table_by_v: dict[int, str] = {}
    for k, v in table.items():
        table_by_v.setdefault(v, k)
    for i in ids:
        if i in table_by_v:
            k = table_by_v[i]
            out.append(k)
    return out
