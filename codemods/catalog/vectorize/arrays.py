"""Make arrays of the sequences that a loop goes through."""

import ast
from collections.abc import Callable
from dataclasses import replace

from codemods.facts import Facts
from codemods.facts.liveness import free_name
from codemods.facts.types import Types

from .kinds import Kind, element_kind, is_array, is_unknown
from .traversal import Stream, is_range


class Arrays:
    """The arrays for the streams of one site.

    What is an array already stands for itself; a list is converted, in its place where it is
    needed once, else into a variable before. It is converted as a whole where several parts of it
    are needed.
    """

    def __init__(
        self,
        types: Types,
        facts: Facts,
        numpy: str,
        cut: Callable[[Stream], ast.expr],
        is_indexed: bool,
    ) -> None:
        """``cut`` gives the part of a sequence that a stream is.

        ``is_indexed`` tells that elements are read by an index.
        """
        self._is_indexed = is_indexed
        self._types = types
        self._facts = facts
        self._numpy = numpy
        self._cut = cut
        self._names: dict[str, ast.Name] = {}
        self._wholes: dict[str, ast.Name] = {}
        self._streams: dict[str, Stream] = {}
        self.uses: dict[str, int] = {}

    def of(self, stream: Stream) -> ast.expr:
        """The array for a stream, as an expression."""
        if is_array(stream.source, self._types) and not isinstance(stream.source, ast.Call):
            return self._cut(stream)
        text = stream.text
        self._streams[text] = stream
        self.uses[text] = self.uses.get(text, 0) + 1
        return self._names.setdefault(text, self._named(stream))

    def _named(self, stream: Stream) -> ast.Name:
        source = stream.source
        base = source.id if isinstance(source, ast.Name) else getattr(source, "attr", "values")
        base = "index" if is_range(source) else base
        whole = self._wholes.setdefault(ast.unparse(source), self._free(f"{base}_array"))
        return whole if stream.is_whole else self._free(f"{base}_part")

    def _free(self, name: str) -> ast.Name:
        taken = [one.id for one in (*self._names.values(), *self._wholes.values())]
        return ast.Name(free_name(self._facts, name, taken), ast.Load())

    @property
    def converted(self) -> int:
        """How many sequences are converted."""
        found = [one.source for one in self._streams.values()]
        return len({ast.unparse(one) for one in found if not isinstance(one, ast.Call)})

    @property
    def of_ints(self) -> list[str]:
        """The lists of which arrays of 64-bit ints are made, as texts."""
        found = [one for one in self._streams.values() if not isinstance(one.source, ast.Call)]
        return list(
            dict.fromkeys(ast.unparse(one.source) for one in filter(self._is_of_ints, found))
        )

    def _is_of_ints(self, stream: Stream) -> bool:
        return element_kind(stream.source, self._types) is Kind.INT

    @property
    def _shared(self) -> set[str]:
        """The sequences of which several parts are needed, as texts."""
        parts: dict[str, set[str]] = {}
        for text, stream in self._streams.items():
            parts.setdefault(ast.unparse(stream.source), set()).add(text)
        return {source for source, found in parts.items() if len(found) > 1}

    @property
    def counts(self) -> bool:
        """Whether there is a range among the sequences."""
        return any(is_range(one.source) for one in self._streams.values())

    def inlined(self) -> dict[str, ast.expr]:
        """The conversions that stand in their place, by the name that they would have."""
        found: dict[str, ast.expr] = {}
        for text, stream in self._streams.items():
            source, name = ast.unparse(stream.source), self._names[text].id
            if source not in self._shared:
                if self.uses[text] == 1:
                    found[name] = self._conversion(stream)
            elif not stream.is_whole:
                found[name] = replace(stream, source=self._wholes[source]).sliced()
        return found

    def statements(self) -> list[ast.stmt]:
        """The assignments that convert what is needed more than once."""
        found: dict[str, ast.stmt] = {}
        for text, stream in self._streams.items():
            source, name = ast.unparse(stream.source), self._names[text]
            if source in self._shared:
                name, stream = self._wholes[source], Stream(stream.source)
            elif self.uses[text] == 1:
                continue
            bound = ast.Name(name.id, ast.Store())
            found.setdefault(name.id, ast.Assign([bound], self._conversion(stream)))
        return list(found.values())

    def _conversion(self, stream: Stream) -> ast.expr:
        """``dtype`` is said: without it, NumPy would decide by what it finds in the list."""
        if isinstance(stream.source, ast.Call) and is_range(stream.source):
            return self._called("arange", stream.source.args)
        module = ast.Name(self._numpy, ast.Load())
        if isinstance(stream.source, ast.Call):
            return stream.source  # it makes an array
        if is_unknown(stream.source, self._types):
            return self._of_unknown(stream)
        is_int = self._is_of_ints(stream)
        dtype = ast.Attribute(module, "int64", ast.Load()) if is_int else ast.Name("float")
        return self._called("array", [self._cut(stream)], ast.keyword("dtype", dtype))

    def _of_unknown(self, stream: Stream) -> ast.expr:
        """What is only gone through need not be a sequence: ``fromiter`` takes whatever it is."""
        function = "fromiter" if stream.is_whole and not self._is_indexed else "array"
        dtype = ast.keyword("dtype", ast.Name("float"))
        return self._called(function, [self._cut(stream)], dtype)

    def _called(self, name: str, arguments: list[ast.expr], *keywords: ast.keyword) -> ast.expr:
        module = ast.Name(self._numpy, ast.Load())
        function = ast.Attribute(module, name, ast.Load())
        return ast.Call(function, arguments, list(keywords))


class Mask:
    """Which elements are kept: in its place where one array is masked, else in a variable."""

    def __init__(self, facts: Facts) -> None:
        self._name = free_name(facts, "mask")
        self._uses = 0
        self.test: ast.expr | None = None
        self.before: list[ast.stmt] = []

    def masking(self, array_of: Callable[[Stream], ast.expr]) -> Callable[[Stream], ast.expr]:
        """The same arrays, with only those elements that are kept."""

        def masked(stream: Stream) -> ast.expr:
            self._uses += 1
            return ast.Subscript(array_of(stream), ast.Name(self._name, ast.Load()), ast.Load())

        return masked

    def inlined(self) -> dict[str, ast.expr]:
        """The test, where it is needed once."""
        assert self.test is not None
        return {self._name: self.test} if self._uses == 1 else {}

    def statements(self) -> list[ast.stmt]:
        """The assignment of the test, where it is needed more than once."""
        assert self.test is not None
        if self._uses == 1:
            return self.before
        return [*self.before, ast.Assign([ast.Name(self._name, ast.Store())], self.test)]
