"""Follow both versions of a function path by path, with symbols for arguments.

The second look of ``--deep``: Hypothesis with CrossHair as its backend runs both versions on
symbols, and asks a solver (Z3) for arguments that take another path. Only for code of ints, texts,
bools, lists and dicts: floats are real numbers to the solver, and other objects are closed to it.

On each path the results, the exceptions and the arguments afterwards are compared for all
arguments that take it. What else can be seen (what is printed, the state of the module) is
compared on the arguments of one call for each path, together with the rest once more: so what is
found here is refuted by the same judge as everything else. Where no path is left, the tree of
paths is *exhausted*: the nearest to a proof that running comes to. It is as good as CrossHair's
model of Python.

Imported only where the extra ``codemods[deep]`` is installed, and only in the sandbox.
"""

import ast
import contextlib
import io
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from crosshair.core import suspected_proxy_intolerance_exception
from crosshair.tracers import NoTracing, is_tracing
from crosshair.util import NotDeterministic
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from hypothesis.control import current_build_context
from hypothesis.errors import Flaky, HypothesisException
from hypothesis.strategies import SearchStrategy

from codemods.verify.changes import Function
from codemods.verify.inputs import recipes
from codemods.verify.inputs.mining import Mined, Need, Parameter
from codemods.verify.inputs.recipe import Recipe
from codemods.verify.inputs.recipes import Arguments, Literal

DEEPEST = 3
MOST_PATHS = 400
_PLAIN: dict[str, SearchStrategy[Any]] = {
    "int": st.integers(),
    "str": st.text(),
    "bool": st.booleans(),
    "none": st.none(),
}
_is_tracing: Callable[[], bool] = is_tracing
_no_tracing: Callable[[], contextlib.AbstractContextManager[None]] = NoTracing
_LEFT_OUT = object()  # an argument that is not given
_Given = tuple[list[Any], dict[str, Any]]


class Unfit(Exception):
    """Raised where the function is not for this pass. Its text says why."""


class _Unlike(Exception):
    """Raised where the solver has arguments on which the versions differ."""


class _Enough(BaseException):
    """Raised to end the search."""


class Paths:
    """The paths of two versions of a function.

    ``compare`` is called with a call for each path, and raises where the versions differ on it;
    ``restore`` puts both modules back in place. Raises ``Unfit``.
    """

    def __init__(
        self,
        versions: Sequence[Callable[..., object]],
        trees: Sequence[Function],
        mined: Mined,
        compare: Callable[[Arguments], None],
        restore: Callable[[], None],
    ) -> None:
        if mined.receiver is not None or mined.globals or any(map(_is_driven, trees)):
            raise Unfit("neither methods nor generators, coroutines or writers of globals")
        self._versions, self._compare, self._restore = versions, compare, restore
        self._parameters = [one for one in mined.parameters if one.how in _GIVEN]
        self._values = st.tuples(*map(_argument, self._parameters))
        # What is only guessed, or left out, bounds what was looked through.
        self._is_exact = len(self._parameters) == len(mined.parameters)
        self._is_exact &= all(one.need.declared for one in self._parameters)
        self._is_exact &= not any(map(_has_floats, trees))
        self._begun = self._done = 0
        self._calls: list[Arguments] = []
        self._provider: Any = None
        self._differs = False

    @property
    def count(self) -> int:
        """How many paths were followed to their ends."""
        return self._done

    @property
    def is_exhausted(self) -> bool:
        """Whether there are no others, and both versions did the same on all of them."""
        provider = self._provider
        complete = provider is not None and provider.exhausted and provider.covering
        return bool(complete and self._is_exact and self._begun == self._done > 0)

    def follow(self, quiet: settings, chance: int, seconds: float) -> None:
        """Look for paths so long, and compare the versions. Raises what ``compare`` does."""
        end = time.process_time() + seconds

        @seed(chance)
        @settings(quiet, backend="crosshair", max_examples=MOST_PATHS)
        @given(self._values)
        def same(values: tuple[Any, ...]) -> None:
            if time.process_time() > end and not self._differs:
                raise _Enough
            if not _is_tracing():  # the simplest call, or one on which the symbols differ
                if self._provider is not None and not self._differs:
                    raise _Enough
                self._compare(self._call(values))
                return
            self._provider = current_build_context().data.provider
            self._begun += 1
            self._step(values)

        with contextlib.suppress(_Enough, Flaky, HypothesisException), _quietly():
            same()
        for call in self._calls:
            self._compare(call)

    def _step(self, values: tuple[Any, ...]) -> None:
        sides = [self._outcome(version, values) for version in self._versions]
        alike = self._same(*sides)
        with _no_tracing():
            self._restore()
        if not alike:
            self._differs = True
            raise _Unlike
        call = self._call(self._provider.realize(values))
        with _no_tracing():
            self._calls.append(call)
            self._done += 1

    def _outcome(self, version: Callable[..., object], values: tuple[Any, ...]) -> list[Any]:
        """How a call ends, and its arguments afterwards."""
        positional, named = self._given(list(map(_copied, values)))
        try:
            ending = ["returned", version(*positional, **named)]
        except (NotDeterministic, HypothesisException):
            raise
        except Exception as error:
            if isinstance(error, TypeError) and suspected_proxy_intolerance_exception(error):
                raise  # the symbol's own, not the code's
            ending = ["raised", type(error).__name__, list(error.args)]
        return [*ending, positional, list(named.values())]

    def _given(self, values: Sequence[Any]) -> _Given:
        positional: list[Any] = []
        named: dict[str, Any] = {}
        left_out = False
        for parameter, value in zip(self._parameters, values, strict=True):
            if value is _LEFT_OUT:
                left_out = True
                continue
            if parameter.how == "positional" and not left_out:
                positional.append(value)
            else:
                named[parameter.name] = value
        return positional, named

    def _call(self, values: tuple[Any, ...]) -> Arguments:
        positional, named = self._given(values)
        pairs = tuple((name, _recipe(value)) for name, value in named.items())
        return Arguments(tuple(map(_recipe, positional)), pairs, None, ())

    def _same(self, one: Any, other: Any) -> bool:
        """Whether two values are equal with their types, for all that the symbols stand for."""
        if type(one) is not type(other):
            return False
        if isinstance(one, list | tuple):
            return len(one) == len(other) and all(map(self._same, one, other))
        if isinstance(one, dict):
            return self._same(list(one.items()), list(other.items()))
        if one is None or isinstance(one, int | str | bytes):
            return bool(one == other)
        self._is_exact = False  # for the judge, who sees more
        return True


