"""Price lists: tax, markups, bulk prices.  Prices are floats in euros unless said otherwise."""

import math
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def with_tax(prices: list[float], rate: float) -> list[float]:
    return [price * (1 + rate) for price in prices]


def without_tax(prices, rate):
    return [p / (1 + rate) for p in prices]


def line_amounts(prices: list[float], quantities: list[float]) -> list[float]:
    return [price * quantity for price, quantity in zip(prices, quantities)]


def apply_markups(costs, markups):
    result = []
    for i in range(len(costs)):
        result.append(costs[i] * (1 + markups[i]))
    return result


def margins(prices: list[float], costs: list[float]) -> list[float]:
    """Share of the price that is left; a free article raises ZeroDivisionError."""
    result = []
    for price, cost in zip(prices, costs):
        result.append((price - cost) / price)
    return result


def basket_total(prices: list[float], quantities: list[int]) -> float:
    total = 0.0
    for i in range(len(prices)):
        total += prices[i] * quantities[i]
    return total


def shelf_prices(prices: list[float], factor: float, offset: float, rate: float) -> list[float]:
    """Import price to shelf price: currency factor, handling fee, tax, five percent reserve."""
    return [((p * factor + offset) * (1.0 + rate)) * 1.05 for p in prices]


def clamp(prices: list[float], low: float, high: float) -> list[float]:
    return [low if p < low else high if p > high else p for p in prices]


def sale_prices(prices, threshold, rebate):
    # only the expensive ones are reduced
    reduced = []
    for p in prices:
        if p >= threshold:
            reduced.append(p * (1 - rebate))
        else:
            reduced.append(p)
    return reduced


def price_changes(history: list[float]) -> list[float]:
    return [history[i + 1] - history[i] for i in range(len(history) - 1)]


def price_index(rates: list[float]) -> list[float]:
    """Chained index, 100 at the start."""
    index = [100.0]
    for rate in rates:
        index.append(index[-1] * (1 + rate))
    return index


def seasonal_factors(days: int, swing: float = 0.1) -> list[float]:
    return [1.0 + swing * math.sin(2 * math.pi * day / 365) for day in range(days)]


def bulk_prices(costs: list[list[float]], factors: list[list[float]]) -> list[list[float]]:
    """Cost table (articles x cost kinds) times factor table (cost kinds x price groups)."""
    rows = len(costs)
    kinds = len(factors)
    groups = len(factors[0]) if factors else 0
    table = [[0.0] * groups for _ in range(rows)]
    for i in range(rows):
        for j in range(groups):
            for k in range(kinds):
                table[i][j] += costs[i][k] * factors[k][j]
    return table


def to_cents(prices):
    return [round(p * 100) for p in prices]


def scaled_cents(cents: list[int], scale: int) -> list[int]:
    """Yearly volumes; the numbers may get huge and have to stay exact."""
    return [c * scale for c in cents]


def decimal_totals(prices: list[Decimal], quantities: list[int]) -> list[Decimal]:
    totals = []
    for price, quantity in zip(prices, quantities):
        totals.append((price * quantity).quantize(CENT, rounding=ROUND_HALF_UP))
    return totals


def invoice_sum(amounts: list[Decimal]) -> Decimal:
    total = Decimal("0")
    for amount in amounts:
        total += amount
    return total


def parse_price(text):
    """'1.299,00 EUR' or '12.50' -> float, None if there is no price in it."""
    if text is not None:
        text = text.replace("EUR", "").replace("\u20ac", "").strip()
        if text:
            if "," in text:  # German notation
                text = text.replace(".", "").replace(",", ".")
            try:
                return float(text)
            except ValueError:
                return None
    return None


def price_for(price_list, sku, group="retail"):
    if sku in price_list:
        prices = price_list[sku]
        if group in prices:
            return prices[group]
        elif "retail" in prices:
            return prices["retail"]
        else:
            raise LookupError("no price for %s in group %s" % (sku, group))
    else:
        raise LookupError("no price for %s" % sku)
