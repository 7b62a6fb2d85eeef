"""Tell what is known of the classes of a project: what they inherit from, what finds a method."""

import ast
from collections.abc import Iterator, Sequence

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS

from .scopes import Function

# With one of these an object is not what its class says, or not built as it says.
_ODD = frozenset("__new__ __getattr__ __getattribute__ __setattr__ __init_subclass__".split())
OF_PROPERTIES = frozenset({"setter", "deleter"})
_BINDING = OF_PROPERTIES | {"staticmethod", "classmethod", "property", "abstractmethod"}


class Bases:
    """The classes of a project with their bases, and what follows from these, told once."""

    def __init__(self) -> None:
        self._bases: dict[ast.ClassDef, Sequence[ast.ClassDef] | None] = {}
        self._orders: dict[ast.ClassDef, list[ast.ClassDef] | None] = {}
        self._below: dict[ast.ClassDef, list[ast.ClassDef]] = {}

    def note(self, node: ast.ClassDef, bases: Sequence[ast.ClassDef] | None) -> None:
        """Take note of the bases of a class; ``None`` where something else may be among them."""
        self._bases[node] = bases
        self._orders.clear()
        self._below.clear()

    def __iter__(self) -> Iterator[ast.ClassDef]:
        return iter(self._bases)

    def order(self, node: ast.ClassDef) -> list[ast.ClassDef] | None:
        """The class and all it inherits from, in the order in which they are asked (C3).

        ``None`` where not all are known. After K. Barrett et al., "A monotonic superclass
        linearization for Dylan" (OOPSLA 1996).
        """
        if node not in self._orders:
            self._orders[node] = self._linearized(node)
        return self._orders[node]

    def _linearized(self, node: ast.ClassDef) -> list[ast.ClassDef] | None:
        own = self._bases.get(node)
        if own is None:
            return None
        above = [self.order(one) for one in own]
        if any(one is None for one in above):
            return None
        rows = [list(one or ()) for one in above] + [list(own)]
        found = [node]
        while rows := [row for row in rows if row]:
            heads = [row[0] for row in rows]
            first = next((one for one in heads if not any(one in row[1:] for row in rows)), None)
            if first is None:
                return None
            found.append(first)
            rows = [row[1:] if row[0] is first else row for row in rows]
        return found

    def below(self, node: ast.ClassDef) -> list[ast.ClassDef]:
        """The class, and all that inherit from it."""
        if not self._below:
            for one in self._bases:
                for above in self.order(one) or ():
                    self._below.setdefault(above, []).append(one)
        return self._below.get(node, [])


def is_plain(node: ast.ClassDef) -> bool:
    """Whether nothing is said of a class but what stands in it and its bases."""
    return not node.decorator_list and not is_odd(node)


def is_odd(node: ast.ClassDef) -> bool:
    """Whether its objects may have more, or others may be built, than it says."""
    if any(not _is_abstract(one) for one in node.keywords):
        return True
    return any(isinstance(one, FUNCTIONS) and one.name in _ODD for one in node.body)


def _is_abstract(keyword: ast.keyword) -> bool:
    named = keyword.value
    name = named.attr if isinstance(named, ast.Attribute) else getattr(named, "id", "")
    return keyword.arg == "metaclass" and name == "ABCMeta"


def method_of(name: str, order: Sequence[ast.ClassDef]) -> Function | None:
    """The method that such objects have under a name; ``None`` where it is something else."""
    for owner in order:
        found = [one for one in owner.body if getattr(one, "name", "") == name]
        if found:
            only, *more = found
            return only if isinstance(only, FUNCTIONS) and not more else None
    return None


def kinds_of(method: Function) -> frozenset[str] | None:
    """What decorators make of a method: ``property`` and the like; ``None`` if it is not known."""
    names = [_kind(one) for one in method.decorator_list]
    return frozenset(names) if set(names) <= _BINDING else None


def _kind(decorator: ast.expr) -> str:
    match decorator:
        case ast.Name(id=name) if name not in OF_PROPERTIES:
            return name
        case ast.Attribute(value=ast.Name(), attr=attr) if attr in OF_PROPERTIES:
            return attr
    return ""


def is_attribute(method: Function) -> bool:
    """Whether a method is called where an attribute is read, stored or deleted."""
    return bool({"property", *OF_PROPERTIES} & (kinds_of(method) or frozenset()))


def fields_of(node: ast.ClassDef) -> list[str]:
    """The fields of a dataclass: what its instances are built of."""
    return [
        one.target.id
        for one in node.body
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
    ]


def is_of_class(method: Function) -> bool:
    """Whether a method gets the class it is called on."""
    return "classmethod" in (kinds_of(method) or ())


def receivers(function: Function, facts: Facts) -> int:
    """How many parameters get what a function is called on: ``self``, or none."""
    owner = facts.place(function).owner
    return implicit(function) if isinstance(owner, ast.ClassDef) else 0


def implicit(method: Function) -> int:
    """How many arguments a method gets without being given them."""
    return 0 if "staticmethod" in (kinds_of(method) or ()) else 1
