from types import SimpleNamespace

from legacy_shop.customers import make_customer
from legacy_shop.orders import make_line, make_order
from legacy_shop.payments import Payment
from legacy_shop.reports import (
    Click,
    Visit,
    best_sellers,
    bounced,
    conversions,
    entry_positions,
    first_click,
    order_overview,
    print_table,
    repeat_buyers,
    revenue_by_day,
    sales_by_customer,
    settlement_report,
    top_customers,
    unknown_buyers,
    weekly_summary,
    weekly_text,
)


def order_for(order_id, customer_id, total, **kwargs):
    return make_order(order_id, customer_id, [make_line("A", 1, total)], **kwargs)


def customers():
    return [make_customer(n, name, "", None) for n, name in enumerate(["Ada", "Bob", "Cem"], 1)]


def test_settlement_report():
    orders = [
        order_for(1, 1, 10.0),
        order_for(2, 1, 20.0),
        order_for(3, 1, 30.0, status="cancelled"),
        order_for(4, 1, 40.0),
        order_for(5, 1, 50.0),
        order_for(1, 2, 11.0),
    ]
    payments = [
        Payment(1, 2, 5.0),
        Payment(2, 1, 10.0),
        Payment(3, 2, 15.0),
        Payment(4, 4, 1.0, state="pending"),
        Payment(5, 99, 1.0),
    ]
    assert settlement_report(orders, payments) == [
        (1, 10.0, 10.0, "captured"),
        (2, 20.0, 5.0, "partial"),
        (4, 40.0, 1.0, "pending"),
        (5, 50.0, 0.0, "open"),
        (1, 11.0, 10.0, "partial"),
    ]


def test_settlement_report_empty():
    assert settlement_report([], [Payment(1, 1, 1.0)]) == []
    assert settlement_report([order_for(1, 1, 10.0)], []) == [(1, 10.0, 0.0, "open")]


def test_settlement_report_accepts_any_iterable_of_orders():
    rows = settlement_report(iter([order_for(1.0, 1, 10.0)]), [Payment(1, 1, 10.0)])
    assert rows == [(1, 10.0, 10.0, "captured")]


def test_repeat_buyers():
    orders = [
        order_for(1, 1, 1.0, day=5),
        order_for(2, 1, 1.0, day=3),
        order_for(3, 2, 1.0, day=9),
        order_for(4, 1, 1.0, day=3),
        order_for(5, 1, 1.0, day=4),
    ]
    assert repeat_buyers(orders) == [1, 5]
    assert repeat_buyers([]) == []


def test_sales_by_customer():
    orders = [
        order_for(1, 2, 10.0),
        order_for(2, 1, 5.0),
        order_for(3, 1, 5.0),
        order_for(4, 9, 99.0),
    ]
    rows = sales_by_customer(orders, customers())
    assert [(row["name"], row["orders"], row["total"]) for row in rows] == [
        ("Ada", 2, 10.0),
        ("Bob", 1, 10.0),
    ]
    assert sales_by_customer([], customers()) == []
    assert sales_by_customer(orders, []) == []


def test_top_customers():
    orders = [order_for(1, 2, 10.0), order_for(2, 1, 5.0), order_for(3, 3, 7.0)]
    assert top_customers(orders, customers(), 2) == ["Bob", "Cem"]
    assert top_customers([], customers()) == []


def test_order_overview():
    orders = [order_for(1, 2, 10.0), order_for(2, 9, 5.0)]
    assert order_overview(orders, customers()) == ["1 Bob 10.00", "2 (deleted) 5.00"]
    assert order_overview([], customers()) == []


def test_unknown_buyers():
    orders = [order_for(1, 2, 10.0), order_for(2, 9, 5.0), order_for(3, None, 5.0)]
    assert unknown_buyers(orders, customers()) == [2, 3]
    assert unknown_buyers(orders, []) == [1, 2, 3]


def test_best_sellers_are_stable():
    orders = [
        make_order(1, 1, [make_line("A", 1, 1.0), make_line("B", 2, 1.0)]),
        make_order(2, 1, [make_line("C", 3, 1.0), make_line("A", 1, 1.0)]),
    ]
    assert best_sellers(orders) == [("C", 3), ("A", 2), ("B", 2)]
    assert best_sellers(orders, 1) == [("C", 3)]
    assert best_sellers([]) == []


def test_revenue_by_day():
    orders = [order_for(1, 1, 1.1, day=3), order_for(2, 1, 2.2, day=1), order_for(3, 1, 3.3, day=3)]
    assert list(revenue_by_day(orders).items()) == [(1, 2.2), (3, 4.4)]
    assert revenue_by_day([]) == {}


VISITS = [Visit(1, "/a", 1), Visit(2, "/b", 1), Visit(1, "/c", 2), Visit(3, "/a", 2)]
CLICKS = [Click(1, "buy"), Click(3, "help"), Click(1, "help"), Click(8, "buy")]


def test_conversions_one_per_click():
    hits = conversions(VISITS, CLICKS)
    assert [(visit.customer_id, visit.page) for visit in hits] == [
        (1, "/a"),
        (1, "/a"),
        (1, "/c"),
        (1, "/c"),
        (3, "/a"),
    ]
    assert hits[0] is VISITS[0]
    assert conversions(VISITS, []) == []
    assert conversions([], CLICKS) == []


def test_bounced():
    assert bounced(VISITS, CLICKS) == [2]
    assert bounced(VISITS, []) == [1, 2, 1, 3]


def test_first_click():
    assert first_click(VISITS, CLICKS) == {1: "buy", 3: "help"}
    assert first_click(VISITS, []) == {}


def test_entry_positions():
    assert entry_positions(VISITS, ["/b", "/a", "/a"]) == [1, 0, 1]
    assert entry_positions([SimpleNamespace(page="/x")], ["/b"]) == []
    assert entry_positions([SimpleNamespace(page=["/b"])], [["/b"]]) == [0]


def test_weekly_summary():
    orders = [
        order_for(1, 1, 10.0, day=7),
        order_for(2, 1, 30.0, day=13),
        order_for(3, 1, 1.0, day=14),
    ]
    summary = weekly_summary(orders, 1)
    assert summary["week"] == 1
    assert summary["count"] == 2
    assert summary["mean"] == 20.0
    assert weekly_summary([], 3)["high"] is None


def test_weekly_text():
    orders = [order_for(1, 1, 10.0, day=7), order_for(2, 1, 30.0, day=13), order_for(3, 1, 1000.0)]
    assert weekly_text(orders, [1, 5, 0]) == [
        "week 1: n=2 mean=20.00 EUR spread=20.00",
        "week 0: n=1 mean=1000.00 EUR !",
    ]
    assert weekly_text([], [1]) == []


def test_print_table():
    lines = []
    print_table(sales_by_customer([order_for(1, 1, 10.0)], customers()), lines.append)
    assert lines == ["name  orders   total", "Ada       1   10.00"]
    lines.clear()
    assert print_table([], lines.append) is None
    assert lines == []
