"""Follow what is put into the containers that a function makes itself."""

import ast

from codemods.facts.file import FUNCTIONS
from codemods.facts.types.asking import Typing
from codemods.facts.types.elements import element
from codemods.facts.types.model import UNKNOWN, Either, Known, Type, either
from codemods.facts.types.scope import displayed
from codemods.facts.walking import children, walk

MUTABLE = frozenset({"list", "set", "dict", "deque", "defaultdict", "Counter", "OrderedDict"})
# Methods that put nothing new into a container, and give away nothing that could.
QUIET_METHODS = frozenset(
    """pop popleft popitem remove discard clear sort reverse index count copy items keys values get
    intersection union difference issubset issuperset isdisjoint""".split()
)
# Builtins that only look at what they are given.
LOOKING = frozenset(
    """len sum min max any all sorted list tuple set frozenset dict enumerate zip range reversed str
    repr print bool isinstance iter map filter hash""".split()
)


# Expressions that would give a variable what has a name already.
_SECOND_NAMES = (ast.Name, ast.Attribute, ast.Subscript, ast.NamedExpr, ast.IfExp)


def weakened(type_: Type) -> Type:
    """The type, as far as it stays true when somebody else changes the containers it speaks of."""
    if isinstance(type_, Either):
        return either(map(weakened, type_.options))
    if not isinstance(type_, Known):
        return type_
    if type_.name in MUTABLE:
        return Known(type_.name, (UNKNOWN,) * len(type_.arguments))
    return Known(type_.name, tuple(map(weakened, type_.arguments)))


def filled(types: Typing, name: str, found: Type) -> Type:
    """The type of a variable whose bindings say ``found``, after all that is done to it."""
    if isinstance(found, Either):
        return weakened(found)
    if not isinstance(found, Known) or found.name not in MUTABLE:
        return found
    added = _Uses(types, name).added(found)
    if added is None:
        return weakened(found)
    pairs = zip(found.arguments, added, strict=True)
    return Known(found.name, tuple(either(pair) for pair in pairs))


def is_fresh(types: Typing, name: str) -> bool:
    """Whether a variable only ever holds containers that the function made and nobody else knows.

    It may return them: whoever gets them then can change nothing while the function runs. Of a
    whole file it says that no function in it knows them.
    """
    if not isinstance(types.root, (*FUNCTIONS, ast.Module)):
        return False  # functions elsewhere in the file may know it
    bindings = types.scope.bindings.get(name, [])
    made = [one for one in bindings if one.operator is None]
    if not made or types.scope.is_open:
        return False
    if not all(one.value is not None and not one.path and makes(one.value, types) for one in made):
        return False
    found = types.name(name)
    return isinstance(found, Known) and _Uses(types, name).added(found) is not None


def makes(node: ast.expr, types: Typing) -> bool:
    """Whether an expression makes a container of its own each time it is evaluated."""
    match node:
        case ast.List() | ast.Set() | ast.Dict() | ast.ListComp() | ast.SetComp() | ast.DictComp():
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name in ("list", "set", "dict", "sorted") and types.facts.is_builtin(name)
    return False


