import math

import pytest

from legacy_shop.customers import make_address, make_customer
from legacy_shop.orders import OrderError, make_line, make_order
from legacy_shop.shipping import (
    NAMES,
    Carrier,
    NationalPost,
    class_name,
    dispatch,
    girth,
    make_parcel,
    order_shipping,
    parcel_class,
    shipping_cost,
    tracking_line,
    tracking_row,
)


def small(order_id=1, country="DE"):
    return make_parcel(order_id, 1.5, 20, 15, 10, country)


def medium(order_id=1, weight=5.0, country="DE"):
    return make_parcel(order_id, weight, 60, 40, 30, country)


def customer_at(postcode="10115"):
    return make_customer(1, "Ada", "a@x.test", make_address("Ring 1", "Berlin", postcode))


def test_names_are_decoded():
    assert NAMES["P"] == "P\u00e4ckchen"


def test_girth_does_not_depend_on_the_order():
    assert girth(make_parcel(1, 1, 20, 15, 10)) == 70
    assert girth(make_parcel(1, 1, 10, 20, 15)) == 70


@pytest.mark.parametrize(
    "weight, length, width, height, expected",
    [
        (2, 30, 15, 15, "P"),
        (2.1, 30, 15, 15, "S"),
        (1, 50, 15, 15, "S"),
        (31.5, 100, 50, 50, "S"),
        (31.6, 10, 10, 10, None),
        (10, 350, 20, 20, "X"),
        (10, 400, 1, 1, "X"),
        (10, 401, 1, 1, None),
        (math.nan, 30, 15, 15, None),
    ],
)
def test_parcel_class(weight, length, width, height, expected):
    assert parcel_class(make_parcel(1, weight, length, width, height)) == expected


def test_shipping_cost():
    assert shipping_cost(small()) == 3.99
    assert shipping_cost(small(country="US")) == 8.99
    assert shipping_cost(medium()) == 4.99
    assert shipping_cost(medium(country="AT")) == 7.99
    assert shipping_cost(medium(weight=10)) == 4.99
    assert shipping_cost(medium(weight=12, country="CH")) == 13.49
    assert shipping_cost(make_parcel(1, 10, 350, 20, 20, "US")) == 24.9


def test_shipping_cost_errors():
    with pytest.raises(ValueError, match="we do not ship to US"):
        shipping_cost(medium(country="US"))
    with pytest.raises(ValueError, match="too big"):
        shipping_cost(medium(weight=50, country="US"))


def test_order_shipping_adds_all_parcels_of_the_order():
    cheap = make_order(1, 1, [make_line("A", 1, 49.99)])
    parcels = [small(1), small(2), medium(1)]
    assert order_shipping(cheap, parcels) == 8.98
    assert order_shipping(cheap, []) == 0.0
    assert order_shipping(cheap, parcels, free_from=20) == 0.0
    assert order_shipping(make_order(1, 1, [make_line("A", 1, 50.0)]), parcels) == 0.0


def test_class_name_marks_the_parcel():
    parcel, huge = small(), medium(weight=99)
    assert class_name(parcel) == "P\u00e4ckchen"
    assert class_name(huge) == "-"
    assert parcel["classified"] is True
    assert huge["classified"] is True


def test_carrier_loads_until_it_is_full():
    carrier = Carrier(capacity=2)
    parcels = [small(1), medium(2, weight=99), small(3), small(4), small(5, "US")]
    assert carrier.load(parcels) == 2
    assert [parcel["order_id"] for parcel in carrier.loaded] == [1, 3]
    assert carrier.rejected == [(2, "size"), (4, "full")]
    assert parcels[0]["grams"] == 1500


def test_labels():
    assert Carrier().label(small(42), 3) == "generic-000042-3"
    assert Carrier().label(small(42), express=1, age=18) == "generic-000042-0 age=18 express=1"
    assert NationalPost().label(small(42), 3) == "post-000042-3/7"
    with pytest.raises(ValueError, match="national only"):
        NationalPost().label(small(42, "AT"))


def test_dispatch_takes_the_first_carrier_that_can():
    order = make_order(1, 1, [make_line("A", 1, 5.0)], status="packed")
    full, post = Carrier(capacity=0), NationalPost()
    assert dispatch(order, customer_at(), [small(2), small(1)], [full, post], 8) == "post"
    assert order["status"] == "shipped"
    assert order["shipped_day"] == 8
    assert len(post.loaded) == 1


def test_dispatch_without_a_carrier():
    order = make_order(1, 1, status="packed")
    assert dispatch(order, customer_at(), [small(1)], [], 8) is None
    assert dispatch(order, customer_at(), [small(1, "AT")], [NationalPost()], 8) is None
    assert order["status"] == "packed"


def test_dispatch_errors_in_order():
    homeless = make_customer(1, "Ada", "", None)
    packed = make_order(1, 1, status="packed")
    with pytest.raises(OrderError, match="not packed"):
        dispatch(make_order(1, 1), homeless, [], [], 8)
    with pytest.raises(OrderError, match="no usable address"):
        dispatch(packed, homeless, [], [], 8)
    with pytest.raises(OrderError, match="no usable address"):
        dispatch(packed, customer_at("1"), [small(1)], [], 8)
    with pytest.raises(OrderError, match="no parcels"):
        dispatch(packed, customer_at(), [small(2)], [Carrier()], 8)


def test_tracking():
    assert tracking_row(small(3), state="out") == {"parcel": 3, "country": "DE", "state": "out"}
    assert tracking_line(small(3)) == "parcel=3;country=DE"
    assert tracking_line(small(3), NationalPost(), state="in") == (
        "parcel=3;country=DE;state=in;carrier=post"
    )
