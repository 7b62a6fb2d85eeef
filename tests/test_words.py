"""Names are made of others: one of many, many of one."""

import pytest

from codemods.words import plural, singular


@pytest.mark.parametrize(
    ("many", "one"),
    [
        *(("orders", "order"), ("entries", "entry"), ("statuses", "status"), ("classes", "class")),
        *(("boxes", "box"), ("matches", "match"), ("caches", "cache"), ("houses", "house")),
        *(("status", "status"), ("address", "address"), ("series", "series"), ("ids", "id")),
        *(("axes", "axe"), ("ties", "tie"), ("as", "as"), ("bonuses", "bonus"), ("analysis",) * 2),
    ],
)
def test_one_of_many(many: str, one: str) -> None:
    assert singular(many) == one


@pytest.mark.parametrize(("one", "many"), [("key", "keys"), ("city", "cities"), ("news", "news")])
def test_many_of_one(one: str, many: str) -> None:
    assert plural(one) == many
