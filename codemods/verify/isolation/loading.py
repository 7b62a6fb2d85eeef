"""Execute the text of a module under its real name, where nothing is written."""

import importlib
import linecache
import sys
from collections.abc import Sequence
from importlib.abc import InspectLoader
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from types import CodeType, ModuleType

from codemods.facts.file import split_lines


def load(text: str, name: str, path: str, search: Sequence[str] = ()) -> ModuleType:
    """A new module made from ``text``, as if it had been read from ``path``.

    ``name`` is its dotted name; its packages are imported first, from ``search`` where they are
    there, so that relative imports work. It replaces a module of that name in ``sys.modules``,
    except where it fails: then it raises what the text raised, and the old one is back.
    """
    sys.path[:0] = [entry for entry in search if entry not in sys.path]
    package, _, last = name.rpartition(".")
    if package:
        importlib.import_module(package)
    spec = spec_of(text, name, path)
    module = module_from_spec(spec)
    former = sys.modules.get(name)
    sys.modules[name] = module
    try:
        assert spec.loader is not None
        spec.loader.exec_module(module)
    except BaseException:
        if former is None:
            sys.modules.pop(name, None)
        else:
            sys.modules[name] = former
        raise
    if package:
        setattr(sys.modules[package], last, module)
    return module


def spec_of(text: str, name: str, path: str) -> ModuleSpec:
    """The spec of a module that is made from ``text``, as if it had been read from ``path``."""
    is_package = path.rpartition("/")[2] == "__init__.py"
    spec = ModuleSpec(name, _Text(text, path, is_package), origin=path, is_package=is_package)
    spec.has_location = True
    if is_package:
        spec.submodule_search_locations = [path.rpartition("/")[0]]
    return spec


class _Text(InspectLoader):
    """A loader with one module, so that ``inspect`` and tracebacks show the text that ran."""

    def __init__(self, text: str, path: str, is_package: bool) -> None:
        self._text, self._path, self._is_package = text, path, is_package

    def exec_module(self, module: ModuleType) -> None:
        # An entry without a time is not looked up on disk, where another text may be.
        lines = split_lines(self._text)
        linecache.cache[self._path] = len(self._text), None, lines, self._path
        exec(self.get_code(module.__name__), module.__dict__)

    def get_source(self, fullname: str) -> str:
        return self._text

    def get_code(self, fullname: str) -> CodeType:
        return self.source_to_code(self._text, self._path)

    def is_package(self, fullname: str) -> bool:
        return self._is_package

    def get_filename(self, fullname: str) -> str:
        return self._path
