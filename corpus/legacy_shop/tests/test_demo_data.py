from legacy_shop.demo_data import demo_customers, demo_orders, demo_payments, demo_products
from legacy_shop.exchange import orders_to_csv
from legacy_shop.reports import sales_by_customer, settlement_report, unknown_buyers


def test_same_size_same_data():
    assert orders_to_csv(demo_orders(20)) == orders_to_csv(demo_orders(20))
    assert demo_products(5) == demo_products(5)
    assert len(demo_products()) == 20


def test_demo_shop_fits_together():
    customers, orders = demo_customers(), demo_orders()
    assert unknown_buyers(orders, customers) == []
    assert len(sales_by_customer(orders, customers)) == 10


def test_demo_settlement():
    orders = demo_orders(30)
    payments = demo_payments(orders)
    rows = settlement_report(orders, payments)
    assert len(rows) == len([order for order in orders if order["status"] != "cancelled"])
    assert {state for _, _, _, state in rows} == {"open", "captured"}
    assert len([row for row in rows if row[3] == "captured"]) == len(payments)
