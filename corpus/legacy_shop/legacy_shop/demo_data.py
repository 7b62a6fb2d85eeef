"""A shop full of made-up data, always the same for the same size."""

import random

from legacy_shop.customers import make_address, make_customer
from legacy_shop.inventory import Product
from legacy_shop.orders import make_line, make_order
from legacy_shop.payments import Payment

CITIES = ["Berlin", "Hamburg", "Wien", "Bern", "Leipzig"]
STATUSES = ["new", "paid", "packed", "shipped", "delivered", "cancelled"]


def demo_products(count=20):
    rng = random.Random(11)
    return [
        Product(f"A{n:04d}", f"Article {n}", round(rng.uniform(1, 80), 2), n % 4 + 1)
        for n in range(count)
    ]


def demo_customers(count=10):
    customers = []
    for n in range(1, count + 1):
        address = make_address(f"Ring {n}", CITIES[n % len(CITIES)], 10000 + n)
        segment = "gold" if n % 7 == 0 else "regular"
        customers.append(make_customer(n, f"Customer {n}", f"c{n}@shop.test", address, segment))
    return customers


def demo_orders(count=50, customers=10, products=20):
    rng = random.Random(13)
    stock = demo_products(products)
    orders = []
    for n in range(1, count + 1):
        lines = []
        for _ in range(rng.randint(1, 3)):
            product = rng.choice(stock)
            lines.append(make_line(product.sku, rng.randint(1, 5), product.price))
        orders.append(
            make_order(n, rng.randint(1, customers), lines, rng.randrange(60), rng.choice(STATUSES))
        )
    return orders


def demo_payments(orders):
    payments = []
    for order in orders:
        if order["status"] not in ("new", "cancelled"):
            amount = round(sum(line["qty"] * line["unit_price"] for line in order["lines"]), 2)
            payments.append(Payment(len(payments) + 1, order["id"], amount))
    return payments
