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


def mid_gen(orders: list[Order], customers: list[Customer]):
    return [(o.id, ch) for o in orders for c in customers if c.id == o.customer_id for ch in c.name]


def mid_gen_three(orders: list[Order], customers: list[Customer], more: list[Order]):
    return [(o.id, c.name, m.id) for o in orders for c in customers if o.customer_id == c.id for m in more if m.customer_id == c.id]


def mid_gen_filters(orders: list[Order], customers: list[Customer]):
    return [(o.id, ch) for o in orders if o.qty for c in customers if c.region == "eu" and c.id == o.customer_id if o.qty > 1 for ch in c.name if ch > "a"]


def mid_sum(orders: list[Order], customers: list[Customer]):
    return sum(1 for o in orders for c in customers if c.id == o.customer_id for ch in c.name)


def mid_shadow(orders: list[Order], customers: list[Customer]):
    return [c for o in orders for c in customers if c.id == o.customer_id for c in c.name]

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


def mid_gen(orders: list[Order], customers: list[Customer]):
    customers_by_id: dict[int, list[Customer]] = {}
    for c in customers:
        customers_by_id.setdefault(c.id, []).append(c)
    return [(o.id, ch) for o in orders for c in customers_by_id.get(o.customer_id, ()) for ch in c.name]


def mid_gen_three(orders: list[Order], customers: list[Customer], more: list[Order]):
    more_by_customer_id: dict[int, list[Order]] = {}
    for m in more:
        more_by_customer_id.setdefault(m.customer_id, []).append(m)
    customers_by_id: dict[int, list[Customer]] = {}
    for c in customers:
        customers_by_id.setdefault(c.id, []).append(c)
    return [(o.id, c.name, m.id) for o in orders for c in customers_by_id.get(o.customer_id, ()) for m in more_by_customer_id.get(c.id, ())]


def mid_gen_filters(orders: list[Order], customers: list[Customer]):
    customers_by_id: dict[int, list[Customer]] = {}
    for c in customers:
        customers_by_id.setdefault(c.id, []).append(c)
    return [(o.id, ch) for o in orders if o.qty for c in customers_by_id.get(o.customer_id, ()) if c.region == "eu" and o.qty > 1 for ch in c.name if ch > "a"]


def mid_sum(orders: list[Order], customers: list[Customer]):
    customers_by_id: dict[int, list[Customer]] = {}
    for c in customers:
        customers_by_id.setdefault(c.id, []).append(c)
    return sum(1 for o in orders for c in customers_by_id.get(o.customer_id, ()) for ch in c.name)


def mid_shadow(orders: list[Order], customers: list[Customer]):
    customers_by_id: dict[int, list[Customer]] = {}
    for c in customers:
        customers_by_id.setdefault(c.id, []).append(c)
    return [c for o in orders for c in customers_by_id.get(o.customer_id, ()) for c in c.name]
