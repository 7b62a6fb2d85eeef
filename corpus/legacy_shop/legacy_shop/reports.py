"""Reports.  Most of them run at night, the settlement report takes the longest."""

from dataclasses import dataclass

from legacy_shop.customers import find_customer
from legacy_shop.figures import describe, describe_line
from legacy_shop.orders import line_total, order_total  # noqa: F401 (plugins import it from here)
from legacy_shop.payments import Payment


@dataclass
class Visit:
    customer_id: int
    page: str
    day: int


@dataclass
class Click:
    customer_id: int
    target: str


def settlement_report(orders, payments: list[Payment]):
    """One row per order: (order id, total, paid, state).

    Only the first payment of an order counts, later ones are instalments
    of the marketplace and are settled elsewhere.
    """
    rows = []
    for order in orders:
        if order["status"] == "cancelled":
            continue
        paid = 0.0
        state = "open"
        for payment in payments:
            if payment.order_id == order["id"]:
                paid = payment.amount
                state = payment.state
                break
        total = order_total(order)
        if state == "captured" and paid < total:
            state = "partial"
        rows.append((order["id"], total, paid, state))
    return rows


def repeat_buyers(orders):
    """Ids of the orders that were not the first of their customer (by day)."""
    repeats = []
    for order in orders:
        earlier = False
        for other in orders:
            if other["customer_id"] == order["customer_id"]:
                if other["day"] < order["day"]:
                    earlier = True
                    break
        if earlier:
            repeats.append(order["id"])
    return repeats


def sales_by_customer(orders, customers):
    rows = []
    for customer in customers:
        total = 0.0
        count = 0
        for order in orders:
            if order["customer_id"] == customer["id"]:
                total += order_total(order)
                count += 1
        if count > 0:
            rows.append({"name": customer["name"], "orders": count, "total": round(total, 2)})
    rows.sort(key=lambda row: (-row["total"], row["name"]))
    return rows


def top_customers(orders, customers, count=3):
    return [row["name"] for row in sales_by_customer(orders, customers)[:count]]


def order_overview(orders, customers):
    lines = []
    for order in orders:
        customer = find_customer(customers, order["customer_id"])
        if customer is None:
            name = "(deleted)"  # GDPR requests
        else:
            name = customer["name"]
        lines.append("%d %s %.2f" % (order["id"], name, order_total(order)))
    return lines


def unknown_buyers(orders, customers):
    ids = [customer["id"] for customer in customers]
    return [order["id"] for order in orders if order["customer_id"] not in ids]


def best_sellers(orders, count=3):
    totals = []
    for order in orders:
        for line in order["lines"]:
            for entry in totals:
                if entry["sku"] == line["sku"]:
                    entry["qty"] += line["qty"]
                    break
            else:
                totals.append({"sku": line["sku"], "qty": line["qty"]})
    totals.sort(key=lambda entry: entry["qty"], reverse=True)
    return [(entry["sku"], entry["qty"]) for entry in totals[:count]]


def revenue_by_day(orders):
    days = []
    for order in orders:
        if order["day"] not in days:
            days.append(order["day"])
    revenue = {}
    for day in sorted(days):
        revenue[day] = round(sum([order_total(o) for o in orders if o["day"] == day]), 2)
    return revenue


def conversions(visits: list[Visit], clicks: list[Click]) -> list[Visit]:
    """Visits of customers who clicked at all, one entry per visit and click."""
    hits = []
    for visit in visits:
        for click in clicks:
            if click.customer_id == visit.customer_id:
                hits.append(visit)
    return hits


def bounced(visits: list[Visit], clicks: list[Click]) -> list[int]:
    return [
        v.customer_id for v in visits if not any(c.customer_id == v.customer_id for c in clicks)
    ]


def first_click(visits: list[Visit], clicks: list[Click]) -> dict[int, str]:
    targets = {}
    for visit in visits:
        for click in clicks:
            if click.customer_id == visit.customer_id:
                targets[visit.customer_id] = click.target
                break
    return targets


def entry_positions(visits, pages):
    """Position of each visit's page in the site map, pages not listed are skipped."""
    positions = []
    for visit in visits:
        if visit.page in pages:
            positions.append(pages.index(visit.page))
    return positions


def weekly_summary(orders, week):
    inside = [o for o in orders if week * 7 <= o["day"] < week * 7 + 7]
    summary = describe([order_total(o) for o in inside])
    summary["week"] = week
    return summary


def weekly_text(orders, weeks):
    text = []
    for week in weeks:
        summary = weekly_summary(orders, week)
        if summary["count"]:
            # the week number comes first, the mail filter sorts by it
            line = "week %d: %s" % (summary["week"], describe_line(summary))
            if summary["high"] >= 1000:
                line += " !"
            text.append(line)
    return text


def print_table(rows, out=print):
    if rows:
        width = max(len(row["name"]) for row in rows)
        out("name".ljust(width) + "  orders   total")
        for row in rows:
            out(f"{row['name'].ljust(width)}  {row['orders']:6d} {row['total']:7.2f}")
