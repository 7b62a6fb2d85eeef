from dataclasses import dataclass


@dataclass
class Order:
    id: int
    parent: int


def parents(orders: list[Order], known: list[Order]) -> list:
    found = []
    for order in orders:
        parent = next((one for one in known if one.id == order.parent), None)
        same = next((other for other in known if other.id == order.id), None)
        found.append((parent, same))
    return found


def by_another_key(orders: list[Order], known: list[Order]) -> list:
    found = []
    for order in orders:
        parent = next((one for one in known if one.id == order.parent), None)
        child = next((one for one in known if one.parent == order.id), None)
        found.append((parent, child))
    return found

# output
from dataclasses import dataclass


@dataclass
class Order:
    id: int
    parent: int


def parents(orders: list[Order], known: list[Order]) -> list:
    found = []
    known_by_id = {one.id: one for one in reversed(known)}
    for order in orders:
        parent = known_by_id.get(order.parent)
        same = known_by_id.get(order.id)
        found.append((parent, same))
    return found


def by_another_key(orders: list[Order], known: list[Order]) -> list:
    found = []
    known_by_id = {one.id: one for one in reversed(known)}
    known_by_parent = {one.parent: one for one in reversed(known)}
    for order in orders:
        parent = known_by_id.get(order.parent)
        child = known_by_parent.get(order.id)
        found.append((parent, child))
    return found
