"""List what running some code may do besides computing a value.

The model: reading a name, an attribute or an item has no side effect, nor have operators,
comparisons and what turns a value into text. What a call does is known of builtins, of methods of
builtin types, of a few modules of the standard library, and of functions and classes of the file.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from codemods.facts.file import FUNCTIONS, Facts
from codemods.facts.known_calls import (
    CALLING,
    CHANGING,
    ERRORS,
    IMMUTABLE,
    ITERATING,
    LOGGING,
    LOOKING,
    PURE,
    PURE_MODULES,
    called_name,
)
from codemods.facts.module_scope import module_scope, own_nodes
from codemods.facts.other_files import imported
from codemods.facts.types import Form, Known, Own, Types, options, types_in
from codemods.facts.types.contents import is_fresh
from codemods.facts.walking import children

DEEPEST = 8
# Methods of these run code of somebody else: ``send``, ``close``.
_RUNNING = frozenset({"Iterator", "Generator", "Iterable"})
_PLACES = (ast.Name, ast.Attribute, ast.Subscript)


class Act(Enum):
    """The kinds of action."""

    BINDS = auto()  # a name
    SETS = auto()  # an attribute or an item of an object
    CHANGES = auto()  # the elements of a container
    ITERATES = auto()  # over something unknown, which may run code
    UNKNOWN = auto()  # anything may happen


class Harm(Enum):
    """What a function may do to objects that it did not make."""

    NONE = auto()
    ITERATES = auto()  # over something unknown, which may run code
    ANY = auto()


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that code does. ``target`` is the object it is done to, ``name`` what is bound.

    ``key`` is the item that is set, and ``is_certain`` false where the object may be one that does
    something else altogether.
    """

    act: Act
    node: ast.AST
    target: ast.expr | None = None
    name: str = ""
    key: ast.expr | None = None
    is_certain: bool = True

    @property
    def line(self) -> int:
        return getattr(self.node, "lineno", 0)


def effects_in(facts: Facts, root: ast.AST) -> "Effects":
    """The one ``Effects`` of this root: a function, or a statement outside of any."""
    return facts.once("effects", root, lambda: Effects(facts, root))


