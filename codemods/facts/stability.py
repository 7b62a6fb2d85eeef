"""Tell whether a container, and the keys of its elements, stay the same while some code runs."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass

from codemods.facts.effects import Act, Action, effects_in
from codemods.facts.file import Facts
from codemods.facts.own_containers import is_own
from codemods.facts.types import Form, Known, Own, Type, options, types_in
from codemods.facts.types.contents import MUTABLE, is_fresh
from codemods.facts.types.elements import element
from codemods.facts.walking import walk

REBOUND = "the name of what is searched is bound again"
CHANGED = "what is searched is changed in the loop"
KEY_CHANGED = "a key may be changed in the loop"
UNKNOWN_CALL = "something unknown is called in the loop, which may change what is searched"
SUSPENDED = "other code may run at a yield, an await or a with in the loop"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why something can't be taken to stay the same, and the line that is to blame."""

    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that stays the same unless what is done at ``line`` is done to it all the same.

    ``target`` is what it is done to; ``iterates`` tells that it is only gone through.
    """

    line: int
    target: ast.expr | None = None
    iterates: bool = False


@dataclass(frozen=True, slots=True)
class Reads:
    """What of an element a key is made of: attributes, items by constant keys, or all of it.

    ``owners`` are the types of what these are read from, where that is only part of an element.
    ``whole`` tells that something is looked at as a whole, as to turn it into a text; ``places``
    are the texts of all that is looked into.
    """

    attributes: frozenset[str] = frozenset()
    items: frozenset[object] = frozenset()
    owners: tuple[Type, ...] = ()
    whole: bool = False
    places: frozenset[str] = frozenset()


class Stability:
    """Questions about one root: a function, or a statement outside of any."""

    def __init__(self, facts: Facts, root: ast.AST) -> None:
        self._types = types_in(facts, root)
        self._effects = effects_in(facts, root)

    def disturbance(
        self,
        container: ast.expr,
        reads: Reads,
        during: Iterable[ast.AST],
        leaving_out: Iterable[ast.AST] = (),
    ) -> Obstacle | Doubt | None:
        """What may change the container or what is read of its elements while ``during`` runs."""
        doubt: Doubt | None = None
        question = _Question(self, container, reads)
        actions = self._effects.of(during, leaving_out)
        for action in sorted(actions, key=lambda one: one.line):
            found = question.about(action)
            if isinstance(found, Obstacle):
                return found
            doubt = doubt or found
        return doubt

    def type_of(self, node: ast.expr) -> Type:
        return self._types.of(node)

    def names_for(self, node: ast.expr) -> set[str]:
        """What a variable was bound to, where that is a name or an attribute of one."""
        bound = self._types.scope.bindings.get(node.id, []) if isinstance(node, ast.Name) else []
        values = [one.value for one in bound if not one.path and one.operator is None]
        return {ast.unparse(one) for one in values if isinstance(one, (ast.Name, ast.Attribute))}

    def is_own(self, node: ast.expr) -> bool:
        """Whether a container was made for the variable that it is in."""
        return is_own(self._types, node)

    def is_fresh(self, node: ast.expr) -> bool:
        """Whether nobody but this function knows the container."""
        return isinstance(node, ast.Name) and is_fresh(self._types, node.id)


class _Question:
    """What may disturb one container."""

    def __init__(self, stability: Stability, container: ast.expr, reads: Reads) -> None:
        self._stability = stability
        # What changes a dict changes what its views show.
        self._container = viewed(container)
        self._reads = reads
        self._names = {node.id for node in walk(container) if isinstance(node, ast.Name)}
        self._attributes = {
            node.attr for node in walk(container) if isinstance(node, ast.Attribute)
        }
        self._element = element(stability.type_of(container))
        self._is_fresh = stability.is_fresh(self._container)
        self._owners = (self._element, *reads.owners)
        self._keys_stay = all(_never_changes(one, reads) for one in self._owners)

    def about(self, action: Action) -> Obstacle | Doubt | None:
        line = action.line
        match action.act:
            case Act.BINDS:
                return Obstacle(REBOUND, line) if action.name in self._names else None
            case Act.UNKNOWN:
                if self._is_fresh and self._keys_stay:
                    return None
                reason = UNKNOWN_CALL if isinstance(action.node, ast.Call) else SUSPENDED
                return Obstacle(reason, line)
            case Act.ITERATES:
                return self._iterated(action)
            case Act.CHANGES:
                assert action.target is not None
                return self._changed(action.target, line) or self._doubted(action)
            case Act.SETS:
                assert action.target is not None
                return self._set(action, action.target)
        raise AssertionError(action.act)

    def _iterated(self, action: Action) -> Doubt | None:
        target = action.target  # none where a function goes through what it reaches itself
        own = target is not None and ast.unparse(target) == ast.unparse(self._container)
        if own or (self._is_fresh and self._keys_stay):
            return None
        return Doubt(action.line, target, iterates=True)

    def _doubted(self, action: Action) -> Doubt | None:
        """An unknown object may do more than a container does."""
        sure = action.is_certain or (self._is_fresh and self._keys_stay)
        return None if sure else Doubt(action.line, action.target)

    def _changed(self, target: ast.expr, line: int) -> Obstacle | Doubt | None:
        """Whether a container that is changed may be the one that is searched, or an element."""
        if self._is_it(target):
            return Obstacle(CHANGED, line)
        if self._stability.is_own(target):
            return None
        may_be_it = not self._is_fresh and self._may_be(
            target, self._stability.type_of(self._container)
        )
        # An element that is a list or a dict can be changed where the key is read from.
        may_be_element = not self._keys_stay and self._may_be_read(target)
        if may_be_element and ast.unparse(target) in self._reads.places:
            return Obstacle(KEY_CHANGED, line)
        return Doubt(line, target) if may_be_it or may_be_element else None

    def _set(self, action: Action, target: ast.expr) -> Obstacle | Doubt | None:
        line = action.line
        if action.key is None:
            if action.name in self._attributes:
                return Obstacle(REBOUND, line)
            read = self._reads.whole or action.name in self._reads.attributes
            if not read or self._keys_stay:
                return None
            return Obstacle(KEY_CHANGED, line) if self._may_be_read(target) else None
        if self._is_it(target):
            return Obstacle(CHANGED, line)
        if self._stability.is_own(target):
            return None
        read = self._reads.whole or bool(self._reads.items)
        if read and not self._keys_stay and self._may_be_read(target):
            if self._reads.whole or not isinstance(action.key, ast.Constant):
                return Obstacle(KEY_CHANGED, line)
            if action.key.value in self._reads.items:
                return Obstacle(KEY_CHANGED, line)
        container = self._stability.type_of(self._container)
        may_be_it = not self._is_fresh and self._may_be(target, container)
        # Where all items are read, as by unpacking, a new one may matter too.
        reads_all = None in self._reads.items and not self._keys_stay
        may_be_read = reads_all and self._may_be_read(target)
        return Doubt(line, target) if may_be_it or may_be_read else None

    def _is_it(self, target: ast.expr) -> bool:
        """Whether something is the container, or a name that was given to it or that it has."""
        it, other = ast.unparse(self._container), ast.unparse(target)
        return (
            it == other
            or other in self._stability.names_for(self._container)
            or it in self._stability.names_for(target)
        )

    def _may_be_read(self, node: ast.expr) -> bool:
        """Whether an expression may stand for something that a key is read from."""
        return any(self._may_be(node, one) for one in self._owners)

    def _may_be(self, node: ast.expr, other: Type) -> bool:
        """Whether an expression may stand for an object of a type, as far as types tell."""
        mine, others = options(self._stability.type_of(node)), options(other)
        return any(_overlap(one, another) for one in mine for another in others)


def viewed(container: ast.expr) -> ast.expr:
    """The dict behind ``table.values()``, or the container itself."""
    match container:
        case ast.Call(func=ast.Attribute(value=value, attr="keys" | "values" | "items"), args=[]):
            return value
    return container


_ABSTRACT = {
    "Sequence": ("list", "tuple", "tuple...", "deque", "str", "range", "MutableSequence", "bytes"),
    "MutableSequence": ("list", "deque"),
    "Mapping": ("dict", "defaultdict", "OrderedDict", "Counter", "MutableMapping"),
    "MutableMapping": ("dict", "defaultdict", "OrderedDict", "Counter"),
    "Set": ("set", "frozenset", "MutableSet"),
    "MutableSet": ("set",),
    "dict": ("defaultdict", "OrderedDict", "Counter"),
}


def _overlap(one: Type, other: Type) -> bool:
    """Whether an object may be of both types."""
    if isinstance(one, Known) and isinstance(other, Known):
        abstract = {"Collection", "Iterable", "Iterator", "Generator", "Reversible", "Container"}
        if {one.name, other.name} & abstract:
            return True
        names = {one.name, other.name}
        if len(names) == 1 and one.name in MUTABLE:
            return all(map(_may_hold_the_same, one.arguments, other.arguments))
        return (
            len(names) == 1
            or other.name in _ABSTRACT.get(one.name, ())
            or one.name in _ABSTRACT.get(other.name, ())
        )
    if isinstance(one, Own) and isinstance(other, Own):
        mine, others = one.declaration, other.declaration
        related = mine is others or bool(mine.heirs & others.heirs)
        return related or not (mine.is_closed and others.is_closed)
    if isinstance(one, (Own, Known)) and isinstance(other, (Own, Known)):
        # An instance of a closed class of the file is no builtin container, but for named tuples.
        own = one if isinstance(one, Own) else other
        assert isinstance(own, Own)
        known = other if own is one else one
        assert isinstance(known, Known)
        kinds = _BUILTIN_KINDS.get(own.declaration.form, frozenset())
        return not own.declaration.is_closed or known.name in kinds
    return True


_VAGUE = frozenset({"Collection", "Iterable", "Reversible", "Container", "object"})
# The builtin types, and the protocols, that instances of classes of the file may be of.
_BUILTIN_KINDS = {
    Form.NAMED_TUPLE: _VAGUE | {"tuple", "tuple...", "Sequence"},
    Form.TYPED_DICT: _VAGUE | {"dict", "Mapping", "MutableMapping"},
}
_NUMBERS = frozenset({"int", "bool", "float", "complex"})


def _may_hold_the_same(one: Type, other: Type) -> bool:
    """Whether one container may be said to hold elements of both types."""
    pairs = [(mine, another) for mine in options(one) for another in options(other)]
    return any(_overlap(*pair) or {str(pair[0]), str(pair[1])} <= _NUMBERS for pair in pairs)


def _never_changes(type_: Type, reads: Reads) -> bool:
    """Whether nothing can change what is read of values of a type."""
    return all(_is_constant(one, reads) for one in options(type_))


def _is_constant(type_: Type, reads: Reads) -> bool:
    whole = not reads.attributes and not reads.items
    if isinstance(type_, Own):
        frozen = type_.declaration.form in (Form.FROZEN, Form.NAMED_TUPLE, Form.ENUM)
        return type_.declaration.is_closed and (frozen or whole)
    if isinstance(type_, Known):
        scalars = "int str bytes bool float None date datetime time timedelta Decimal UUID".split()
        if type_.name in ("tuple", "tuple..."):
            return all(_is_constant(one, Reads()) for one in type_.arguments)
        return type_.name in scalars
    return False