_GIVEN = ("positional", "keyword")


def _argument(parameter: Parameter) -> SearchStrategy[Any]:
    found = _values(parameter.need)
    return st.just(_LEFT_OUT) | found if parameter.optional else found


def _values(need: Need, depth: int = 0) -> SearchStrategy[Any]:
    """Values of all kinds that fit. Raises ``Unfit`` where one of them is closed to the solver."""
    if "closed" in need.flags and need.literals:
        return st.sampled_from(need.literals)
    if not need.kinds or depth > DEEPEST:
        raise Unfit("an argument is not known to be plain")
    found = [_of_kind(kind, need, depth) for kind, _ in need.kinds]
    return st.one_of(*found, *([st.none()] if need.nullable else []))


def _of_kind(kind: str, need: Need, depth: int) -> SearchStrategy[Any]:
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind == "list" and need.element is not None:
        return st.lists(_values(need.element, depth + 1))
    if kind == "dict" and need.keys:
        required = {key: _values(one, depth + 1) for key, one, needed in need.keys if needed}
        others = {key: _values(one, depth + 1) for key, one, needed in need.keys if not needed}
        return st.fixed_dictionaries(required, optional=others)
    if kind == "dict" and need.element is not None and need.value is not None:
        return st.dictionaries(_values(need.element, depth + 1), _values(need.value, depth + 1))
    raise Unfit(f"an argument may be a {kind}")


def _is_driven(function: Function) -> bool:
    driven = (ast.Yield, ast.YieldFrom, ast.AsyncFunctionDef, ast.Await)
    return any(isinstance(node, driven) for node in ast.walk(function))


def _has_floats(function: Function) -> bool:
    """Whether the function seems to compute with floats, which the solver takes for reals."""
    return any(
        isinstance(node, ast.Div)
        or (isinstance(node, ast.Constant) and isinstance(node.value, float | complex))
        or (isinstance(node, ast.Name) and node.id in ("float", "math", "round", "complex"))
        for node in ast.walk(function)
    )


def _copied(value: Any) -> Any:
    if isinstance(value, list):
        return list(map(_copied, value))
    if isinstance(value, dict):
        return {key: _copied(one) for key, one in value.items()}
    return value


def _recipe(value: Any) -> Recipe:
    if isinstance(value, list):
        return recipes.Sequence("list", tuple(map(_recipe, value)))
    if isinstance(value, dict):
        return recipes.Mapping(tuple((_recipe(key), _recipe(one)) for key, one in value.items()))
    return Literal(value)


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    """What is printed on the way is for the judge to see."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield
