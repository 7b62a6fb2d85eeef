"""Run single tests of a project without the program that it runs its tests with.

Known are functions and methods whose names begin with ``test``, classes of ``unittest``, and of
pytest what is plain: parameters, fixtures of the project, ``tmp_path`` and ``monkeypatch``. A test
that asks for more is not run.
"""

import importlib.util
import inspect
import re
import sys
import tempfile
import unittest
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, Final

from codemods.verify.inputs.overheard.texts import Part

MOST: Final = 12  # sets of parameters of one test


class Unknown(Exception):
    """Raised where a test asks for something that is not known here."""


class Files:
    """The modules of tests of one project, each imported when it is first needed."""

    def __init__(self, root: Path | None) -> None:
        self._root = root
        self._modules: dict[Path, ModuleType | None] = {}

    def has(self, path: Path) -> bool:
        """Whether the file was imported, or can't be."""
        return path in self._modules

    def run(self, part: Part) -> None:
        """Run the test, with each set of parameters that it has."""
        module = self._module(part.path)
        if module is None:
            return
        owner = getattr(module, part.owner, None) if part.owner else None
        if isinstance(owner, type) and issubclass(owner, unittest.TestCase):
            _run_method(owner, part.name)
            return
        function = getattr(owner or module, part.name, None)
        if not inspect.isfunction(function):
            return
        spaces = [vars(module), *map(vars, self._shared(part.path))]
        for given in _parameters(function, owner):
            # A set of parameters with which it fails does not keep others from being tried.
            with suppress(Exception), ExitStack() as stack:
                fixtures = _Fixtures(spaces, stack, owner)
                fixtures.run(function, given)

    def _shared(self, path: Path) -> Iterator[ModuleType]:
        """The modules ``conftest`` beside a file and above it."""
        for folder in path.parents:
            if (folder / "conftest.py").exists():
                module = self._module(folder / "conftest.py")
                if module is not None:
                    yield module
            if folder == self._root or (not (folder / "__init__.py").exists() and not self._root):
                return

    def _module(self, path: Path) -> ModuleType | None:
        if path not in self._modules:
            self._modules[path] = None
            self._modules[path] = _imported(path, self._root)
        return self._modules[path]


def _imported(path: Path, root: Path | None) -> ModuleType:
    """A module of tests, as pytest would import it."""
    folder, name = path.parent, path.stem
    while (folder / "__init__.py").exists():
        folder, name = folder.parent, f"{folder.name}.{name}"
    sys.path += [str(one) for one in (folder, root) if one and str(one) not in sys.path]
    known = getattr(sys.modules.get(name), "__file__", None)
    if known == str(path):
        return sys.modules[name]
    if "." in name and known is None:
        return importlib.import_module(name)
    if known is not None:  # of another folder, or another project
        name = re.sub(r"\W", "_", str(path.with_suffix("")))
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _run_method(owner: type[unittest.TestCase], name: str) -> None:
    owner.setUpClass()
    try:
        owner(name).run(unittest.TestResult())
    finally:
        owner.tearDownClass()


def _parameters(function: Any, owner: type | None) -> Iterator[Mapping[str, object]]:
    """The parameters that marks of pytest give; of several marks as many as the longest has."""
    marks = [*getattr(function, "pytestmark", ()), *getattr(owner, "pytestmark", ())]
    columns: list[list[dict[str, object]]] = []
    for mark in marks:
        if mark.name == "parametrize" and len(mark.args) == 2:
            columns.append([_row(mark.args[0], values) for values in list(mark.args[1])[:MOST]])
    if not columns:
        yield {}
        return
    for number in range(max(map(len, columns))):
        found: dict[str, object] = {}
        for column in columns:
            found |= column[number % len(column)] if column else {}
        yield found


def _row(names: str | Sequence[str], values: Any) -> dict[str, object]:
    if isinstance(names, str):
        names = [name.strip() for name in names.split(",")]
    values = (
        getattr(values, "values", values) if type(values).__name__ == "ParameterSet" else values
    )
    if len(names) == 1 and type(values).__name__ != "ParameterSet" and not _is_set(values):
        return {names[0]: values}
    return dict(zip(names, values, strict=False))


def _is_set(values: object) -> bool:
    return isinstance(values, tuple) and len(values) == 1


class _Fixtures:
    """What the parameters of one test are given, each made once."""

    def __init__(
        self, spaces: Sequence[Mapping[str, Any]], stack: ExitStack, owner: type | None
    ) -> None:
        self._spaces, self._stack = spaces, stack
        self._made: dict[str, object] = {}
        self._receiver = None if owner is None else owner()
        setup = getattr(self._receiver, "setup_method", None)
        if setup is not None:
            setup(*[None] * len(inspect.signature(setup).parameters))

    def run(self, function: Any, given: Mapping[str, object]) -> None:
        self._made |= given
        for name in self._automatic():
            self._value(name)
        first = () if self._receiver is None else (self._receiver,)
        names = list(inspect.signature(function).parameters)[len(first) :]
        function(*first, **{name: self._value(name) for name in names})

    def _automatic(self) -> Iterator[str]:
        for space in reversed(self._spaces):
            for name, value in list(space.items()):
                if getattr(_mark(value), "autouse", False):
                    yield name

    def _value(self, name: str) -> object:
        if name not in self._made:
            self._made[name] = self._new(name)
        return self._made[name]

    def _new(self, name: str) -> object:
        if name == "tmp_path":
            return Path(tempfile.mkdtemp())
        if name == "monkeypatch":
            patch = sys.modules["pytest"].MonkeyPatch()
            self._stack.callback(patch.undo)
            return patch
        definition = self._found(name)
        parameters = getattr(_mark(definition), "params", None) or [None]
        self._made["request"] = SimpleNamespace(param=parameters[0], cls=type(self._receiver))
        function = definition.__wrapped__
        names = list(inspect.signature(function).parameters)
        given = {one: self._value(one) for one in names if one != "self"}
        first = (self._receiver,) if "self" in names else ()
        if inspect.isgeneratorfunction(function):
            return self._stack.enter_context(contextmanager(function)(*first, **given))
        return function(*first, **given)

    def _found(self, name: str) -> Any:
        own = {} if self._receiver is None else vars(type(self._receiver))
        for space in (own, *self._spaces):
            for key, value in space.items():
                mark = _mark(value)
                if mark is not None and (getattr(mark, "name", None) or key) == name:
                    return value
        raise Unknown(name)


def _mark(value: object) -> Any:
    """What makes a definition a fixture of pytest; ``None`` where nothing does."""
    if type(value).__name__ != "FixtureFunctionDefinition":
        return None
    return value._fixture_function_marker  # type: ignore[attr-defined]
