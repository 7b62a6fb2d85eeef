"""Tell which scope a name belongs to, and what binds it there."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from codemods.facts.applied import applied
from codemods.facts.file import FUNCTIONS, Facts
from codemods.facts.names import bound_by_import, introspects
from codemods.facts.walking import children, walk

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


@dataclass(frozen=True, slots=True)
class Bound:
    """A binding of a name: to a value, to an element of one, or to who knows what.

    ``path`` leads from the value to what the name gets: for each step the index of an element, or
    ``None`` for any element. Without ``value``, ``annotation`` or neither says all there is.
    """

    value: ast.expr | None = None
    path: tuple[int | None, ...] = ()
    annotation: ast.expr | None = None
    operator: ast.operator | None = None
    variadic: str = ""


class Scope:
    """The names of one function, or of one statement outside of any."""

    def __init__(self, root: ast.AST, facts: Facts) -> None:
        self._root = root
        self._facts = facts

    @cached_property
    def bindings(self) -> dict[str, list[Bound]]:
        """What binds each name, comprehension variables aside."""
        found: dict[str, list[Bound]] = {}
        for name, bound in self._all_bindings():
            found.setdefault(name, []).append(bound)
        return found

    @cached_property
    def is_open(self) -> bool:
        """Whether names may be bound that the text does not show."""
        return introspects(self._root) is not None

    @cached_property
    def owners(self) -> dict[int, tuple[Comprehension, ...]]:
        """The comprehensions around each name, by ``id`` of its node, the outermost first."""
        found: dict[int, tuple[Comprehension, ...]] = {}
        stack: list[tuple[ast.AST, tuple[Comprehension, ...]]] = [(self._root, ())]
        while stack:
            node, around = stack.pop()
            if isinstance(node, ast.Name):
                found[id(node)] = around
            elif isinstance(node, COMPREHENSIONS):
                first = node.generators[0].iter
                stack.append((first, around))
                inner = (*around, node)
                stack += [(child, inner) for child in _parts(node) if child is not first]
            elif generator := applied(node, self._facts):
                first = generator.generators[0].iter
                inner = (*around, generator)
                stack += [(first, around), *((child, inner) for child in _given(node))]
            else:
                stack += [(child, around) for child in children(node)]
        return found

    def _all_bindings(self) -> Iterator[tuple[str, Bound]]:
        if isinstance(self._root, FUNCTIONS):
            yield from _parameters(self._root.args)
        inside = self._root.body if isinstance(self._root, FUNCTIONS) else [self._root]
        stack: list[ast.AST] = list(reversed(inside))
        while stack:
            node = stack.pop()
            yield from _bound_here(node)
            if isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.Lambda)):
                for inner in walk(node):
                    if isinstance(inner, ast.Nonlocal):
                        yield from ((name, Bound()) for name in inner.names)
                continue
            stack.extend(reversed(children(node)))


def _given(call: ast.AST) -> Iterator[ast.AST]:
    """What a lambda computes that is applied to each element."""
    match call:
        case ast.Call(args=[ast.Lambda(body=body), *_]):
            yield body


def _parts(node: Comprehension) -> Iterator[ast.AST]:
    """What a comprehension is made of, with the iterables of its generators apart."""
    for generator in node.generators:
        yield from children(generator)
    for name, value in ast.iter_fields(node):
        if name != "generators" and isinstance(value, ast.AST):
            yield value


def _parameters(arguments: ast.arguments) -> Iterator[tuple[str, Bound]]:
    for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        yield one.arg, Bound(annotation=one.annotation)
    for variadic, kind in ((arguments.vararg, "tuple"), (arguments.kwarg, "dict")):
        if variadic:
            yield variadic.arg, Bound(annotation=variadic.annotation, variadic=kind)


def _bound_here(node: ast.AST) -> Iterator[tuple[str, Bound]]:
    """What a node binds itself."""
    match node:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                yield from targets_of(target, value, ())
        case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=value):
            yield name, Bound(value, annotation=annotation)
        case ast.AugAssign(target=ast.Name(id=name), value=value, op=op):
            yield name, Bound(value=value, operator=op)
        case ast.For(target=target, iter=iterable):
            yield from targets_of(target, iterable, (None,))
        case ast.NamedExpr(target=ast.Name(id=name), value=value):
            yield name, Bound(value=value)
        case ast.AsyncFor(target=target):
            yield from _unknown(target)
        case ast.With(items=items) | ast.AsyncWith(items=items):
            for item in items:
                if item.optional_vars:
                    yield from _unknown(item.optional_vars)
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name, Bound()
        case ast.ExceptHandler(name=str(name)) | ast.MatchMapping(rest=str(name)):
            yield name, Bound()
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            yield name, Bound()
        case ast.alias():
            yield bound_by_import(node), Bound()
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            yield from ((name, Bound()) for name in names)


def targets_of(
    target: ast.expr, value: ast.expr, path: tuple[int | None, ...]
) -> Iterator[tuple[str, Bound]]:
    """The names that a target binds, with the way to what each of them gets."""
    match target:
        case ast.Name(id=name):
            yield name, Bound(value, path)
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            if any(isinstance(element, ast.Starred) for element in elements):
                yield from _unknown(target)
                return
            if not path and (values := displayed(value, len(elements))):
                for element, inner in zip(elements, values, strict=True):
                    yield from targets_of(element, inner, ())
                return
            for index, element in enumerate(elements):
                yield from targets_of(element, value, (*path, index))


def displayed(node: ast.expr, length: int) -> list[ast.expr]:
    """The elements that a tuple shows, if these are as many: ``hits, misses = [], []``."""
    match node:
        case ast.Tuple(elts=elements) if len(elements) == length:
            starred = any(isinstance(one, ast.Starred) for one in elements)
            return [] if starred else elements
    return []


def _unknown(target: ast.expr) -> Iterator[tuple[str, Bound]]:
    for node in walk(target):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id, Bound()