class _Uses:
    """What a function does with one variable that holds a container of its own."""

    def __init__(self, types: Typing, name: str) -> None:
        self._types = types
        self._name = name

    def added(self, found: Known) -> list[Type] | None:
        """What is put in besides, per type argument; ``None`` where that can't be told."""
        added: list[list[Type]] = [[] for _ in found.arguments]
        root, facts = self._types.root, self._types.facts
        parents = facts.once("parents", root, lambda: _parents(root))
        for node in facts.once("names", root, lambda: _names(root)).get(self._name, ()):
            if not isinstance(node.ctx, ast.Load):
                if not self._is_plain_binding(node, parents):
                    return None
                continue
            if self._is_nested(node, parents):
                return None
            put = self._put(node, parents)
            if put is None or len(put) > len(added):
                return None
            for place, type_ in zip(added, put, strict=False):
                place.append(weakened(type_))
        return [either(types) for types in added]

    def _is_plain_binding(self, node: ast.Name, parents: dict[int, ast.AST]) -> bool:
        """Whether the variable alone is bound here, not some others to the same object."""
        parent = parents[id(node)]
        if isinstance(parent, ast.Tuple):
            place = [one is node for one in parent.elts].index(True)
            assignment = parents[id(parent)]
            if not isinstance(assignment, ast.Assign) or len(assignment.targets) > 1:
                return False
            values = displayed(assignment.value, len(parent.elts))
            return bool(values) and not isinstance(values[place], _SECOND_NAMES)
        if isinstance(parent, (ast.Assign, ast.AnnAssign)):
            single = len(getattr(parent, "targets", [1])) == 1
            return single and not isinstance(parent.value, _SECOND_NAMES)
        return isinstance(parent, ast.AugAssign)

    def _is_nested(self, node: ast.AST, parents: dict[int, ast.AST]) -> bool:
        while node is not self._types.root:
            node = parents[id(node)]
            if node is not self._types.root and isinstance(node, (*FUNCTIONS, ast.Lambda)):
                return True
        return False

    def _put(self, node: ast.Name, parents: dict[int, ast.AST]) -> list[Type] | None:
        """What one use puts into the container, per type argument; ``None``: who knows."""
        of, parent = self._types.of, parents[id(node)]
        match parent:
            case ast.Attribute(attr=attr):
                return self._called(attr, parents[id(parent)], parent)
            case ast.Subscript(value=value, ctx=ast.Store(), slice=key) if value is node:
                match parents[id(parent)]:
                    case ast.Assign(value=put, targets=[_]) if not isinstance(key, ast.Slice):
                        return [of(put)] if not self._is_mapping() else [of(key), of(put)]
                return None
            case ast.Subscript(value=value, slice=inner) if value is node:
                return [] if not isinstance(inner, ast.Slice) or not _is_stored(parent) else None
            case ast.Call(func=ast.Name(id="min" | "max"), args=[_, _, *_]):
                return None  # it may be what they give
            case ast.Call(func=ast.Name(id=name)) if name in LOOKING:
                return [] if self._types.facts.is_builtin(name) else None
            case ast.For(iter=iterable) | ast.comprehension(iter=iterable) if iterable is node:
                return []
            case ast.Compare() | ast.Return() | ast.FormattedValue() | ast.Expr():
                return []
            case ast.Tuple() if isinstance(parents[id(parent)], ast.Return):
                return []
            case ast.If(test=test) | ast.While(test=test) | ast.UnaryOp(operand=test):
                return [] if test is node else None
        return None

    def _is_mapping(self) -> bool:
        found = self._types.name(self._name)
        return isinstance(found, Known) and len(found.arguments) == 2

    def _called(self, attr: str, call: ast.AST, method: ast.AST) -> list[Type] | None:
        if not isinstance(call, ast.Call) or call.func is not method or call.keywords:
            return None
        of = self._types.of
        if attr in QUIET_METHODS:
            return []
        match attr, call.args:
            case ("append" | "add" | "appendleft"), [put]:
                return [of(put)]
            case ("extend" | "extendleft"), [put]:
                return [element(of(put))]
            case "insert", [_, put]:
                return [of(put)]
            case "setdefault", [key, put]:
                return [of(key), of(put)]
            case "update", [put] if not self._is_mapping():
                return [element(of(put))]
        return None


def _parents(root: ast.AST) -> dict[int, ast.AST]:
    """What each node stands in, by ``id``."""
    return {id(child): node for node in walk(root) for child in children(node)}


def _names(root: ast.AST) -> dict[str, list[ast.Name]]:
    """Where each name stands."""
    found: dict[str, list[ast.Name]] = {}
    for node in walk(root):
        if isinstance(node, ast.Name):
            found.setdefault(node.id, []).append(node)
    return found


def _is_stored(node: ast.AST) -> bool:
    return isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del))
