import pytest

from legacy_shop.customers import make_customer
from legacy_shop.orders import (
    OrderError,
    OrderNumber,
    add_line,
    cancel_stale,
    change_status,
    delivery_days,
    latest_order,
    line_total,
    make_line,
    make_order,
    match_number,
    missing_skus,
    next_line,
    open_orders,
    order_total,
    packing_list,
    priority,
    status_counts,
)


def an_order(order_id=1, customer_id=1, total=10.0, **kwargs):
    return make_order(order_id, customer_id, [make_line("A", 1, total)], **kwargs)


def test_lines_are_not_shared_between_orders():
    first, second = make_order(1, 1), make_order(2, 1)
    add_line(first, "A", 1, 1.0)
    assert len(first["lines"]) == 1
    assert second["lines"] == []


def test_totals():
    order = make_order(1, 1, [make_line("A", 3, 0.1), make_line("B", 1, 2.5)])
    assert line_total(order["lines"][1]) == 2.5
    assert order_total(order) == 2.8
    empty = order_total(make_order(2, 1))
    assert empty == 0.0 and isinstance(empty, float)


def test_add_line_merges_same_sku_and_price():
    order = make_order(1, 1)
    assert add_line(order, "A", 2, 5.0) is order
    add_line(order, "B", 1, 1.0)
    add_line(order, "A", 1, 5.0)
    add_line(order, "A", 1, 4.0)
    add_line(order, "C", 1, 5.0)
    assert [(line["sku"], line["qty"]) for line in order["lines"]] == [
        ("A", 3),
        ("B", 1),
        ("A", 1),
        ("C", 1),
    ]
    assert order_total(order) == 25.0


@pytest.mark.parametrize("qty", [0, -1, 100])
def test_add_line_quantity(qty):
    order = make_order(1, 1)
    with pytest.raises(OrderError, match=f"bad quantity: {qty}"):
        add_line(order, "A", qty, 5.0)
    assert order["lines"] == []


def test_add_line_only_to_new_orders():
    with pytest.raises(OrderError, match="order 5 is paid"):
        add_line(make_order(5, 1, status="paid"), "A", 0, 5.0)
    assert order_total(add_line(make_order(5, 1), "A", 99, 1.0)) == 99.0


def test_status_flow_to_delivery():
    order = an_order(day=10)
    assert delivery_days(order) is None
    for status, day in [("paid", 11), ("packed", None), ("shipped", 12)]:
        assert change_status(order, status, day) is order
    assert order["shipped_day"] == 12
    assert "delivered_day" not in order
    assert delivery_days(order) is None
    change_status(order, "delivered", 14)
    assert delivery_days(order) == 4
    change_status(order, "refunded")
    assert delivery_days(order) is None


def test_delivery_days_without_or_with_a_wrong_day():
    lost = change_status(an_order(day=10, status="shipped"), "delivered")
    assert delivery_days(lost) is None
    early = change_status(an_order(day=10, status="shipped"), "delivered", 9)
    assert delivery_days(early) is None
    same = change_status(an_order(day=10, status="shipped"), "delivered", 10)
    assert delivery_days(same) == 0


@pytest.mark.parametrize(
    "old, new", [("new", "shipped"), ("cancelled", "new"), ("delivered", "packed"), ("?", "new")]
)
def test_change_status_refuses(old, new):
    order = an_order(status=old)
    with pytest.raises(OrderError, match="cannot go from"):
        change_status(order, new, 3)
    assert order["status"] == old


def test_priority():
    customers = [
        make_customer(1, "Ada", "", None, "gold"),
        make_customer(2, "Bob", "", None),
    ]
    assert priority(an_order(customer_id=1, total=900), customers) == 1
    assert priority(an_order(customer_id=2, total=200), customers) == 2
    assert priority(an_order(customer_id=2, total=199.99), customers) == 5
    assert priority(an_order(customer_id=3, total=900), customers) == 9
    assert priority(an_order(), []) == 9


def test_packing_list_order():
    customers = [make_customer(1, "Ada", "", None, "gold"), make_customer(2, "Bob", "", None)]
    orders = [
        an_order(1, 2, day=1, status="paid"),
        an_order(2, 1, day=9, status="paid"),
        an_order(3, 1, day=9, status="new"),
        an_order(4, 2, total=500, day=5, status="paid"),
        an_order(5, 2, day=0, status="paid"),
    ]
    assert packing_list(orders, customers) == [2, 4, 5, 1]


def test_open_orders_is_lazy():
    orders = [
        an_order(1),
        an_order(2, status="cancelled"),
        make_order(3, 1),
        an_order(4, status="shipped"),
    ]
    found = open_orders(orders)
    assert next(found) == 1
    orders.append(an_order(5))
    assert list(found) == [4, 5]
    assert list(open_orders([])) == []


def test_latest_order_is_the_last_in_the_list():
    orders = [
        an_order(1, 1, day=9),
        an_order(2, 1, day=3),
        an_order(3, 2),
        an_order(4, 1, status="cancelled"),
    ]
    assert latest_order(orders, 1) is orders[1]
    assert latest_order(orders, 3) is None
    assert latest_order([], 1) is None
    assert latest_order(iter(orders), 2) is orders[2]


def test_cancel_stale():
    orders = [
        an_order(1, day=0),
        an_order(2, day=6),
        an_order(-3, day=0),
        an_order(4, day=0, status="paid"),
        an_order(5, day=5),
        an_order(0, day=0),
    ]
    assert cancel_stale(orders, 20) == [1, 5]
    assert [order["status"] for order in orders[:4]] == ["cancelled", "new", "new", "paid"]
    assert cancel_stale(orders, 20, max_age=13) == [2]
    assert cancel_stale([], 20) == []


def test_next_line():
    lines = [make_line("A", 0, 1.0), make_line("B", 2, 1.0), make_line("C", -1, 1.0)]
    assert next_line(lines) == 1
    assert next_line(lines, 1) == 1
    assert next_line(lines, 2) == -1
    assert next_line([]) == -1


def test_missing_skus_once_each_in_order():
    orders = [
        make_order(1, 1, [make_line("B", 1, 1.0), make_line("A", 1, 1.0)]),
        make_order(2, 1, [make_line("C", 1, 1.0), make_line("B", 1, 1.0)]),
    ]
    assert missing_skus(orders, ["A"]) == ["B", "C"]
    assert missing_skus(orders, []) == ["B", "A", "C"]
    assert missing_skus(orders, "ABC") == []


def test_status_counts():
    orders = [an_order(1), an_order(2, status="paid"), an_order(3)]
    counts = status_counts(orders)
    assert list(counts.items()) == [("new", 2), ("paid", 1)]
    assert status_counts([]) == {}


def test_match_number_wildcards():
    assert match_number(OrderNumber(2024, 7), OrderNumber(2024, 7)) == "2024/00007"
    assert match_number(OrderNumber("*", 7), OrderNumber(2024, 7)) == "2024/00007"
    assert match_number(OrderNumber(2024, 7), OrderNumber("*", 7)) == "2024/00007"
    assert match_number(OrderNumber(2024, 7), OrderNumber(2023, 7)) == ""
    assert match_number(OrderNumber("*", 7), OrderNumber("*", 8)) == ""


def test_order_numbers_compare_unequal_strictly():
    star, plain = OrderNumber("*", 7), OrderNumber(2024, 7)
    assert star == plain and star != plain
    assert plain != OrderNumber(2024, 8)
    assert not plain != OrderNumber(2024, 7)
    assert hash(star) == hash(plain)
