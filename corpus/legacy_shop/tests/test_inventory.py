import pytest

from legacy_shop.inventory import (
    Batch,
    Product,
    StockLevel,
    Supplier,
    Warehouse,
    delivery_times,
    distinct_shelves,
    new_batches,
    orphans,
    shelves,
    stock_value,
    supplier_names,
    without_stock,
)
from legacy_shop.orders import make_line, make_order

PRODUCTS = [
    Product("A", "Apple", 2.0, 1),
    Product("B", "Brush", 5.5, 2),
    Product("C", "Chair", 40.0, 9),
    Product("A", "Apple (old entry)", 99.0, 2),
]
SUPPLIERS = [Supplier(1, "Nord", 3), Supplier(2, "Ost", 5), Supplier(1, "Nord neu", 4)]


def levels():
    return [
        StockLevel("B", "S2", 0),
        StockLevel("A", "S1", 10),
        StockLevel("X", "S9", 4),
        StockLevel("A", "S2", 1),
    ]


def test_stock_value_uses_the_first_product():
    assert stock_value(PRODUCTS, levels()) == 22.0
    assert stock_value([], levels()) == 0.0
    assert stock_value(PRODUCTS, []) == 0.0


def test_shelves():
    found = shelves(PRODUCTS, levels())
    assert list(found.items()) == [("A", ["S1", "S2"]), ("B", ["S2"]), ("C", [])]
    assert shelves(PRODUCTS[:1], []) == {"A": []}


def test_without_stock():
    assert without_stock(PRODUCTS, levels()) == ["B", "C"]
    assert without_stock(PRODUCTS[:2], []) == ["A", "B"]
    assert without_stock([], levels()) == []


def test_supplier_names_take_the_first():
    assert supplier_names(PRODUCTS, SUPPLIERS) == ["Nord", "Ost", "?", "Ost"]
    assert supplier_names(PRODUCTS[:1], []) == ["?"]


def test_delivery_times_take_the_last():
    assert delivery_times(PRODUCTS, SUPPLIERS) == {"A": 5, "B": 5}
    assert delivery_times(PRODUCTS[:1], SUPPLIERS) == {"A": 4}
    assert delivery_times(PRODUCTS, []) == {}


def test_orphans():
    assert [level.sku for level in orphans(levels(), PRODUCTS)] == ["X"]
    assert orphans(levels(), []) == levels()
    assert orphans([], PRODUCTS) == []


def test_distinct_shelves_keep_order():
    assert distinct_shelves(levels()) == ["S2", "S1", "S9"]
    assert distinct_shelves([]) == []


def test_new_batches_compare_by_value():
    booked = [Batch("A", 1), Batch("B", 2, ["late"])]
    batches = [Batch("A", 1), Batch("B", 2), Batch("A", 3)]
    assert new_batches(batches, booked) == [Batch("B", 2), Batch("A", 3)]
    assert new_batches(batches, []) == batches


def test_warehouse_find_and_quantity():
    warehouse = Warehouse(levels())
    assert warehouse.find("A") == StockLevel("A", "S1", 10)
    assert warehouse.find("Q") is None
    assert warehouse.quantity("A") == 11
    assert warehouse.quantity("Q") == 0


def test_warehouse_remove():
    warehouse = Warehouse(levels())
    assert warehouse.remove("A", 10) is True
    assert warehouse.levels[1] == StockLevel("A", "S1", 0)
    assert warehouse.log == ["-10 A"]
    assert warehouse.quantity("A") == 1


@pytest.mark.parametrize("sku, quantity", [("A", 11), ("A", 0), ("A", -1), ("Q", 1), ("B", 1)])
def test_warehouse_remove_refuses(sku, quantity):
    warehouse = Warehouse(levels())
    assert warehouse.remove(sku, quantity) is False
    assert warehouse.levels == levels()
    assert warehouse.log == []


def test_warehouse_receive():
    warehouse = Warehouse(levels())
    known, fresh, empty = Batch("A", 5), Batch("N", 2), Batch("A", 0)
    for batch in (known, fresh, empty):
        warehouse.receive(batch)
    assert warehouse.find("A") == StockLevel("A", "S1", 15)
    assert warehouse.levels[-1] == StockLevel("N", "IN", 2)
    assert warehouse.log == ["+5 A", "+2 N"]
    assert (known.notes, empty.notes) == (["booked"], [])


def test_warehouse_can_fulfil():
    warehouse = Warehouse(levels())
    order = make_order(1, 1, [make_line("A", 10, 2.0), make_line("X", 4, 1.0)])
    assert warehouse.can_fulfil(order) is True
    assert warehouse.can_fulfil(make_order(2, 1)) is True
    assert warehouse.can_fulfil(make_order(3, 1, [make_line("A", 11, 2.0)])) is False
    assert warehouse.can_fulfil(make_order(4, 1, [make_line("Q", 1, 2.0)])) is False


def test_warehouse_reorder():
    warehouse = Warehouse([StockLevel("A", "S1", 4)])
    rows = warehouse.reorder(PRODUCTS[:3], SUPPLIERS)
    assert next(rows) == ("A", 6, "Nord")
    assert list(rows) == [("B", 10, "Ost")]
    assert list(Warehouse([StockLevel("A", "S1", 5)]).reorder(PRODUCTS[:1], SUPPLIERS)) == []
    assert list(Warehouse([]).reorder(PRODUCTS[:1], [])) == []
