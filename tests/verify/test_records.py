"""Compare code that keeps records in dicts with code that has a class for them."""

import json
import os
import subprocess
import sys
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from codemods.cli import main
from codemods.verify.neighbours import Neighbour, Neighbours

GIT = ("git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
BEFORE = """
def make_item(sku, count, price):
    return {"sku": sku, "count": count, "price": price}


def worth(item):
    return item["count"] * item["price"]


def cheapest(items):
    best = None
    for item in items:
        if best is None or item["price"] < best["price"]:
            best = item
    return best


def raised(item, percent):
    item["price"] += item["price"] * percent // 100
    return item


def mark(item, text):
    item["mark"] = text


def text_of(item):
    return item.get("mark") or item["sku"]


class Store:
    def __init__(self):
        self.items = []

    def add(self, sku, count):
        item = make_item(sku, count, 0)
        self.items.append(item)
        return item

    def find(self, sku):
        for item in self.items:
            if item["sku"] == sku:
                return item
        return None


def skus(items):
    for item in items:
        yield item["sku"]
"""
AFTER = """
from dataclasses import dataclass


@dataclass(slots=True)
class Item:
    sku: object
    count: object
    price: object
    mark: object | None = None


def make_item(sku, count, price):
    return Item(sku=sku, count=count, price=price)


def worth(item):
    return item.count * item.price


def cheapest(items):
    best = None
    for item in items:
        if best is None or item.price < best.price:
            best = item
    return best


def raised(item, percent):
    item.price += item.price * percent // 100
    return item


def mark(item, text):
    item.mark = text


def text_of(item):
    return item.mark or item.sku


class Store:
    def __init__(self):
        self.items = []

    def add(self, sku, count):
        item = make_item(sku, count, 0)
        self.items.append(item)
        return item

    def find(self, sku):
        for item in self.items:
            if item.sku == sku:
                return item
        return None


def skus(items):
    for item in items:
        yield item.sku
"""
NAMES = (
    *("make_item", "worth", "cheapest", "raised", "mark", "text_of"),
    *("Store.find", "skus"),
)
# What goes wrong, and the functions in which that is to be found.
WRONG = {
    "two fields change places": ("count=count, price=price", "count=price, price=count"),
    "another field is read": ("item.count * item.price", "item.count * item.count"),
    "last for first": ("item.price < best.price", "item.price <= best.price"),
    "the argument is no longer changed": ("    item.mark = text", "    pass"),
    "a copy for the record itself": ("best = item", "best = Item(item.sku, item.count, 0)"),
    "a default of its own": ("item.mark or item.sku", "item.mark or 'none'"),
    "it is still made as a dict": ("item = make_item(sku, count, 0)", "item = {'sku': sku}"),
    "it is added twice": ("self.items.append(item)", "self.items += [item, item]"),
    "it is made too early": (
        "for item in items:\n        yield",
        "for item in [*items]:\n        yield",
    ),
}


def verdicts(folder: Path, before: str, after: str) -> dict[str, dict[str, str]]:
    (folder / "old.py").write_text(before)
    (folder / "new.py").write_text(after)
    files = [str(folder / "old.py"), str(folder / "new.py")]
    result = CliRunner().invoke(main, ["verify", *files, "--seconds", "0.2", "--format", "json"])
    return {entry["qualname"]: entry for entry in json.loads(result.stdout)["functions"]}


def test_a_right_refactoring_is_tested_field_by_field(tmp_path: Path) -> None:
    found = verdicts(tmp_path, BEFORE, AFTER)
    assert {name: found[name]["verdict"] for name in NAMES} == dict.fromkeys(NAMES, "tested")
    assert {tuple(found[name]["records"]) for name in NAMES} == {("Item",)}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_one_is_refuted(name: str, tmp_path: Path) -> None:
    right, wrong = WRONG[name]
    assert AFTER.count(right) == 1
    found = verdicts(tmp_path, BEFORE, AFTER.replace(right, wrong))
    assert "refuted" in [entry["verdict"] for entry in found.values()]


def test_a_class_that_was_there_before_is_no_dict(tmp_path: Path) -> None:
    cls = AFTER[: AFTER.index("def make_item")]
    before = f'{cls}def f(a):\n    return {{"sku": a, "count": 1, "price": 2}}\n'
    after = f"{cls}def f(a):\n    return Item(a, 1, 2)\n"
    assert verdicts(tmp_path, before, after)["f"]["verdict"] == "refuted"


def test_objects_that_were_there_before_are_no_records(tmp_path: Path) -> None:
    before = f"{BEFORE}\n\ndef f(a):\n    return a.sku if a.price else None\n"
    after = f"{AFTER}\n\ndef f(a):\n    if not a.price:\n        return None\n    return a.sku\n"
    assert verdicts(tmp_path, before, after)["f"]["verdict"] == "tested"
    wrong = after.replace("return a.sku\n", "return a.price\n")
    assert verdicts(tmp_path, before, wrong)["f"]["verdict"] == "refuted"


def test_other_dicts_are_compared_as_they_are(tmp_path: Path) -> None:
    before = f'{BEFORE}\n\ndef f(a):\n    return {{"b": a, "a": 1}}\n'
    after = f'{AFTER}\n\ndef f(a):\n    return {{"a": 1, "b": a}}\n'
    assert verdicts(tmp_path, before, after)["f"]["verdict"] == "refuted"


SHOP = {
    "shop/__init__.py": "",
    "shop/items.py": 'def make(sku, price):\n    return {"sku": sku, "price": price}\n',
    "shop/prices.py": "from .items import make\n\n\ndef doubled(sku, price):\n"
    "    return make(sku, price * 2)\n",
    "shop/labels.py": "def label(item):\n    return f\"{item['sku']}: {item['price']}\"\n",
    "shop/desk.py": "from . import items, labels\n\n\ndef show(sku, price):\n"
    "    return labels.label(items.make(sku, price))\n",
}
CLASS = "from dataclasses import dataclass\n\n\n@dataclass\nclass Item:\n"
SHOP_AFTER = {
    "shop/items.py": f"{CLASS}    sku: object\n    price: object\n\n\n"
    "def make(sku, price):\n    return Item(sku, price)\n",
    "shop/prices.py": "from .items import Item\n\n\ndef doubled(sku, price):\n"
    "    return Item(sku, price * 2)\n",
    "shop/labels.py": 'def label(item):\n    return f"{item.sku}: {item.price}"\n',
    "shop/desk.py": "from . import items, labels\n\n\ndef show(sku, price):\n"
    "    item = items.make(sku, price)\n    return labels.label(item)\n",
}


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "shop").mkdir()
    for name, text in SHOP.items():
        (tmp_path / name).write_text(text)
    for command in (("init", "-q", "."), ("add", "."), ("commit", "-qm", "Begin")):
        subprocess.run([*GIT, *command], check=True, cwd=tmp_path, capture_output=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def since(folder: Path, files: dict[str, str], *paths: str) -> dict[str, str]:
    for name, text in files.items():
        (folder / name).write_text(text)
    command = ["verify", "--since", "HEAD", *paths, "--seconds", "0.2", "--format", "json"]
    result = CliRunner().invoke(main, command)
    found = json.loads(result.stdout)["functions"]
    return {entry["qualname"]: entry["verdict"] for entry in found}


def test_each_version_sees_the_other_modules_that_belong_to_it(shop: Path) -> None:
    names = ("make", "doubled", "label", "show")
    assert since(shop, SHOP_AFTER) == dict.fromkeys(names, "tested")


def test_records_come_from_modules_that_were_not_asked_for(shop: Path) -> None:
    assert since(shop, SHOP_AFTER, "shop/labels.py") == {"label": "tested"}


def test_what_is_wrong_in_another_module_shows(shop: Path) -> None:
    wrong = SHOP_AFTER["shop/labels.py"].replace("item.price", "item.price * 2")
    found = since(shop, SHOP_AFTER | {"shop/labels.py": wrong})
    assert found == {"make": "tested", "doubled": "tested", "label": "refuted", "show": "refuted"}


def test_a_function_and_its_callers_change_together(shop: Path) -> None:
    """The old caller works with the old function only, which takes other arguments."""
    files = {
        "shop/items.py": 'def make(pair):\n    return {"sku": pair[0], "price": pair[1]}\n',
        "shop/prices.py": SHOP["shop/prices.py"].replace(
            "make(sku, price * 2)", "make((sku, price * 2))"
        ),
    }
    assert since(shop, files) == {"make": "not checked", "doubled": "tested"}


TEAM = """
def older(user, by):
    return {"name": user["name"], "age": user["age"] + by}


def size(team):
    return len(team["members"]) + (1 if team["lead"] else 0)


def rename(user, name):
    user["name"] = name
"""
TEAM_AFTER = """
from pydantic import BaseModel


class User(BaseModel):
    name: str
    age: int


class Team(BaseModel):
    lead: User | None
    members: list[User]


def older(user: User, by: int):
    return user.model_copy(update={"age": user.age + by})


def size(team: Team):
    return len(team.members) + (1 if team.lead else 0)


def rename(user: User, name: str):
    user.name = name
"""


def test_models_of_pydantic_are_compared_as_well(tmp_path: Path) -> None:
    found = verdicts(tmp_path, TEAM, TEAM_AFTER)
    assert {name: one["verdict"] for name, one in found.items()} == dict.fromkeys(
        ("older", "size", "rename"), "tested"
    )
    wrong = TEAM_AFTER.replace("user.age + by", "by").replace("1 if", "2 if")
    found = verdicts(tmp_path, TEAM, wrong)
    assert {name: one["verdict"] for name, one in found.items()} == {
        "older": "refuted",
        "size": "refuted",
        "rename": "tested",
    }


def test_a_model_that_refuses_a_record_differs(tmp_path: Path) -> None:
    before = "def f(age):\n    return {'age': age, 'tag': 1}\n"
    after = "from pydantic import BaseModel\nclass A(BaseModel):\n    age: int\n    tag: int\n"
    after += "def f(age):\n    return A(age=age, tag=1)\n"
    assert verdicts(tmp_path, before, after)["f"]["verdict"] == "refuted"


def test_a_class_may_stand_in_a_file_that_git_does_not_know(shop: Path) -> None:
    (shop / "shop/records.py").write_text(f"{CLASS}    sku: object\n    price: object\n")
    items = "from .records import Item\n\n\ndef make(sku, price):\n    return Item(sku, price)\n"
    assert since(shop, {"shop/items.py": items}) == {"make": "tested"}


def test_what_runs_the_comparison_is_left_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where it lies below the folder of the project, as that of this very project does."""
    name, own = "neighbour_of_nobody", sys.modules["__main__"]
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(own, "__file__", str(tmp_path / "main.py"), raising=False)
    given = Neighbour(name, str(tmp_path / f"{name}.py"), "a = 1\n", "a = 2\n")
    neighbours = Neighbours([given], [str(tmp_path)])
    found = []
    try:
        for side in (0, 1, 0, 1):
            neighbours.turn_to(side)
            found.append(import_module(name).a)
            assert sys.modules["__main__"] is own
    finally:
        sys.meta_path.remove(neighbours)
        sys.modules.pop(name, None)
    assert found == [1, 2, 1, 2]


def test_a_saved_counterexample_fails_until_it_is_mended(shop: Path) -> None:
    """The class is in another module than the function."""
    wrong = SHOP_AFTER["shop/labels.py"].replace("item.price", "item.sku")
    prices = SHOP_AFTER["shop/prices.py"].replace("price * 2", "price * 3")
    for name, text in (SHOP_AFTER | {"shop/labels.py": wrong, "shop/prices.py": prices}).items():
        (shop / name).write_text(text)
    CliRunner().invoke(main, ["verify", "--since", "HEAD", "--save-tests", "kept"])
    environment = {**os.environ, "PYTHONPATH": str(shop)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "kept"]
    run = partial(subprocess.run, command, env=environment, capture_output=True, text=True)
    assert "3 failed" in run().stdout  # the label, who shows it, and the price
    for name, text in SHOP_AFTER.items():
        (shop / name).write_text(text)
    assert "3 passed" in run().stdout
