import json

import pytest

from legacy_shop.catalogue import make_article
from legacy_shop.customers import format_address, make_address, make_customer
from legacy_shop.exchange import (
    ImportFailed,
    anonymise,
    customer_to_json,
    customers_from_csv,
    order_from_json,
    order_to_json,
    orders_to_csv,
    parse_label,
    read_price_list,
    update_prices,
)
from legacy_shop.orders import make_line, make_order, order_total
from legacy_shop.shipping import Carrier, make_parcel


def test_orders_to_csv_sorts_by_id():
    orders = [make_order(2, 7, [make_line("A", 2, 1.25)], 5, "paid"), make_order(1, 8)]
    assert orders_to_csv(orders) == (
        "id;customer_id;day;status;total\n1;8;0;new;0.00\n2;7;5;paid;2.50\n"
    )
    assert orders_to_csv([]) == "id;customer_id;day;status;total\n"


CSV = """id;name;email;street;city;postcode;country;tags
1;Ada;a@x.test;Ring 1;Berlin;10115;;vip, late
2;Bob;;;;;;
;Nobody;;;;;;
3;Cem;c@x.test;Graben 2;Wien;1010;AT;
4;;;;;;;
"""


def test_customers_from_csv():
    ada, bob, cem = customers_from_csv(CSV)
    assert ada["tags"] == ["vip", "late"]
    assert format_address(ada["address"]) == "Ring 1\n10115 Berlin"
    assert ada["email"] == "a@x.test"
    assert bob["address"] is None
    assert bob["email"] == ""
    assert cem["id"] == 3
    assert format_address(cem["address"]) == "Graben 2\nAT-1010 Wien"


def test_customers_from_csv_bad_id():
    with pytest.raises(ImportFailed, match="bad id: x") as caught:
        customers_from_csv("id;name\n1;Ada\nx;Bob\n")
    assert caught.value.row == 3
    assert customers_from_csv("id;name\n1;Ada\n")[0]["email"] == ""
    assert customers_from_csv("") == []
    assert customers_from_csv("name\nAda\n") == []


def test_order_json_round_trip():
    order = make_order(2, 7, [make_line("A", 2, 1.25), make_line("B", 1, 3.0)], 5)
    order["coupon"] = "TEN"
    again = order_from_json(order_to_json(order))
    assert order_total(again) == 5.5
    assert (again["id"], again["customer_id"], again["day"]) == (2, 7, 5)
    assert again["coupon"] == "TEN"
    assert order_to_json(again) == order_to_json(order)


def test_order_to_json_layout():
    assert order_to_json(make_order(2, 7, [make_line("A", 1, 1.5)])) == (
        '{"coupon": null, "customer_id": 7, "day": 0, "id": 2, '
        '"lines": [{"qty": 1, "sku": "A", "unit_price": 1.5}], "status": "new"}'
    )


def test_order_from_json_is_lenient_about_lines():
    text = '{"id": 1, "customer_id": 2, "lines": [{"sku": "A"}, {"sku": "B", "qty": 2, "unit_price": 1}], "coupon": "x"}'
    order = order_from_json(text)
    assert [line["sku"] for line in order["lines"]] == ["B"]
    assert order["coupon"] == "X"
    assert order_from_json('{"id": 1, "customer_id": 2}')["coupon"] is None


def test_order_from_json_errors():
    with pytest.raises(ImportFailed, match="not an object"):
        order_from_json("[1]")
    with pytest.raises(ImportFailed, match="id or customer_id missing"):
        order_from_json('{"id": 1}')
    with pytest.raises(ImportFailed, match="id or customer_id missing"):
        order_from_json('{"customer_id": 1}')
    with pytest.raises(json.JSONDecodeError):
        order_from_json("")
    with pytest.raises(KeyError, match="unit_price"):
        order_from_json('{"id": 1, "customer_id": 2, "lines": [{"sku": "A", "qty": 1}]}')


def test_customer_to_json():
    customer = make_customer(1, "Ada", "a@x.test", make_address("Ring 1", "Berlin", 10115))
    assert json.loads(customer_to_json(customer)) == {
        "id": 1,
        "name": "Ada",
        "address": {"street": "Ring 1", "city": "Berlin", "postcode": "10115", "country": "DE"},
    }
    tagged = make_customer(2, "Bob", "", None, tags=["z", "a"])
    assert (
        customer_to_json(tagged) == '{"id": 2, "name": "Bob", "address": null, "tags": ["a", "z"]}'
    )
    assert customer_to_json(tagged, indent=1).startswith('{\n "id": 2')


def test_parse_label():
    label = Carrier().label(make_parcel(42, 1, 1, 1, 1), 3)
    assert parse_label(label) == ("generic", 42, 3)
    assert parse_label("generic-42-3") is None
    assert parse_label("") is None


def test_read_price_list():
    lines = ["# prices", "", " A ; 1,50 EUR", "B;2"]
    assert read_price_list(lines) == [("A", 1.5), ("B", 2.0)]
    assert read_price_list([]) == []
    with pytest.raises(ImportFailed, match="no price") as caught:
        read_price_list(["# prices", "A"])
    assert caught.value.row == 2


def test_update_prices_changes_the_first_article_only():
    articles = [make_article(sku, sku, 1.0, 1) for sku in ["A", "B", "A"]]
    assert update_prices(articles, [("A", 5.0), ("Z", 1.0), ("B", 6.0), ("A", 7.0)]) == ["Z"]
    assert [article["price"] for article in articles] == [7.0, 6.0, 1.0]
    assert update_prices([], [("A", 5.0)]) == ["A"]
    assert update_prices(articles, []) == []


def test_anonymise_any_record():
    assert anonymise({"name": "Ada", "email": "", "age": 3}) == {
        "name": "xxx",
        "email": "",
        "age": 3,
    }
    assert anonymise({"iban": "12"}, secret=["iban"]) == {"iban": "xx"}
    assert anonymise({}) == {}
