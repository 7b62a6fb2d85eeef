import math

import pytest

from legacy_shop.customers import make_customer
from legacy_shop.discounts import (
    CouponError,
    best_coupon,
    check_coupon,
    coupon_value,
    coupons_per_order,
    discount_steps,
    final_total,
    find_coupon,
    loyalty_discount,
    make_coupon,
    redeem,
    tier_rate,
    unused_codes,
)
from legacy_shop.orders import make_line, make_order


def order_over(total, order_id=1, customer_id=1):
    return make_order(order_id, customer_id, [make_line("A", 1, total)])


def customer_in(segment):
    return make_customer(1, "Ada", "a@x.test", None, segment)


@pytest.mark.parametrize(
    "total, rate",
    [(0, 0.0), (99.99, 0.0), (100, 0.02), (200, 0.05), (499, 0.05), (500, 0.1), (math.nan, 0.0)],
)
def test_tier_rate(total, rate):
    assert tier_rate(total) == rate


def test_loyalty_discount():
    assert loyalty_discount(customer_in("gold"), order_over(100.0)) == 5.0
    assert loyalty_discount(customer_in("silver"), order_over(100.0)) == 2.0
    assert loyalty_discount(customer_in("regular"), order_over(100.0)) == 0.0
    assert loyalty_discount(customer_in("gold"), order_over(19.99)) == 0.0
    assert loyalty_discount(customer_in("gold"), order_over(20.0)) == 1.0
    assert loyalty_discount(customer_in("gold"), make_order(1, 1)) == 0.0
    assert loyalty_discount(None, order_over(100.0)) == 0.0


def test_check_coupon_accepts():
    assert check_coupon(make_coupon("A", "fixed", 5), order_over(1.0), 10) is True
    assert check_coupon(make_coupon("A", "fixed", 5, last_day=10), order_over(1.0), 10) is True
    assert check_coupon(make_coupon("A", "fixed", 5, last_day=0), order_over(1.0), 0) is True


def test_check_coupon_reasons_in_order():
    order = order_over(10.0)
    with pytest.raises(CouponError) as caught:
        check_coupon(None, order, 1)
    assert (caught.value.reason, caught.value.code) == ("no such coupon", None)

    coupon = make_coupon("A", "fixed", 5, minimum=12.5, last_day=3, once=True)
    coupon["used_by"].append(1)
    with pytest.raises(CouponError) as caught:
        check_coupon(coupon, order, 4)
    assert (caught.value.reason, caught.value.code) == ("expired", "A")
    with pytest.raises(CouponError) as caught:
        check_coupon(coupon, order, 3)
    assert caught.value.reason == "2.50 missing"
    with pytest.raises(CouponError) as caught:
        check_coupon(coupon, order_over(12.5), 3)
    assert caught.value.reason == "already used"
    assert check_coupon(coupon, order_over(12.5, customer_id=2), 3) is True

    reusable = make_coupon("B", "fixed", 5)
    reusable["used_by"].append(1)
    assert check_coupon(reusable, order, 1) is True


@pytest.mark.parametrize(
    "kind, value, total, expected",
    [
        ("percent", 10, 33.33, 3.33),
        ("fixed", 5, 20, 5),
        ("fixed", 5, 3.5, 3.5),
        ("shipping", 99, 20, 0),
    ],
)
def test_coupon_value(kind, value, total, expected):
    result = coupon_value(make_coupon("A", kind, value), total)
    assert result == expected
    assert type(result) is type(expected)


def test_coupon_value_unknown_kind():
    with pytest.raises(CouponError, match="unknown kind gift"):
        coupon_value(make_coupon("A", "gift", 1), 10)


def test_find_coupon():
    coupons = [make_coupon("A", "fixed", 1), make_coupon("A", "fixed", 2)]
    assert find_coupon(coupons, " a ") is coupons[0]
    assert find_coupon(coupons, "B") is None
    assert find_coupon(coupons, "") is None
    assert find_coupon(coupons, None) is None


def test_redeem():
    coupons = [make_coupon("ONCE", "fixed", 1, once=True)]
    order = order_over(10.0)
    assert redeem(order, coupons, "once", 1) is True
    assert order["coupon"] == "ONCE"
    assert coupons[0]["used_by"] == [1]
    again = order_over(10.0, order_id=2)
    assert redeem(again, coupons, "once", 1) is False
    assert again["coupon"] is None
    assert redeem(again, coupons, "other", 1) is False


def test_best_coupon():
    coupons = [
        make_coupon("SHIP", "shipping", 0),
        make_coupon("FIVE", "fixed", 5),
        make_coupon("TEN", "percent", 10),
        make_coupon("OLD", "fixed", 50, last_day=1),
        make_coupon("ALSO5", "fixed", 5),
    ]
    assert best_coupon(coupons, order_over(40.0), 2) is coupons[1]
    assert best_coupon(coupons, order_over(100.0), 2) is coupons[2]
    assert best_coupon(coupons, order_over(100.0), 1) is coupons[3]
    assert best_coupon(coupons[:1], order_over(100.0), 1) is None
    assert best_coupon([], order_over(100.0), 1) is None


def test_best_coupon_stops_at_an_unknown_kind():
    with pytest.raises(CouponError, match="unknown kind"):
        best_coupon([make_coupon("X", "gift", 1)], order_over(10.0), 1)


def test_coupons_per_order_first_match():
    coupons = [
        make_coupon("A", "fixed", 1),
        make_coupon("B", "percent", 1),
        make_coupon("A", "percent", 9),
    ]
    orders = [order_over(9.0, order_id=n) for n in range(1, 5)]
    for order, code in zip(orders, ["B", "A", None, "C"]):
        order["coupon"] = code
    assert coupons_per_order(orders, coupons) == [(1, "percent"), (2, "fixed")]
    assert coupons_per_order(orders, []) == []
    assert coupons_per_order([], coupons) == []


def test_unused_codes():
    coupons = [make_coupon("A", "fixed", 1), make_coupon("B", "fixed", 1)]
    order = order_over(9.0)
    assert unused_codes(coupons, [order]) == ["A", "B"]
    redeem(order, coupons, "A", 1)
    assert unused_codes(coupons, [order]) == ["B"]
    assert unused_codes([], [order]) == []


def test_final_total():
    coupons = [make_coupon("TEN", "percent", 10), make_coupon("ALL", "fixed", 500)]
    order = order_over(200.0)
    assert final_total(order) == 190.0
    assert final_total(order, coupons, customer_in("gold")) == 180.0
    redeem(order, coupons, "TEN", 1)
    assert final_total(order, coupons) == 180.0
    assert final_total(order) == 190.0
    order["coupon"] = "ALL"
    assert final_total(order, coupons, customer_in("gold")) == 0.0
    assert final_total(make_order(1, 1), coupons) == 0.0


def test_discount_steps():
    assert discount_steps(20.0) == [18.0, 16.2, 14.58, 13.12, 11.81, 10.63, 10.0]
    assert discount_steps(12.0, step=0.01, floor=11.0) == [11.88, 11.0]
    assert discount_steps(10.0) == [10.0]
    assert discount_steps(20.0, step=0.5) == [10.0]
