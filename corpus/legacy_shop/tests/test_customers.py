import math

import pytest

from legacy_shop.customers import (
    add_points,
    customer_city,
    find_customer,
    format_address,
    households,
    make_address,
    make_customer,
    merge_preferences,
    move,
    postcode_ok,
    preference,
)


def berlin(**extra):
    return make_address("Ring 1", "Berlin", 10115, **extra)


def test_make_customer_copies_tags():
    tags = ["vip"]
    customer = make_customer(1, "Ada", "a@x.test", berlin(), tags=tags)
    tags.append("late")
    assert customer["tags"] == ["vip"]
    assert make_customer(2, "Bob", "b@x.test", None)["tags"] == []


@pytest.mark.parametrize(
    "postcode, country, ok",
    [
        (10115, "DE", True),
        ("1011", "DE", False),
        ("1011x", "DE", False),
        ("1010", "AT", True),
        ("10100", "CH", False),
        ("", "DE", False),
        ("whatever", "FR", True),
    ],
)
def test_postcode_ok(postcode, country, ok):
    assert postcode_ok(make_address("Ring 1", "X", postcode, country)) is ok


def test_format_address():
    assert format_address(berlin()) == "Ring 1\n10115 Berlin"
    assert format_address(berlin(extra="c/o Bob"), "Ada") == "Ada\nc/o Bob\nRing 1\n10115 Berlin"
    vienna = make_address("Graben 2", "Wien", "1010", "AT", extra="")
    assert format_address(vienna, "") == "Graben 2\nAT-1010 Wien"


def test_find_customer_takes_the_first():
    first = make_customer(1, "Ada", "", None)
    second = make_customer(1, "Ada II", "", None)
    assert find_customer([first, second], 1) is first
    assert find_customer([first], 2) is None
    assert find_customer([], 1) is None


def test_customer_city():
    customers = [
        make_customer(1, "Ada", "", make_address("Ring 1", " bad homburg", "61348")),
        make_customer(2, "Bob", "", None),
        make_customer(3, "Cem", "", make_address("Ring 1", "", "10115")),
    ]
    assert customer_city(customers, 1) == "Bad Homburg"
    assert customer_city(customers, 2) == "unknown"
    assert customer_city(customers, 3) == "unknown"
    assert customer_city(customers, 4) == "unknown"


def test_move_returns_the_old_address():
    old = berlin()
    customer = make_customer(1, "Ada", "", old)
    new = make_address("Graben 2", "Wien", "1010", "AT")
    assert move(customer, new) is old
    assert customer["address"] is new
    assert customer["tags"] == []


def test_move_keeps_the_extra_line_on_request():
    customer = make_customer(1, "Ada", "", berlin(extra="2nd floor"))
    move(customer, make_address("Ring 2", "Berlin", "10117"), keep_extra=True)
    assert format_address(customer["address"]) == "2nd floor\nRing 2\n10117 Berlin"
    move(customer, make_address("Ring 3", "Berlin", "10119"))
    assert format_address(customer["address"]) == "Ring 3\n10119 Berlin"
    move(customer, make_address("Ring 4", "Berlin", "10119"), keep_extra=True)
    assert format_address(customer["address"]) == "Ring 4\n10119 Berlin"


def test_move_abroad_tags_once():
    customer = make_customer(1, "Ada", "", None)
    assert move(customer, make_address("Rue 1", "Paris", "75001", "FR"), keep_extra=True) is None
    move(customer, make_address("Rue 2", "Paris", "75002", "FR"))
    assert customer["tags"] == ["abroad"]


def test_move_refuses_a_bad_postcode():
    customer = make_customer(1, "Ada", "", None)
    with pytest.raises(ValueError, match="bad postcode: 12"):
        move(customer, make_address("Ring 1", "Berlin", 12))
    assert customer["address"] is None


@pytest.mark.parametrize(
    "segment, amount, points, after",
    [
        ("regular", 10, 10, "regular"),
        ("regular", 10.9, 10, "regular"),
        ("regular", 300, 300, "silver"),
        ("regular", 1000, 1000, "gold"),
        ("silver", 100, 200, "silver"),
        ("silver", 500, 1000, "gold"),
        ("gold", 5, 15, "gold"),
        ("gold", 200, 600, "gold"),
        ("gold", 0, 0, "gold"),
        ("regular", -400, 0, "regular"),
        ("regular", math.nan, 0, "regular"),
    ],
)
def test_add_points(segment, amount, points, after):
    customer = make_customer(1, "Ada", "", None, segment)
    assert add_points(customer, amount) is None
    assert customer["points"] == points
    assert customer["segment"] == after


def test_households_group_in_order():
    customers = [
        make_customer(1, "Ada", "", make_address("Ring 1", "Berlin", "10115")),
        make_customer(2, "Bob", "", make_address("Ring 2", "Berlin", "10115")),
        make_customer(3, "Cem", "", None),
        make_customer(4, "Dua", "", make_address("RING1", "Berlin", "10115")),
    ]
    assert households(customers) == [["Ada", "Dua"], ["Bob"]]
    assert households([]) == []


def test_merge_preferences():
    merged = merge_preferences({"a": 1, "b": 2}, {"a": None, "b": 3}, {"c": False})
    assert merged == {"a": 1, "b": 3, "c": False}
    assert merge_preferences() == {}


def test_preference_defaults_to_yes():
    answers = {"orders_mail": False, "news_push": None}
    assert preference(answers, "orders") is False
    assert preference(answers, "orders", "push") is True
    assert preference(answers, "news", "push") is None
