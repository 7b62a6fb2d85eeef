"""Stock levels, movements and reordering."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Product:
    sku: str
    title: str
    price: float
    supplier_id: int
    weight: float = 0.0


@dataclass(frozen=True)
class StockLevel:
    sku: str
    shelf: str
    quantity: int


@dataclass(frozen=True)
class Supplier:
    id: int
    name: str
    days: int


@dataclass
class Batch:
    """A delivery; quantities are corrected by hand, so it stays mutable."""

    sku: str
    quantity: int
    notes: list[str] = field(default_factory=list)


def stock_value(products: list[Product], levels: list[StockLevel]) -> float:
    value = 0.0
    for level in levels:
        for product in products:
            if product.sku == level.sku:
                value += product.price * level.quantity
                break
    return round(value, 2)


def shelves(products: list[Product], levels: list[StockLevel]) -> dict[str, list[str]]:
    """Shelves of every product, empty list for those that have none."""
    places: dict[str, list[str]] = {}
    for product in products:
        found = []
        for level in levels:
            if level.sku == product.sku:
                found.append(level.shelf)
        places[product.sku] = found
    return places


def without_stock(products: list[Product], levels: list[StockLevel]) -> list[str]:
    missing = []
    for product in products:
        in_stock = False
        for level in levels:
            if level.sku == product.sku and level.quantity > 0:
                in_stock = True
                break
        if not in_stock:
            missing.append(product.sku)
    return missing


def supplier_names(products: list[Product], suppliers: list[Supplier]) -> list[str]:
    names = []
    for product in products:
        supplier = next((s for s in suppliers if s.id == product.supplier_id), None)
        names.append(supplier.name if supplier else "?")
    return names


def delivery_times(products: list[Product], suppliers: list[Supplier]) -> dict[str, int]:
    # a supplier that was entered twice: the newer (lower) row counts
    times = {}
    for product in products:
        for supplier in suppliers:
            if supplier.id == product.supplier_id:
                times[product.sku] = supplier.days
    return times


def orphans(levels: list[StockLevel], products: list[Product]) -> list[StockLevel]:
    result = []
    for level in levels:
        for product in products:
            if product.sku == level.sku:
                break
        else:
            result.append(level)
    return result


def distinct_shelves(levels: list[StockLevel]) -> list[str]:
    seen: list[str] = []
    for level in levels:
        if level.shelf not in seen:
            seen.append(level.shelf)
    return seen


def new_batches(batches: list[Batch], booked: list[Batch]) -> list[Batch]:
    fresh = []
    for batch in batches:
        if batch not in booked:
            fresh.append(batch)
    return fresh


class Warehouse:
    def __init__(self, levels: list[StockLevel], minimum: int = 5):
        self.levels = list(levels)
        self.minimum = minimum
        self.log: list[str] = []

    def find(self, sku: str) -> StockLevel | None:
        for level in self.levels:
            if level.sku == sku:
                return level
        return None

    def quantity(self, sku: str) -> int:
        return sum(level.quantity for level in self.levels if level.sku == sku)

    def remove(self, sku: str, quantity: int) -> bool:
        level = self.find(sku)
        if level is not None:
            if quantity > 0:
                if level.quantity >= quantity:
                    position = self.levels.index(level)
                    self.levels[position] = StockLevel(
                        level.sku, level.shelf, level.quantity - quantity
                    )
                    self.log.append(f"-{quantity} {sku}")
                    return True
        return False

    def receive(self, batch: Batch, shelf: str = "IN") -> None:
        if batch.quantity > 0:
            level = self.find(batch.sku)
            if level is None:
                self.levels.append(StockLevel(batch.sku, shelf, batch.quantity))
            else:
                position = self.levels.index(level)
                self.levels[position] = StockLevel(
                    level.sku, level.shelf, level.quantity + batch.quantity
                )
            self.log.append(f"+{batch.quantity} {batch.sku}")
            batch.notes.append("booked")

    def can_fulfil(self, order) -> bool:
        for line in order["lines"]:
            level = self.find(line["sku"])  # type: ignore[index]
            if level is None or level.quantity < line["qty"]:
                return False
        return True

    def reorder(self, products: list[Product], suppliers: list[Supplier]):
        """Yields (sku, amount, supplier name) of everything that runs low."""
        for product in products:
            quantity = self.quantity(product.sku)
            if quantity < self.minimum:
                amount = self.minimum * 2 - quantity
                for supplier in suppliers:
                    if supplier.id == product.supplier_id:
                        yield product.sku, amount, supplier.name
                        break
