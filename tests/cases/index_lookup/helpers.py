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


def helper_attr_name_of(customers: list[Customer], id: int):
    for c in customers:
        if c.id == id:
            return c.name
    return ""

def helper_attr(orders: list[Order], customers: list[Customer]):
    return [helper_attr_name_of(customers, o.customer_id) for o in orders]


def helper_list_of_customer(orders: list[Order], id: int):
    return [o for o in orders if o.customer_id == id]

def helper_list(orders: list[Order], customers: list[Customer]):
    return {c.id: helper_list_of_customer(orders, c.id) for c in customers}


def helper_list_loop_of_customer(orders: list[Order], id: int):
    found = []
    for o in orders:
        if o.customer_id == id:
            found.append(o)
    return found

def helper_list_loop(orders: list[Order], customers: list[Customer]):
    return {c.id: helper_list_loop_of_customer(orders, c.id) for c in customers}


def helper_index_position(names: list[str], name: str):
    for i, n in enumerate(names):
        if n == name:
            return i
    return -1

def helper_index(names: list[str], order: list[str]):
    return [helper_index_position(order, n) for n in names]


def helper_in_known(names: list[str], name: str):
    return name in names

def helper_in(names: list[str], order: list[str]):
    return [n for n in names if helper_in_known(order, n)]


def sorted_search(orders: list[Order], customers: list[Customer]):
    customers = sorted(customers, key=lambda c: c.name)
    out = []
    for o in orders:
        for c in customers:
            if c.id == o.customer_id:
                out.append(c.name)
                break
    return out


def collect_to_dict_of_list(orders: list[Order], customers: list[Customer]):
    out: dict[str, list[int]] = {}
    for c in customers:
        out[c.name] = []
        for o in orders:
            if o.customer_id == c.id:
                out[c.name].append(o.id)
    return out


def helper_attr_truthy_name_of(ks: list[tuple[int, str]], a: int):
    for b in ks:
        if b[0] == a:
            return b[1]
    return None
def helper_attr_truthy(rows: list[int], ks: list[tuple[int, str]]):
    return [helper_attr_truthy_name_of(ks, a) for a in rows]


def helper_attr_stmt_name_of(ks: list[tuple[int, str]], a: int):
    for b in ks:
        if b[0] == a:
            return b[1]
    return "-"
def helper_attr_stmt(rows: list[int], ks: list[tuple[int, str]]):
    out = []
    for a in rows:
        n = helper_attr_stmt_name_of(ks, a) + "!"
        out.append(n.upper())
    return out


def helper_list_mutated_of(ks: list[int], a: int):
    return [k for k in ks if k == a]
def helper_list_mutated(rows: list[int], ks: list[int]):
    out = []
    for a in rows:
        m = helper_list_mutated_of(ks, a)
        m.append(9)
        out.append(m)
    return out


def helper_enum_start_pos(ks, a):
    for i, k in enumerate(ks, 1):
        if k == a:
            return i
    return 0
def helper_enum_start(rows: list[int], ks: list[int]):
    return [helper_enum_start_pos(ks, a) for a in rows]


def helper_same_element_name_pos(ks, a):
    for o in ks:
        if o == a:
            return o
    return 0
def helper_same_element_name(rows: list[int], ks: list[int]):
    o = 5
    r = [helper_same_element_name_pos(ks, a) for a in rows]
    return r, o


def leak_read_before_ok(rows: list[tuple[int, str]], ids: list[int], r: int):
    out = [r + 1]
    for i in ids:
        for r in rows:
            if r[0] == i:
                out.append(1)
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


def helper_attr_name_of(customers: list[Customer], id: int):
    for c in customers:
        if c.id == id:
            return c.name
    return ""

def helper_attr(orders: list[Order], customers: list[Customer]):
    customers_by_id = {c.id: c for c in reversed(customers)}
    return [
        customers_by_id[o.customer_id].name if o.customer_id in customers_by_id else ""
        for o in orders
    ]


def helper_list_of_customer(orders: list[Order], id: int):
    return [o for o in orders if o.customer_id == id]