class Effects:
    """What the code in one root does."""

    def __init__(self, facts: Facts, root: ast.AST, depth: int = 0) -> None:
        self._facts = facts
        self._types = types_in(facts, root)
        self._depth = depth

    def of(self, nodes: Iterable[ast.AST], leaving_out: Iterable[ast.AST] = ()) -> list[Action]:
        """All actions of the nodes and what stands in them, in no particular order."""
        skipped = set(map(id, leaving_out))
        found: list[Action] = []
        stack = [node for node in nodes if id(node) not in skipped]
        while stack:
            node = stack.pop()
            found += self._actions(node)
            if isinstance(node, (*FUNCTIONS, ast.Lambda)):
                continue  # it runs when it is called, and to call it is unknown
            stack += [child for child in children(node) if id(child) not in skipped]
        return found

    def _actions(self, node: ast.AST) -> Iterator[Action]:
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                yield Action(Act.BINDS, node, name=name)
            case ast.Attribute(value=value, attr=attr, ctx=ast.Store() | ast.Del()):
                yield Action(Act.SETS, node, value, attr)
            case ast.Subscript(value=value, slice=key, ctx=ast.Store() | ast.Del()):
                yield Action(Act.SETS, node, value, key=key)
            case ast.AugAssign(target=target) if not self._begins_immutable(target):
                yield Action(Act.CHANGES, node, _loaded(target))
            case ast.For(iter=iterable) | ast.comprehension(iter=iterable):
                yield from self._iteration(iterable)
            case ast.Starred(value=value):
                yield from self._iteration(value)
            case ast.Call():
                yield from self._call(node)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield Action(Act.BINDS, node, name=name)
                if node.decorator_list:
                    yield Action(Act.UNKNOWN, node)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                yield Action(Act.BINDS, node, name=name)
            case ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
                yield Action(Act.BINDS, node, name=name)
            case ast.alias() | ast.ClassDef() | ast.With() | ast.AsyncWith() | ast.AsyncFor():
                yield Action(Act.UNKNOWN, node)
            case ast.Yield() | ast.YieldFrom() | ast.Await() | ast.Global() | ast.Nonlocal():
                yield Action(Act.UNKNOWN, node)

    def _is_immutable(self, node: ast.expr) -> bool:
        return self._are(node, IMMUTABLE)

    def _begins_immutable(self, target: ast.expr) -> bool:
        """Whether what an augmented assignment finds can't be changed in place."""
        if not isinstance(target, ast.Name):
            return self._is_immutable(target)
        bound = self._types.scope.bindings.get(target.id, [])
        values = [one.value for one in bound if one.operator is None and not one.path]
        if len(values) == sum(one.operator is None for one in bound) and all(values):
            return all(value is not None and self._is_immutable(value) for value in values)
        return self._is_immutable(_loaded(target))

    def _are(self, node: ast.expr, names: frozenset[str]) -> bool:
        return all(
            isinstance(one, Known) and one.name in names for one in options(self._types.of(node))
        )

    def _iteration(self, node: ast.expr) -> Iterator[Action]:
        """To iterate over something unknown may run a generator, or a class's own ``__iter__``."""
        if isinstance(node, (ast.GeneratorExp, ast.Call)):
            return  # the call, and what stands in the generator, are looked at by themselves
        for one in options(self._types.of(node)):
            if isinstance(one, Known) and one.name not in ("Iterator", "Iterable", "Generator"):
                continue
            yield Action(Act.ITERATES, node, node)
            return

    def _call(self, node: ast.Call) -> Iterator[Action]:
        match node.func:
            case ast.Name(id=name):
                yield from self._named(name, node)
            case ast.Attribute(value=value, attr=attr):
                yield from self._method(value, attr, node)
            case _:
                yield Action(Act.UNKNOWN, node)

    def _named(self, name: str, node: ast.Call) -> Iterator[Action]:
        if name in self._types.scope.bindings:
            yield Action(Act.UNKNOWN, node)
        elif name == "next" and self._facts.is_builtin(name) and node.args:
            if isinstance(node.args[0], ast.GeneratorExp):
                return  # nobody else has it
            yield Action(Act.CHANGES, node, node.args[0])
            yield Action(Act.ITERATES, node, node.args[0])
        elif (self._facts.is_builtin(name) and name in PURE | ERRORS) or self._is_pure_import(
            module_scope(self._facts).imports.get(name, "")
        ):
            yield from self._handed_on(node)
        else:
            yield from self._own(name, node)

    def _own(self, name: str, node: ast.AST) -> Iterator[Action]:
        """What to call something of the project may do, besides what it does to its own."""
        harm = self._harm_of(name)
        if harm is Harm.ITERATES:
            yield Action(Act.ITERATES, node)
        elif harm is Harm.ANY:
            yield Action(Act.UNKNOWN, node)

    def _handed_on(self, node: ast.Call) -> Iterator[Action]:
        """What a pure function does with what it is given: iterate, or call it."""
        for one in (*node.args, *(keyword.value for keyword in node.keywords)):
            function = isinstance(one, (ast.Name, ast.Attribute)) and self._may_be_called(node, one)
            if function or isinstance(one, ast.Lambda):
                yield from self._callback(one)
            elif (
                isinstance(one, (ast.Name, ast.Attribute, ast.Subscript))
                and called_name(node) in ITERATING
            ):
                yield from self._iteration(one)

    def _may_be_called(self, node: ast.Call, argument: ast.expr) -> bool:
        keys = [one.value for one in node.keywords if one.arg in ("key", "default_factory")]
        return argument in keys or argument in node.args[: CALLING.get(called_name(node), 0)]

    def _callback(self, node: ast.expr) -> Iterator[Action]:
        match node:
            case ast.Lambda(body=body):
                yield from self.of([body])
            case ast.Name(id=name) if self._facts.is_builtin(name) and name in PURE:
                return
            case ast.Name(id=name) if name not in self._types.scope.bindings:
                yield from self._own(name, node)
            case _:
                yield Action(Act.UNKNOWN, node)

    def _method(self, receiver: ast.expr, attr: str, node: ast.Call) -> Iterator[Action]:
        origin = self._types.declarations.annotations.origin(receiver)
        if self._is_pure_import(f"{origin}.{attr}") or self._is_logger(receiver, attr):
            yield from self._handed_on(node)
            return
        types = options(self._types.of(receiver))
        known = all(isinstance(one, Known) for one in types)
        runs = any(isinstance(one, Known) and one.name in _RUNNING for one in types)
        if runs or (not known and attr in self._own_methods):
            yield Action(Act.UNKNOWN, node)
        elif known:
            if attr in CHANGING and not self._is_immutable(receiver):
                yield Action(Act.CHANGES, node, receiver)
            yield from self._handed_on(node)
        elif attr in CHANGING:
            yield Action(Act.CHANGES, node, receiver, is_certain=False)
        elif attr in LOOKING:
            yield Action(Act.ITERATES, node, receiver, is_certain=False)
        else:
            yield Action(Act.UNKNOWN, node)

    @property
    def _own_methods(self) -> frozenset[str]:
        """The methods of the classes of the file that are called like one that changes a list."""
        return self._facts.once("changing methods", self._facts.tree, self._find_own_methods)

    def _find_own_methods(self) -> frozenset[str]:
        methods = (one for node in self._facts.nodes(ast.ClassDef) for one in node.body)
        names = {one.name for one in methods if isinstance(one, FUNCTIONS)}
        return CHANGING & names

    def _is_pure_import(self, origin: str) -> bool:
        return origin.rpartition(".")[0] in PURE_MODULES

    def _is_logger(self, receiver: ast.expr, attr: str) -> bool:
        if attr not in LOGGING or not isinstance(receiver, ast.Name):
            return False
        scope = module_scope(self._facts)
        if scope.imports.get(receiver.id) == "logging":
            return True
        match scope.names.get(receiver.id):
            case ast.Assign(value=ast.Call(func=function)):
                origin = self._types.declarations.annotations.origin(function)
                return origin == "logging.getLogger"
        return False

    def _harm_of(self, name: str) -> Harm:
        """What a function or class of the project may do to what outlives the call."""
        found = self._types.declarations.named(name)
        if isinstance(found, Own):
            made = found.declaration
            bare = not made.defines & {"__init__", "__post_init__", "__new__", "__init_subclass__"}
            records = (Form.DATACLASS, Form.FROZEN, Form.NAMED_TUPLE)
            harmless = made.is_closed and bare and made.form in records
            return Harm.NONE if harmless else Harm.ANY
        facts, called = imported(self._facts, name) or (self._facts, name)
        function = module_scope(facts).function(called)
        if function is None or self._depth > DEEPEST:
            return Harm.ANY
        return facts.once("harm", function, lambda: self._harm(facts, function))

    def _harm(self, facts: Facts, function: ast.FunctionDef) -> Harm:
        facts.memo["harm", function] = Harm.ANY  # until shown, where it calls itself
        if any(isinstance(node, ast.Global | ast.Nonlocal) for node in own_nodes(function)):
            return Harm.ANY
        types = types_in(facts, function)
        worst = Harm.NONE
        for action in Effects(facts, function, self._depth + 1).of(function.body):
            if action.act is Act.ITERATES:
                worst = Harm.ITERATES
            elif action.act is not Act.BINDS and not _is_own_business(action, types):
                return Harm.ANY
        return worst


def _is_own_business(action: Action, types: Types) -> bool:
    """Whether only a container that the function made itself is changed."""
    return (
        action.act in (Act.CHANGES, Act.SETS)
        and action.is_certain
        and isinstance(action.target, ast.Name)
        and is_fresh(types, action.target.id)
    )


def _loaded(target: ast.expr) -> ast.expr:
    """The target of an augmented assignment as something to be read."""
    match target:
        case ast.Name(id=name):
            return ast.copy_location(ast.Name(name, ast.Load()), target)
    return target
