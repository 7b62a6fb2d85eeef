"""Execute the text of a module under its real name, where nothing is written."""

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import InspectLoader
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from types import CodeType, ModuleType


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
    is_package = path.rpartition("/")[2] == "__init__.py"
    loader = _Text(text, path, is_package)
    spec = ModuleSpec(name, loader, origin=path, is_package=is_package)
    spec.has_location = True
    if is_package:
        spec.submodule_search_locations = [path.rpartition("/")[0]]
    module = module_from_spec(spec)
    former = sys.modules.get(name)
    sys.modules[name] = module
    try:
        exec(loader.get_code(name), module.__dict__)
    except BaseException:
        if former is None:
            sys.modules.pop(name, None)
        else:
            sys.modules[name] = former
        raise
    if package:
        setattr(sys.modules[package], last, module)
    return module


class _Text(InspectLoader):
    """A loader with one module, so that ``inspect`` and tracebacks show the text that ran."""

    def __init__(self, text: str, path: str, is_package: bool) -> None:
        self._text, self._path, self._is_package = text, path, is_package

    def get_source(self, fullname: str) -> str:
        return self._text

    def get_code(self, fullname: str) -> CodeType:
        return self.source_to_code(self._text, self._path)

    def is_package(self, fullname: str) -> bool:
        return self._is_package

    def get_filename(self, fullname: str) -> str:
        return self._path
