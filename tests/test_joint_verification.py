"""Run what was rewritten in several files together, and take back what is refuted."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from codemods.cli import main
from codemods.model import Discharge, Site, Start
from codemods.running.joint_verification import REFUTED, Starts, tried
from codemods.verify.budget import Budget
from codemods.verify.courses import Compared, Course, results
from codemods.verify.verdict import Verdict

MODELS = """
def make_order(sku, qty, price):
    return {"sku": sku, "qty": qty, "price": price}


def total(order):
    return order["qty"] * order["price"]
"""
REPORT = """
from models import make_order, total


def lines(rows):
    orders = [make_order(*row) for row in rows]
    return [f"{order['sku']}: {total(order)}" for order in orders]


def note(order, limit):
    if order["qty"] > 0:
        if total(order) > limit:
            if order["sku"]:
                return order["sku"]
            else:
                raise ValueError("no number")
        else:
            return "cheap"
    else:
        return "none"
"""
CLASS = """
from dataclasses import dataclass


@dataclass
class Order:
    sku: object
    qty: object
    price: object


def make_order(sku, qty, price):
    return Order(sku, qty, price)


def total(order):
    return order.qty * order.price
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "models.py").write_text(MODELS)
    (tmp_path / "report.py").write_text(REPORT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_followed_is_run_and_so_is_what_comes_after(project: Path) -> None:
    command = ["run", ".", "--assume", "closed-world", "--verify", "--no-cache", "--format", "json"]
    result = CliRunner().invoke(main, command)
    found = {
        (Path(file["path"]).name, site["codemod"]): [
            (one["assumption"], one["discharge"]) for one in site["evidence"]
        ]
        for file in json.loads(result.stdout)["files"]
        for site in file["sites"]
    }
    tested = ("same-behaviour", "tested")
    assert tested in found["models.py", "dataclasses"]
    assert tested in found["report.py", "dataclasses"]
    # It imports the class, which no file has yet.
    assert tested in found["report.py", "guard-clauses"]


def run(asked: Sequence[Course[Compared]]) -> Iterator[Compared]:
    return results(asked, Budget(seconds=0.2, most=0.5))


def starts(text: str, declined: Mapping[tuple[str, ...], str]) -> Starts:
    """Models with a class, unless that is declined."""
    start = Start(MODELS, "", (), (), (), (), ())
    if ("Order",) not in declined:
        site = Site("dataclasses", 2, (), ())
        start = replace(start, text=text, sites=(site,), groups=(("Order",),))
    return {"models.py": start}


def outcome(text: str) -> tuple[Starts, list[str]]:
    told: list[str] = []

    def tell(path: str, verdict: Verdict) -> None:
        told.append(f"{path}: {verdict.qualname}")

    return tried(partial(starts, text), run, tell), told


def test_what_holds_is_kept_with_its_evidence(project: Path) -> None:
    found, told = outcome(CLASS)
    assert found["models.py"].text == CLASS
    said = found["models.py"].sites[0].evidence[-1]
    assert said.discharge is Discharge.TESTED
    assert "2 of 2 functions" in said.fact and "Order compared with dicts" in said.fact
    assert told == []


def test_what_is_refuted_is_taken_back(project: Path) -> None:
    found, told = outcome(CLASS.replace("order.qty * order.price", "order.qty + order.price"))
    assert found["models.py"].text == MODELS
    assert told == ["models.py: total"]
    assert "shows a difference" in REFUTED
