"""A small project, refactored commit by commit: some keep its behaviour, some break it.

Each step says what it changes, as pairs of a text and its replacement, and the verdict
on every function that it touches.
"""

from dataclasses import dataclass

TESTED, REFUTED, PROVED, UNCHECKED = "tested", "refuted", "proved", "not checked"

FIRST = {
    "shop/__init__.py": "",
    "shop/pricing.py": '''\
"""Prices."""

import logging

from shop.rounding import cents


def discount(user, cart):
    if user:
        if cart:
            if user.is_premium:
                return sum(cart) * 0.2
    return 0.0


def total(lines: list[tuple[str, int]], rate: float) -> float:
    result = 0.0
    for name, price in lines:
        if price > 0:
            result += price
    return result + result * rate


def shipping(weight: int, express: bool) -> int:
    if weight <= 0:
        raise ValueError("no weight")
    if express:
        return 1500 + weight * 10
    if weight > 30000:
        return 4900
    return 490


def labels(prices: list[float]) -> list[str]:
    found = []
    for price in prices:
        found.append(str(cents(price)))
    return found
''',
    "shop/rounding.py": "def cents(price: float) -> int:\n    return int(price * 100)\n",
    "shop/orders.py": """\
class Order:
    def __init__(self, number: int, items: list[str]):
        self.number = number
        self.items = items
        self.log: list[str] = []

    def add(self, item: str) -> None:
        if item not in self.items:
            self.items.append(item)
            self.log.append("added " + item)

    @property
    def is_empty(self) -> bool:
        return len(self.items) == 0


def matching(orders, wanted):
    found = []
    for order in orders:
        for number in wanted:
            if order["number"] == number:
                found.append(order)
                break
    return found


def batches(rows: list[int], size: int):
    if size < 1:
        raise ValueError(size)
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


async def notify(client, order):
    if order is not None:
        await client.send(order)
        await client.close()


def settle(db, order):
    try:
        db.charge(order)
    except ValueError:
        db.cancel(order)
        return False
    finally:
        db.close()
    return True
""",
}


@dataclass(frozen=True)
class Step:
    """One commit: what is replaced in a file, and the verdicts by qualified name."""

    subject: str
    file: str
    replaced: tuple[tuple[str, str], ...]
    verdicts: dict[str, str]


STEPS = (
    Step(
        "Use guard clauses for discounts",
        "shop/pricing.py",
        (
            (
                "    if user:\n        if cart:\n            if user.is_premium:\n"
                "                return sum(cart) * 0.2\n    return 0.0\n",
                "    if not user or not cart or not user.is_premium:\n        return 0.0\n"
                "    return sum(cart) * 0.2\n",
            ),
        ),
        {"discount": PROVED},
    ),
    Step(
        "Sum with a comprehension",
        "shop/pricing.py",
        (
            (
                "    result = 0.0\n    for name, price in lines:\n        if price > 0:\n"
                "            result += price\n    return result + result * rate\n",
                "    result = 0.0\n    for price in [price for _, price in lines if price > 0]:\n"
                "        result += price\n    return result + result * rate\n",
            ),
        ),
        {"total": TESTED},
    ),
    Step(
        "Take the sum of all prices",  # free lines and refunds were left out before
        "shop/pricing.py",
        (("for _, price in lines if price > 0]", "for _, price in lines]"),),
        {"total": REFUTED},
    ),
    Step(
        "Simplify the limit of shipping",  # a parcel of exactly 30 kg now costs more
        "shop/pricing.py",
        (("if weight > 30000:", "if weight >= 30000:"),),
        {"shipping": REFUTED},
    ),
    Step(
        "Choose between prices in one expression",
        "shop/pricing.py",
        (
            (
                "    if weight >= 30000:\n        return 4900\n    return 490\n",
                "    return 4900 if weight >= 30000 else 490\n",
            ),
        ),
        {"shipping": TESTED},
    ),
    Step(
        "Make labels in a comprehension",
        "shop/pricing.py",
        (
            (
                "    found = []\n    for price in prices:\n"
                "        found.append(str(cents(price)))\n    return found\n",
                "    return [str(cents(price)) for price in prices]\n",
            ),
        ),
        {"labels": TESTED},
    ),
    Step(
        "Round where prices are made",  # to the nearest cent, no longer down
        "shop/rounding.py",
        (("int(price * 100)", "round(price * 100)"),),
        {"cents": REFUTED},
    ),
    Step(
        "Look wanted numbers up",
        "shop/orders.py",
        (
            (
                "        for number in wanted:\n"
                '            if order["number"] == number:\n'
                "                found.append(order)\n                break\n",
                '        if order["number"] in wanted:\n            found.append(order)\n',
            ),
        ),
        {"matching": REFUTED},  # NaN is in a list that holds it, though it equals nothing
    ),
    Step(
        "Return early where an item is known",
        "shop/orders.py",
        (
            (
                "        if item not in self.items:\n            self.items.append(item)\n"
                '            self.log.append("added " + item)\n',
                "        if item in self.items:\n            return\n"
                '        self.log.append("added " + item)\n        self.items.append(item)\n',
            ),
        ),
        {"Order.add": TESTED},
    ),
    Step(
        "Replace the list of items",  # whoever shares it no longer sees what is added
        "shop/orders.py",
        (
            (
                "        self.items.append(item)\n",
                "        self.items = [*self.items, item]\n",
            ),
        ),
        {"Order.add": REFUTED},
    ),
    Step(
        "Ask for truth instead of length",
        "shop/orders.py",
        (("return len(self.items) == 0", "return not self.items"),),
        {"Order.is_empty": TESTED},
    ),
    Step(
        "Reuse the batch",  # all batches are one list now
        "shop/orders.py",
        (("            batch = []\n    if batch", "            batch.clear()\n    if batch"),),
        {"batches": REFUTED},
    ),
    Step(
        "Guard the notification",
        "shop/orders.py",
        (
            (
                "    if order is not None:\n        await client.send(order)\n"
                "        await client.close()\n",
                "    if order is None:\n        return\n    await client.send(order)\n"
                "    await client.close()\n",
            ),
        ),
        {"notify": PROVED},
    ),
    Step(
        "Close before sending",
        "shop/orders.py",
        (
            (
                "    await client.send(order)\n    await client.close()\n",
                "    await client.close()\n    await client.send(order)\n",
            ),
        ),
        {"notify": REFUTED},
    ),
    Step(
        "Catch whatever goes wrong",  # what was raised to the caller is swallowed
        "shop/orders.py",
        (("except ValueError:", "except Exception:"),),
        {"settle": REFUTED},
    ),
    Step(
        "Settle with a note, and drop the property",
        "shop/orders.py",
        (
            ("def settle(db, order):", "def settle(db, order, note=None):"),
            ("    @property\n    def is_empty(self) -> bool:\n        return not self.items\n", ""),
        ),
        {"settle": UNCHECKED, "Order.is_empty": UNCHECKED},
    ),
)