def helper_list(orders: list[Order], customers: list[Customer]):
    orders_by_customer_id: dict[int, list[Order]] = {}
    for o in orders:
        orders_by_customer_id.setdefault(o.customer_id, []).append(o)
    return {c.id: list(orders_by_customer_id.get(c.id, ())) for c in customers}


def helper_list_loop_of_customer(orders: list[Order], id: int):
    found = []
    for o in orders:
        if o.customer_id == id:
            found.append(o)
    return found

def helper_list_loop(orders: list[Order], customers: list[Customer]):
    orders_by_customer_id: dict[int, list[Order]] = {}
    for o in orders:
        orders_by_customer_id.setdefault(o.customer_id, []).append(o)
    return {c.id: list(orders_by_customer_id.get(c.id, ())) for c in customers}


def helper_index_position(names: list[str], name: str):
    for i, n in enumerate(names):
        if n == name:
            return i
    return -1

def helper_index(names: list[str], order: list[str]):
    order_positions: dict[str, int] = {}
    for i, n in enumerate(order):
        order_positions.setdefault(n, i)
    return [order_positions.get(n, -1) for n in names]


def helper_in_known(names: list[str], name: str):
    return name in names

def helper_in(names: list[str], order: list[str]):
    known_order = set(order)
    return [n for n in names if n in known_order]


def sorted_search(orders: list[Order], customers: list[Customer]):
    customers = sorted(customers, key=lambda c: c.name)
    out = []
    customers_by_id = {c.id: c for c in reversed(customers)}
    for o in orders:
        c = customers_by_id.get(o.customer_id)
        if c is not None:
            out.append(c.name)
    return out


def collect_to_dict_of_list(orders: list[Order], customers: list[Customer]):
    out: dict[str, list[int]] = {}
    orders_by_customer_id: dict[int, list[Order]] = {}
    for o in orders:
        orders_by_customer_id.setdefault(o.customer_id, []).append(o)
    for c in customers:
        out[c.name] = []
        for o in orders_by_customer_id.get(c.id, ()):
            out[c.name].append(o.id)
    return out


def helper_attr_truthy_name_of(ks: list[tuple[int, str]], a: int):
    for b in ks:
        if b[0] == a:
            return b[1]
    return None
def helper_attr_truthy(rows: list[int], ks: list[tuple[int, str]]):
    ks_by_key = {b[0]: b for b in reversed(ks)}
    return [ks_by_key[a][1] if a in ks_by_key else None for a in rows]


def helper_attr_stmt_name_of(ks: list[tuple[int, str]], a: int):
    for b in ks:
        if b[0] == a:
            return b[1]
    return "-"
def helper_attr_stmt(rows: list[int], ks: list[tuple[int, str]]):
    out = []
    for a in rows:
        n = helper_attr_stmt_name_of(ks, a) + "!"
        out.append(n.upper())
    return out


def helper_list_mutated_of(ks: list[int], a: int):
    return [k for k in ks if k == a]
def helper_list_mutated(rows: list[int], ks: list[int]):
    out = []
    for a in rows:
        m = helper_list_mutated_of(ks, a)
        m.append(9)
        out.append(m)
    return out


def helper_enum_start_pos(ks, a):
    for i, k in enumerate(ks, 1):
        if k == a:
            return i
    return 0
def helper_enum_start(rows: list[int], ks: list[int]):
    return [helper_enum_start_pos(ks, a) for a in rows]


def helper_same_element_name_pos(ks, a):
    for o in ks:
        if o == a:
            return o
    return 0
def helper_same_element_name(rows: list[int], ks: list[int]):
    o = 5
    ks_by_value = {o: o for o in reversed(ks)}
    r = [ks_by_value.get(a, 0) for a in rows]
    return r, o


def leak_read_before_ok(rows: list[tuple[int, str]], ids: list[int], r: int):
    out = [r + 1]
    for i in ids:
        for r in rows:
            if r[0] == i:
                out.append(1)
                break
    return out
