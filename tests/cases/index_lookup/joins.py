from dataclasses import dataclass
from typing import NamedTuple


@dataclass
class Order:
    id: int
    customer: str
    total: int


class Refund(NamedTuple):
    order_id: int
    amount: int


def pairs(orders: list[Order], refunds: list[Refund]) -> list[tuple[Order, Refund]]:
    return [(o, r) for o in orders for r in refunds if r.order_id == o.id]


def refunded(orders: list[Order], refunds: list[Refund]) -> list[Order]:
    # who got money back
    return [o for o in orders if any(r.order_id == o.id for r in refunds)]


def kept(orders: list[Order], refunds: list[Refund]) -> list[Order]:
    result = []
    for order in orders:
        found = False
        for refund in refunds:
            if refund.order_id == order.id and refund.amount > 0:
                found = True
                break
        if not found:
            result.append(order)
    return result


def numbers(orders: list[Order], refunds: list[Refund]) -> dict[int, int]:
    counts = {}
    for order in orders:
        counts[order.id] = sum(1 for refund in refunds if refund.order_id == order.id)
    return counts


def last(orders: list[Order], refunds: list[Refund]) -> list[int | None]:
    amounts = []
    for order in orders:
        amount = None
        for refund in refunds:
            if order.id == refund.order_id:
                amount = refund.amount
        amounts.append(amount)
    return amounts


def by_two(orders: list[Order], others: list[Order]) -> int:
    hits = 0
    for order in orders:
        for other in others:
            if other.id == order.id and other.customer == order.customer:
                hits += 1
    return hits


def find(orders: list[Order], id: int) -> Order | None:
    for order in orders:
        if order.id == id:
            return order
    return None


def totals(orders: list[Order], ids: list[int]) -> list[int]:
    result = []
    for id in ids:
        order = find(orders, id)
        if order is not None:
            result.append(order.total)
    return result

# output
from dataclasses import dataclass
from typing import NamedTuple


@dataclass
class Order:
    id: int
    customer: str
    total: int


class Refund(NamedTuple):
    order_id: int
    amount: int


def pairs(orders: list[Order], refunds: list[Refund]) -> list[tuple[Order, Refund]]:
    refunds_by_order_id: dict[int, list[Refund]] = {}
    for r in refunds:
        refunds_by_order_id.setdefault(r.order_id, []).append(r)
    return [(o, r) for o in orders for r in refunds_by_order_id.get(o.id, ())]


def refunded(orders: list[Order], refunds: list[Refund]) -> list[Order]:
    # who got money back
    known_order_ids = {r.order_id for r in refunds}
    return [o for o in orders if o.id in known_order_ids]


def kept(orders: list[Order], refunds: list[Refund]) -> list[Order]:
    result = []
    known_order_ids = {refund.order_id for refund in refunds if refund.amount > 0}
    for order in orders:
        found = False
        if order.id in known_order_ids:
            found = True
        if not found:
            result.append(order)
    return result


def numbers(orders: list[Order], refunds: list[Refund]) -> dict[int, int]:
    counts = {}
    refund_counts_by_order_id: dict[int, int] = {}
    for refund in refunds:
        refund_counts_by_order_id[refund.order_id] = (
            refund_counts_by_order_id.get(refund.order_id, 0) + 1
        )
    for order in orders:
        counts[order.id] = refund_counts_by_order_id.get(order.id, 0)
    return counts


def last(orders: list[Order], refunds: list[Refund]) -> list[int | None]:
    amounts = []
    refunds_by_order_id = {refund.order_id: refund for refund in refunds}
    for order in orders:
        amount = None
        refund = refunds_by_order_id.get(order.id)
        if refund is not None:
            amount = refund.amount
        amounts.append(amount)
    return amounts


def by_two(orders: list[Order], others: list[Order]) -> int:
    hits = 0
    other_counts_by_id_and_customer: dict[tuple[int, str], int] = {}
    for other in others:
        other_counts_by_id_and_customer[(other.id, other.customer)] = (
            other_counts_by_id_and_customer.get((other.id, other.customer), 0) + 1
        )
    for order in orders:
        hits += other_counts_by_id_and_customer.get((order.id, order.customer), 0)
    return hits


def find(orders: list[Order], id: int) -> Order | None:
    for order in orders:
        if order.id == id:
            return order
    return None


def totals(orders: list[Order], ids: list[int]) -> list[int]:
    result = []
    orders_by_id = {order.id: order for order in reversed(orders)}
    for id in ids:
        order = orders_by_id.get(id)
        if order is not None:
            result.append(order.total)
    return result
