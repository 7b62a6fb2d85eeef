"""Rewrite the records of the bundled legacy project: it is still the project that it was."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from codemods.cli import main

SHOP = Path(__file__).parent.parent / "corpus" / "legacy_shop"


def errors(shop: Path) -> int:
    """How many errors a strict type checker finds."""
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir=/dev/null", "legacy_shop"]
    result = subprocess.run(command, cwd=shop, capture_output=True, text=True, check=False)
    found = re.search(r"Found (\d+) errors", result.stdout)
    assert found is not None, result.stdout + result.stderr
    return int(found[1])


def test_its_records_become_classes(tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    shutil.copytree(SHOP, shop, ignore=shutil.ignore_patterns("__pycache__", ".*cache"))
    before = errors(shop)
    command = ["run", str(shop), "-c", "dataclasses", "--assume", "closed-world", "--write"]
    result = CliRunner().invoke(main, [*command, "--no-cache"])
    assert result.exit_code == 0, result.stderr
    text = "".join(path.read_text() for path in (shop / "legacy_shop").glob("[!s]*.py"))
    for name in ("User", "Order", "Line", "Article", "Category", "Coupon"):
        assert f"class {name}:" in text
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    played = subprocess.run(command, cwd=shop, capture_output=True, text=True, check=False)
    assert played.returncode == 0, played.stdout
    assert errors(shop) < before
