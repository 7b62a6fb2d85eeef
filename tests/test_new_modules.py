"""Records that files share which import each other: the class gets a module of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from codemods.cli import main
from codemods.files import disk, writing

GIT = ("git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
ORDERS = '''"""Orders."""

{imports}


def make_order(sku, qty):
    return {{"sku": sku, "qty": qty}}


def total(order):
    return billing.price(order) * order["qty"]
'''
BILLING = '''"""Billing."""

{imports}


def price(order):
    return len(order["sku"])


def sample():
    order = {{"sku": "abc", "qty": 3}}
    return orders.total(order)
'''
APP = "from {0}billing import sample\nfrom {0}orders import make_order, total\n\n"
APP += "print(sample(), total(make_order('x', 4)))\n"
PACKAGE = {
    "shop/__init__.py": "",
    "shop/orders.py": ORDERS.format(imports="from . import billing"),
    "shop/billing.py": BILLING.format(imports="from . import orders"),
    "app.py": APP.format("shop."),
}
SCRIPTS = {
    "orders.py": ORDERS.format(imports="import billing"),
    "billing.py": BILLING.format(imports="import orders"),
    "app.py": APP.format(""),
}
RUN = ["run", ".", "-c", "dataclasses", "--assume", "closed-world", "--no-cache"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "pyproject.toml").write_text("")
    monkeypatch.chdir(folder)
    return folder


def make(files: dict[str, str]) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(text.encode())


def run(*arguments: str) -> str:
    return CliRunner().invoke(main, [*RUN, *arguments]).output


def printed() -> str:
    done = subprocess.run([sys.executable, "app.py"], capture_output=True, text=True, check=True)
    return done.stdout


def everything() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in Path().rglob("*.py")}


@pytest.mark.parametrize(
    ("files", "new"), [(PACKAGE, "shop/order_record.py"), (SCRIPTS, "order_record.py")]
)
def test_the_class_gets_a_module_of_its_own(files: dict[str, str], new: str) -> None:
    make(files)
    before = printed()
    run("--write")
    assert "class Order:\n    sku: str\n    qty: int\n" in Path(new).read_text()
    assert not [name for name, data in everything().items() if b'"sku"' in data]
    assert printed() == before
    written = everything()
    run("--write")
    assert everything() == written


def test_it_ends_its_lines_as_the_others_do() -> None:
    make({name: text.replace("\n", "\r\n") for name, text in PACKAGE.items()})
    run("--write")
    assert Path("shop/order_record.py").read_bytes().count(b"\r\n") == 9


def test_a_model_of_pydantic_gets_one_as_well(home: Path) -> None:
    make(PACKAGE)
    (home / "pyproject.toml").write_text('[tool.codemods.dataclasses]\nflavor = "pydantic"\n')
    before = printed()
    run("--write", "--assume", "validated-input")
    assert "class Order(BaseModel):" in Path("shop/order_record.py").read_text()
    assert printed() == before


@pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
def test_it_has_the_mode_of_a_new_file() -> None:
    make(PACKAGE)
    run("--write")
    Path("other.py").write_text("")
    assert Path("shop/order_record.py").stat().st_mode == Path("other.py").stat().st_mode


def test_a_dry_run_makes_no_file_and_shows_one() -> None:
    make(PACKAGE)
    before = everything()
    assert "--- /dev/null\n+++ b/shop/order_record.py\n" in run()
    assert everything() == before


def test_the_document_has_it_in_its_place() -> None:
    make(PACKAGE)
    document = CliRunner().invoke(main, [*RUN, "--format", "json"]).stdout
    paths = [file["path"] for file in json.loads(document)["files"] if file["sites"]]
    assert paths == [f"shop{os.sep}{name}.py" for name in ("billing", "order_record", "orders")]


def test_the_patch_makes_it() -> None:
    make(PACKAGE)
    subprocess.run([*GIT, "init", "-q", "."], check=True)
    run("--output-patch", "fixes.patch")
    subprocess.run([*GIT, "apply", "fixes.patch"], check=True)
    assert "class Order:" in Path("shop/order_record.py").read_text()


def test_undo_removes_it() -> None:
    make(PACKAGE)
    before = everything()
    run("--write")
    CliRunner().invoke(main, ["undo"])
    assert everything() == before


def test_undo_leaves_one_alone_that_was_edited() -> None:
    make(PACKAGE)
    run("--write")
    Path("shop/order_record.py").write_text("mine\n")
    written = everything()
    result = CliRunner().invoke(main, ["undo"])
    assert result.exit_code == 2 and "order_record.py" in result.stderr
    assert everything() == written


def test_an_interrupted_run_makes_it_later_or_not_at_all(home: Path) -> None:
    path = home / "new.py"
    for finish, expected in ((writing.resume, True), (writing.undo, False)):
        for is_there in (False, True):
            path.unlink(missing_ok=True)
            draft = writing.journal_for(home).draft()
            draft.add(path, b"", b"a = 1\n")
            draft.settle()
            if is_there:
                path.write_bytes(b"a = 1\n")
            given = (home, None, str) if finish is writing.undo else (home, str)
            assert [error for _, error in finish(*given)] == [None]  # type: ignore[operator]
            assert path.exists() == expected


def test_another_file_of_that_name_stays(home: Path) -> None:
    (home / "new.py").write_text("")
    with pytest.raises(disk.Unwritten, match="is there now"):
        disk.create(home / "new.py", b"a = 1\n")
    with pytest.raises(disk.Unwritten, match="changed"):
        disk.remove(home / "new.py", b"a = 1\n")
    assert (home / "new.py").read_bytes() == b""


LEFT_ALONE = {
    "the module is there already": (PACKAGE | {"shop/order_record.py": "a = 1\n"}, ()),
    "so is a folder": (PACKAGE | {"shop/order_record/a.txt": ""}, ()),
    "two folders and no package": (
        {
            "a/orders.py": "import sys\nsys.path.append('b')\n"
            + ORDERS.format(imports="import billing"),
            "a/app.py": "import orders\n\nprint(orders.total(orders.make_order('x', 4)))\n",
            "b/billing.py": BILLING.format(imports="import orders"),
        },
        (),
    ),
    "a file is to be left alone": (
        PACKAGE | {"shop/billing.py": "# codemods: skip-file\n" + PACKAGE["shop/billing.py"]},
        (),
    ),
    "nothing is granted": (PACKAGE, ("-c", "guard-clauses")),
}


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_is_left_alone(name: str) -> None:
    files, arguments = LEFT_ALONE[name]
    make(files)
    before = everything()
    if arguments:
        CliRunner().invoke(main, ["run", ".", "--write", "--no-cache"])
    else:
        run("--write")
    assert everything() == before


@pytest.mark.parametrize("flavor", ["dataclass", "pydantic"])
def test_it_is_verified_with_those_that_import_it(home: Path, flavor: str) -> None:
    make(PACKAGE)
    (home / "pyproject.toml").write_text(f'[tool.codemods.dataclasses]\nflavor = "{flavor}"\n')
    command = [*RUN, "--assume", "validated-input", "--verify", "--format", "json"]
    document = CliRunner().invoke(main, command).stdout
    tested = {
        Path(file["path"]).name
        for file in json.loads(document)["files"]
        for site in file["sites"]
        if any(one["discharge"] == "tested" for one in site["evidence"])
    }
    assert tested == {"billing.py", "orders.py"}
