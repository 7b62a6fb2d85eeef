"""Import and export: csv for the accountant, json for the marketplace."""

import csv
import io
import json
import re

from legacy_shop.customers import make_address, make_customer
from legacy_shop.orders import make_line, make_order, order_total
from legacy_shop.pricing import parse_price

LABEL_RE = re.compile(r"(?P<carrier>[a-z]+)-(?P<order>\d{6})-(?P<number>\d+)")
ORDER_FIELDS = ["id", "customer_id", "day", "status", "total"]


class ImportFailed(ValueError):
    def __init__(self, message, row=None):
        super().__init__(message)
        self.row = row


def order_row(order):
    return {
        "id": order["id"],
        "customer_id": order["customer_id"],
        "day": order["day"],
        "status": order["status"],
        "total": "%.2f" % order_total(order),
    }


def orders_to_csv(orders):
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, ORDER_FIELDS, delimiter=";", lineterminator="\n")
    writer.writeheader()
    for order in sorted(orders, key=lambda o: o["id"]):
        writer.writerow(order_row(order))
    return buffer.getvalue()


def customers_from_csv(text):
    customers = []
    reader = csv.DictReader(io.StringIO(text), delimiter=";")
    for number, row in enumerate(reader, start=2):
        if row.get("id") and row.get("name"):
            if row["id"].isdigit():
                address = None
                if row.get("street"):
                    address = make_address(row["street"], row["city"], row["postcode"], row.get("country") or "DE")
                tags = [tag.strip() for tag in (row.get("tags") or "").split(",") if tag.strip()]
                customers.append(
                    make_customer(int(row["id"]), row["name"], row.get("email") or "", address, tags=tags)
                )
            else:
                # FIXME: the accountant's export has letters in test ids
                raise ImportFailed("bad id: " + row["id"], number)
    return customers


def order_to_json(order):
    return json.dumps(order, sort_keys=True)


def customer_to_json(customer, indent=None):
    public = {
        "id": customer["id"],
        "name": customer["name"],
        "address": customer["address"],
    }
    if customer["tags"]:
        public["tags"] = sorted(customer["tags"])
    return json.dumps(public, indent=indent)


def order_from_json(text):
    data = json.loads(text)
    if isinstance(data, dict):
        if "id" in data and "customer_id" in data:
            lines = []
            for entry in data.get("lines", []):
                if entry.get("qty", 0) > 0:
                    lines.append(make_line(entry["sku"], entry["qty"], entry["unit_price"]))
            order = make_order(data["id"], data["customer_id"], lines, data.get("day", 0))
            if data.get("coupon"):
                order["coupon"] = data["coupon"].upper()
            return order
        else:
            raise ImportFailed("id or customer_id missing")
    else:
        raise ImportFailed("not an object")


def parse_label(text):
    """(carrier, order id, number) of a parcel label, None if it is not one of ours."""
    if (match := LABEL_RE.match(text)) is not None:
        order_id = int(match["order"])
        number = int(match["number"])
        return match["carrier"], order_id, number
    else:  # labels of the old carrier, gone since 2021
        return None


def read_price_list(lines):
    """'sku;price' lines -> [(sku, price)]; '#' starts a comment line."""
    prices = []
    for number, line in enumerate(lines, start=1):
        line = line.strip()
        if line and not line.startswith("#"):
            sku, _, rest = line.partition(";")
            price = parse_price(rest)
            if price is not None:
                prices.append((sku.strip(), price))
            else:
                raise ImportFailed("no price", number)
    return prices


def update_prices(articles, price_list):
    """Returns the skus of the price list which are not in the catalogue."""
    leftover = []
    for sku, price in price_list:
        for article in articles:
            if article["sku"] == sku:
                article["price"] = price
                break
        else:
            leftover.append(sku)
    return leftover


def anonymise(record, secret=("name", "email")):
    # works on any kind of record, so no assumptions about the keys
    clean = {}
    for key, value in record.items():
        if key in secret:
            clean[key] = "x" * len(value)
        else:
            clean[key] = value
    return clean
