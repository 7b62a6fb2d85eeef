"""Hold the two versions of a module beside each other, loaded, and find functions in both."""

import ast
import importlib
import inspect
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import cached_property
from types import CodeType, FunctionType, ModuleType
from typing import Any

from codemods.verify.changes import Change, Function, changes, functions
from codemods.verify.isolation.loading import load
from codemods.verify.neighbours import Neighbour, Neighbours
from codemods.verify.oracle.adapter import Adapter, brings_records, records_of
from codemods.verify.oracle.surroundings import Surroundings
from codemods.verify.probes import asked, probing
from codemods.verify.setting import Setting


@dataclass(frozen=True, slots=True)
class Versions:
    """The two texts of a module, and under what name and from where to import it.

    ``probed``, where given, is the text before with probes in it, and ``others`` are
    the modules that changed together with this one. With ``validated``, records that a model would
    not take do not count.
    """

    name: str
    path: str
    before: str
    after: str
    search: tuple[str, ...] = ()
    probed: str = ""
    others: tuple[Neighbour, ...] = ()
    validated: bool = False

    def together(self) -> tuple[Neighbour, ...]:
        """All modules that changed, this one among them, where others did.

        Its package may import it before it is loaded.
        """
        own = Neighbour(self.name, self.path, self.before, self.after)
        return (own, *self.others) if self.others else ()

    def packed(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @staticmethod
    def unpacked(data: bytes) -> "Versions":
        fields = json.loads(data)
        others = tuple(Neighbour(*one) for one in fields["others"])
        return Versions(**{**fields, "search": tuple(fields["search"]), "others": others})


class Pair:
    """Both versions, executed. Raises what executing them raises."""

    def __init__(self, versions: Versions) -> None:
        self.changes = {
            change.qualname: change for change in changes(versions.before, versions.after)
        }
        self.tree = ast.parse(versions.after)
        self.versions = versions
        arguments = versions.name, versions.path, versions.search
        neighbours = self._neighbours = Neighbours(versions.together(), versions.search)
        with Surroundings().around():  # the same clock and the same chance for both
            self.before = load(versions.before, *arguments)
        self.probed: ModuleType | None = None
        self._spare: ModuleType | None = None
        self._probes = dict(functions(ast.parse(versions.probed)))
        if versions.probed:
            with probing(), Surroundings().around():
                self.probed = load(versions.probed, *arguments)
        neighbours.turn_to(1)
        start = time.process_time()
        with Surroundings().around():
            self.after = load(versions.after, *arguments)
        self.seconds = time.process_time() - start  # what executing the module takes
        records = list(records_of(versions.before, versions.after, self.after))
        for one in versions.others:
            if brings_records(one.before, one.after):
                # What gives records to this module need not be imported by it.
                with suppress(Exception), Surroundings().around():
                    module = importlib.import_module(one.name)
                    records += records_of(one.before, one.after, module)
        self.adapter = Adapter(records, versions.validated)

    def setting(self, side: int) -> Setting:
        """What surrounds the version before (0) or after (1)."""
        return Setting(self.adapter, self._neighbours, side)

    @cached_property
    def namespace(self) -> dict[str, Any]:
        """The globals after, and all classes of records that came with the change."""
        own = vars(self.after)
        more = {one.path: one.cls for one in self.adapter.records if one.path not in own}
        return {**own, **more} if more else own

    @cached_property
    def again(self) -> ModuleType | None:
        """The version before, executed once more; ``None`` where that fails now."""
        versions = self.versions
        self._neighbours.turn_to(0)
        with suppress(Exception), Surroundings().around():
            return load(versions.before, versions.name, versions.path, versions.search)
        return None

    @contextmanager
    def spare(self) -> Iterator[ModuleType]:
        """A copy of the version before that others may use and wear out, imported while it lasts.

        Raises what executing it raises.
        """
        versions = self.versions
        self._neighbours.turn_to(0)
        usual = sys.modules.get(versions.name)
        try:
            if self._spare is None:
                with Surroundings().around():
                    self._spare = load(
                        versions.before, versions.name, versions.path, versions.search
                    )
            _import_as(versions.name, self._spare)
            yield self._spare
        finally:
            if usual is not None:
                _import_as(versions.name, usual)

    def function_again(self, change: Change) -> tuple[Any, ModuleType] | None:
        """The function before, out of the module that was executed once more, with that."""
        module = self.again
        return None if module is None else (_resolved(module, change.qualname), module)

    def functions(self, change: Change) -> tuple[Any, Any]:
        """The two functions of a change. Raises ``LookupError`` where one can't be reached."""
        found = _resolved(self.before, change.qualname), _resolved(self.after, change.qualname)
        for function, node in zip(found, (change.before, change.after), strict=True):
            _check_origin(function, node)
        return found

    def probed_function(self, change: Change) -> Any:
        """The function before, with probes; ``None`` where there are none."""
        return self.probed and _resolved(self.probed, change.qualname)

    def assumptions(self, change: Change) -> frozenset[str]:
        """The names of the assumptions that the function has probes of."""
        return asked(self._probes.get(change.qualname))


def _import_as(name: str, module: ModuleType) -> None:
    """Let imports of that name give this module."""
    sys.modules[name] = module
    package, _, last = name.rpartition(".")
    if package:
        setattr(sys.modules[package], last, module)


def _resolved(module: ModuleType, qualname: str) -> Any:
    """What is found at ``qualname``, without what binds it to a class or an instance."""
    if "#" in qualname:
        raise LookupError("it is defined more than once")
    found: Any = module
    for name in qualname.split("."):
        try:
            found = inspect.getattr_static(found, name)
        except AttributeError:
            raise LookupError(f"{name} can't be found in the imported module") from None
    if isinstance(found, staticmethod | classmethod):
        found = found.__func__
    elif isinstance(found, property):
        found = found.fget
    elif hasattr(found, "func") and not callable(found):
        found = found.func  # functools.cached_property
    if not callable(found):
        raise LookupError("it can't be called by itself")
    return found


def _check_origin(function: Any, node: Function | None) -> None:
    """Raise ``LookupError`` where the module has another function under that name.

    What decorators make of a function has lines of its own.
    """
    if node is None or node.decorator_list:
        return
    codes = code_of(function)
    if not codes or codes[0].co_firstlineno != node.lineno:
        raise LookupError("the module has something else under that name")


def code_of(function: Any) -> list[CodeType]:
    """The code of a function and of all functions nested in it, decorators looked through."""
    inner = inspect.unwrap(function) if callable(function) else function
    if not isinstance(inner, FunctionType):
        return []
    found, waiting = [], [inner.__code__]
    while waiting:
        code = waiting.pop()
        found.append(code)
        waiting += [constant for constant in code.co_consts if isinstance(constant, CodeType)]
    return found


def lines_of(function: object) -> frozenset[int]:
    """The lines of a function that hold code."""
    return frozenset(
        line
        for code in code_of(function)
        for _, _, line in code.co_lines()
        if line is not None and line != code.co_firstlineno
    )
