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


def noqa_member(orders: list[Order], banned: list[int]):
    out = []
    for o in orders:
        if o.customer_id in banned:  # noqa: SIM
            out.append(o)
    return out


def noqa_any(orders: list[Order], customers: list[Customer]):
    out = []
    for o in orders:
        if any(c.id == o.customer_id for c in customers):  # noqa: E501
            out.append(o)
    return out


def noqa_outer(orders: list[Order], customers: list[Customer]):
    out = []
    for o in orders:  # noqa
        for c in customers:
            if c.id == o.customer_id:
                out.append(o)
    return out


def noqa_body(orders: list[Order], customers: list[Customer]):
    out = []
    for o in orders:
        for c in customers:
            if c.id == o.customer_id:
                out.append(c)  # noqa
                break
    return out


def typeignore_growing(orders: list[Order]):
    seen = []  # type: ignore
    for o in orders:
        if o.id not in seen:
            seen.append(o.id)
            print(o)


def comments_all_first(orders: list[Order], customers: list[Customer]):
    out = []
    for o in orders:  # each order
        # look for it
        for c in customers:  # every customer
            # same id
            if c.id == o.customer_id:  # match
                # take it
                out.append(c.name)  # name only
                break  # first
                # trailing
        # end
    return out


def comments_all_matches(orders: list[Order], customers: list[Customer]):
    out = []
    for o in orders:  # each order
        # look for it
        for c in customers:  # every customer
            # same id
            if c.id == o.customer_id:  # match
                # take it
                out.append(c.name)  # name only
                # trailing
        # end
    return out


def comments_fact(orders: list[Order], customers: list[Customer]):
    out = []
    for o in orders:  # each order
        found = False  # nothing yet
        # look for it
        for c in customers:  # every customer
            # same id
            if c.id == o.customer_id:  # match
                # take it
                found = True  # name only
                break  # done
        # end
        if found:
            out.append(o)
    return out


def comments_else(orders: list[Order], customers: list[Customer]):
    out = []
    for o in orders:
        for c in customers:  # every customer
            if c.id == o.customer_id:  # match
                break  # done
        # not there
        else:  # miss
            # tell
            out.append(o)  # o
    return out


def comments_negative(orders: list[Order], customers: list[Customer]):
    out = []
    for o in orders:
        for c in customers:  # every customer
            # others do not matter
            if c.id != o.customer_id:  # no match
                continue  # next
            # take it
            out.append(c)  # o
    return out


def comments_count(orders: list[Order], customers: list[Customer]):
    n = 0
    for o in orders:
        for c in customers:  # all
            if c.id == o.customer_id:  # same
                n += 1  # one more
    return n


def comments_dict(table: dict[str, int], name: str):
    # look
    for k, v in table.items():  # all
        # the one
        if k == name:  # this
            # give
            return v  # it
    return 0  # none

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


def noqa_member(orders: list[Order], banned: list[int]):
    out = []
    known_banned = set(banned)
    for o in orders:
        if o.customer_id in known_banned:  # noqa: SIM
            out.append(o)
    return out


def noqa_any(orders: list[Order], customers: list[Customer]):
    out = []
    known_ids = {c.id for c in customers}
    for o in orders:
        if o.customer_id in known_ids:  # noqa: E501
            out.append(o)
    return out


def noqa_outer(orders: list[Order], customers: list[Customer]):
    out = []
    customers_by_id: dict[int, list[Customer]] = {}
    for c in customers:
        customers_by_id.setdefault(c.id, []).append(c)
    for o in orders:  # noqa
        for c in customers_by_id.get(o.customer_id, ()):
            out.append(o)
    return out


def noqa_body(orders: list[Order], customers: list[Customer]):
    out = []
    customers_by_id = {c.id: c for c in reversed(customers)}
    for o in orders:
        c = customers_by_id.get(o.customer_id)
        if c is not None:
            out.append(c)  # noqa
    return out


def typeignore_growing(orders: list[Order]):
    seen = set()  # type: ignore
    for o in orders:
        if o.id not in seen:
            seen.add(o.id)
            print(o)


def comments_all_first(orders: list[Order], customers: list[Customer]):
    out = []
    customers_by_id = {c.id: c for c in reversed(customers)}
    for o in orders:  # each order
        # look for it
        # every customer
        # same id
        c = customers_by_id.get(o.customer_id)
        if c is not None:
            # match
            # take it
            # first
            out.append(c.name)  # name only
            # trailing
        # end
    return out


def comments_all_matches(orders: list[Order], customers: list[Customer]):
    out = []
    customers_by_id: dict[int, list[Customer]] = {}
    for c in customers:
        customers_by_id.setdefault(c.id, []).append(c)
    for o in orders:  # each order
        # look for it
        for c in customers_by_id.get(o.customer_id, ()):  # every customer
            # same id
            # match
            # take it
            out.append(c.name)  # name only
            # trailing
        # end
    return out


def comments_fact(orders: list[Order], customers: list[Customer]):
    out = []
    known_ids = {c.id for c in customers}
    for o in orders:  # each order
        found = False  # nothing yet
        # look for it
        # every customer
        # same id
        if o.customer_id in known_ids:
            # match
            # take it
            # done
            found = True  # name only
        # end
        if found:
            out.append(o)
    return out


def comments_else(orders: list[Order], customers: list[Customer]):
    out = []
    known_ids = {c.id for c in customers}
    for o in orders:
        # every customer
        if o.customer_id in known_ids:
            # match
            # done
            pass
        # not there
        else:  # miss
            # tell
            out.append(o)  # o
    return out


def comments_negative(orders: list[Order], customers: list[Customer]):
    out = []
    customers_by_id: dict[int, list[Customer]] = {}
    for c in customers:
        customers_by_id.setdefault(c.id, []).append(c)
    for o in orders:
        for c in customers_by_id.get(o.customer_id, ()):  # every customer
            # others do not matter
            # no match
            # next
            # take it
            out.append(c)  # o
    return out


def comments_count(orders: list[Order], customers: list[Customer]):
    n = 0
    customer_counts_by_id: dict[int, int] = {}
    for c in customers:
        customer_counts_by_id[c.id] = customer_counts_by_id.get(c.id, 0) + 1
    for o in orders:
        # all
        # same
        n += customer_counts_by_id.get(o.customer_id, 0)  # one more
    return n


def comments_dict(table: dict[str, int], name: str):
    # look
    # all
    # the one
    if name in table:
        v = table[name]
        # this
        # give
        return v  # it
    return 0  # none
