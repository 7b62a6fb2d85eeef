import json
from decimal import Decimal

import pytest

from legacy_shop import pricing


def is_list_of(kind, values):
    return type(values) is list and all(type(value) is kind for value in values)


def test_with_tax():
    result = pricing.with_tax([100.0, 19.99, 0.0], 0.19)
    assert result == [100.0 * 1.19, 19.99 * 1.19, 0.0]
    assert is_list_of(float, result)
    assert pricing.with_tax([], 0.19) == []


def test_without_tax():
    assert pricing.without_tax([119.0], 0.19) == [100.0]
    assert pricing.without_tax((11, 22), 0.1) == [11 / 1.1, 22 / 1.1]
    with pytest.raises(ZeroDivisionError):
        pricing.without_tax([1.0], -1)
    assert pricing.without_tax([], -1) == []


def test_line_amounts_stop_at_the_shorter_list():
    result = pricing.line_amounts([2.0, 3.0, 4.0], [1.0, 0.5])
    assert result == [2.0, 1.5]
    assert pricing.line_amounts([2.0, 3.0, 4.0], [2.0]) == [4.0]
    assert is_list_of(float, result)


def test_apply_markups():
    assert pricing.apply_markups([10.0, 20.0], [0.5, 0.25, 9.0]) == [15.0, 25.0]
    assert pricing.apply_markups([], []) == []
    with pytest.raises(IndexError):
        pricing.apply_markups([10.0, 20.0], [0.5])


def test_margins():
    assert pricing.margins([10.0, 8.0], [5.0, 8.0]) == [0.5, 0.0]
    with pytest.raises(ZeroDivisionError):
        pricing.margins([10.0, 0.0], [5.0, 1.0])


def test_basket_total():
    total = pricing.basket_total([0.1] * 10, [1] * 10)
    assert total == 0.9999999999999999
    assert type(total) is float
    assert pricing.basket_total([], []) == 0.0
    with pytest.raises(IndexError):
        pricing.basket_total([1.0, 2.0], [1])


def test_shelf_prices():
    result = pricing.shelf_prices([10.0, 20.0], 0.9, 1.0, 0.19)
    assert result == [((p * 0.9 + 1.0) * (1.0 + 0.19)) * 1.05 for p in (10.0, 20.0)]
    assert is_list_of(float, result)
    assert json.dumps(pricing.shelf_prices([1.0], 1.0, 0.0, 0.0)) == "[1.05]"


def test_clamp():
    assert pricing.clamp([1.0, 5.0, 9.0], 2.0, 8.0) == [2.0, 5.0, 8.0]
    assert pricing.clamp([2.0, 8.0], 2.0, 8.0) == [2.0, 8.0]
    assert pricing.clamp([], 2.0, 8.0) == []


def test_sale_prices_keep_cheap_ones_untouched():
    result = pricing.sale_prices([100, 40.0, 7, 50], 50, 0.5)
    assert result == [50.0, 40.0, 7, 25.0]
    assert [type(p) for p in result] == [float, float, int, float]
    assert pricing.sale_prices([], 50, 0.5) == []


def test_price_changes():
    assert pricing.price_changes([1.0, 4.0, 2.0]) == [3.0, -2.0]
    assert pricing.price_changes([1.0]) == []
    assert pricing.price_changes([]) == []


def test_price_index():
    assert pricing.price_index([0.5, -0.5]) == [100.0, 150.0, 75.0]
    assert pricing.price_index([]) == [100.0]


def test_seasonal_factors():
    factors = pricing.seasonal_factors(366)
    assert factors[0] == 1.0
    assert factors[91] == pytest.approx(1.1, abs=1e-4)
    assert factors[365] == pytest.approx(1.0)
    assert is_list_of(float, factors)
    assert pricing.seasonal_factors(0) == []
    assert pricing.seasonal_factors(-3) == []


def test_bulk_prices():
    table = pricing.bulk_prices([[1.0, 2.0], [3.0, 4.0], [0.0, 1.0]], [[1.0, 0.5], [2.0, 0.25]])
    assert table == [[5.0, 1.0], [11.0, 2.5], [2.0, 0.25]]
    assert all(is_list_of(float, row) for row in table)
    assert pricing.bulk_prices([], [[1.0]]) == []
    assert pricing.bulk_prices([[], []], []) == [[], []]


def test_cents():
    cents = pricing.to_cents([1.1, 0.125, 0.0])
    assert cents == [110, 12, 0]
    assert is_list_of(int, cents)


def test_scaled_cents_stay_exact():
    assert pricing.scaled_cents([2**40, -3], 2**40) == [2**80, -3 * 2**40]
    assert pricing.scaled_cents([], 5) == []


def test_decimal_totals():
    totals = pricing.decimal_totals([Decimal("0.125"), Decimal("2")], [1, 3, 5])
    assert totals == [Decimal("0.13"), Decimal("6.00")]
    assert [str(total) for total in totals] == ["0.13", "6.00"]


def test_invoice_sum():
    assert str(pricing.invoice_sum([Decimal("0.10")] * 3)) == "0.30"
    assert str(pricing.invoice_sum([])) == "0"


@pytest.mark.parametrize(
    "text, price",
    [
        ("1.299,00 EUR", 1299.0),
        ("12.50", 12.5),
        ("3,5\u20ac", 3.5),
        ("EUR", None),
        ("  ", None),
        (None, None),
        ("gratis", None),
        ("1,2,3", None),
    ],
)
def test_parse_price(text, price):
    assert pricing.parse_price(text) == price


def test_price_for():
    prices = {"A": {"retail": 5.0, "trade": 4.0}, "B": {"retail": 0.0}, "C": {"trade": 3.0}}
    assert pricing.price_for(prices, "A") == 5.0
    assert pricing.price_for(prices, "A", "trade") == 4.0
    assert pricing.price_for(prices, "B", "trade") == 0.0
    with pytest.raises(LookupError, match="no price for C in group club"):
        pricing.price_for(prices, "C", "club")
    with pytest.raises(LookupError, match="no price for D$"):
        pricing.price_for(prices, "D")
