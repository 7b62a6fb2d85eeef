"""Know the names that a function can see, while it is read."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import ModuleType
from weakref import WeakKeyDictionary

from codemods.verify.inputs.mining.elsewhere import imported_classes
from codemods.verify.inputs.mining.places import Place, Places, merged

Function = ast.FunctionDef | ast.AsyncFunctionDef
NO_CONSTANT = object()
DEEPEST_CALL = 3
_SIMPLE = (int, float, str, bytes, bool, type(None))
_PLAIN = (tuple, list, set, frozenset, dict)
_LONGEST = 40


@dataclass(frozen=True)
class Module:
    """What a module defines at its top level; classes go by their path, ``Outer.Inner``.

    Those in ``borrowed`` are defined in other modules of the project.
    """

    tree: ast.Module
    namespace: Mapping[str, object]
    functions: Mapping[str, Function]
    classes: Mapping[str, ast.ClassDef]
    imports: Mapping[str, str]
    values: Mapping[str, ast.expr]
    borrowed: frozenset[str] = frozenset()

    def constant(self, name: str) -> object:
        """The simple value of a module-level name, a tuple of them, or ``NO_CONSTANT``."""
        if name in self.namespace:
            return _simple(self.namespace[name])
        try:
            return _simple(ast.literal_eval(self.values[name]))
        except (KeyError, ValueError, TypeError, SyntaxError):
            return NO_CONSTANT

    def member(self, path: str, name: str) -> ast.stmt | None:
        """What defines a name in a class or the nearest of its bases in this module."""
        for ancestor in self.lineage(path):
            for statement in self.classes[ancestor].body:
                if name in _defined(statement):
                    return statement
        return None

    def lineage(self, path: str) -> list[str]:
        """The class and its bases in this module, the nearest first."""
        found = [path] if path in self.classes else []
        for known in found:
            for base in self.classes[known].bases:
                name = ast.unparse(base)
                if name in self.classes and name not in found:
                    found.append(name)
        return found

    def foreign_bases(self, path: str) -> list[str]:
        """The bases of the class and its bases that this module only imports."""
        bases = [
            ast.unparse(base) for one in self.lineage(path) for base in self.classes[one].bases
        ]
        return [base for base in bases if base not in self.classes and base != "object"]

    @cached_property
    def all_members(self) -> Mapping[str, frozenset[str]]:
        """The names of the members of each class."""
        return {path: self.members(path) for path in self.classes}

    def members(self, path: str) -> frozenset[str]:
        """The names of all that a class defines, and of the attributes that its methods set."""
        return frozenset().union(*(self._own_members[one] for one in self.lineage(path)))

    @cached_property
    def _own_members(self) -> Mapping[str, frozenset[str]]:
        """The members of each class, without those of its bases."""
        return {path: _members(definition) for path, definition in self.classes.items()}


def _members(definition: ast.ClassDef) -> frozenset[str]:
    found = {name for statement in definition.body for name in _defined(statement)}
    for node in ast.walk(definition):
        match node:
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                found.add(name)
    return frozenset(found)


_READ: WeakKeyDictionary[ast.Module, Module] = WeakKeyDictionary()


def module_of(tree: ast.Module, namespace: Mapping[str, object]) -> Module:
    """What the module defines. It is read once, as long as the tree and the namespace stay."""
    known = _READ.get(tree)
    if known is None or known.namespace is not namespace:
        known = _READ[tree] = _module(tree, namespace)
    return known


def _module(tree: ast.Module, namespace: Mapping[str, object]) -> Module:
    functions: dict[str, Function] = {}
    classes: dict[str, ast.ClassDef] = {}
    imports: dict[str, str] = {}
    values: dict[str, ast.expr] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                imports |= {alias.asname or alias.name: alias.name for alias in names}
            case ast.ImportFrom(module=origin, names=names):
                imports |= {one.asname or one.name: f"{origin or ''}.{one.name}" for one in names}
    _define(tree.body, "", functions, classes, values)
    others = {
        path: definition
        for path, definition in imported_classes(namespace).items()
        if path not in classes
    }
    classes |= others
    return Module(tree, namespace, functions, classes, imports, values, frozenset(others))


def _define(
    body: list[ast.stmt],
    prefix: str,
    functions: dict[str, Function],
    classes: dict[str, ast.ClassDef],
    values: dict[str, ast.expr],
) -> None:
    for statement in body:
        match statement:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if not prefix:
                functions[name] = statement
            case ast.ClassDef(name=name):
                classes[prefix + name] = statement
                _define(statement.body, f"{prefix}{name}.", functions, classes, values)
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if not prefix:
                values[name] = value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value) if not prefix:
                values[name] = value
            case ast.If() | ast.Try():
                inner = [*statement.body, *statement.orelse]
                _define(inner, prefix, functions, classes, values)


def _defined(statement: ast.stmt) -> list[str]:
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Assign(targets=targets):
            return [target.id for target in targets if isinstance(target, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
    return []


def _simple(value: object) -> object:
    # Of exactly these classes: a member of an enumeration, or of another tree, has its name.
    if type(value) in _SIMPLE:
        return value
    if isinstance(value, tuple | list | set | frozenset | dict) and type(value) in _PLAIN:
        members = tuple(list(value)[:_LONGEST])
        if all(type(member) in _SIMPLE for member in members):
            return members
    return NO_CONSTANT


@dataclass
class Scope:
    """The names of one function while it is read, and what it returns."""

    module: Module
    read: Callable[[ast.expr, "Scope"], Places]
    run: Callable[[list[ast.stmt], "Scope"], None]
    owner: str | None = None
    names: dict[str, Places] = field(default_factory=dict)
    local_functions: dict[str, Function] = field(default_factory=dict)
    stack: tuple[ast.AST, ...] = ()
    returned: list[Place] = field(default_factory=list)
    fragments: dict[str, None] = field(default_factory=dict)
    nested: dict[ast.AST, dict[str, Places]] = field(default_factory=dict)  # and their parameters

    def inside(self, function: ast.AST, owner: str | None, keep: bool) -> "Scope":
        """The scope of a function that is called from here; nested ones keep what they see."""
        return replace(
            self,
            owner=owner,
            names=dict(self.names) if keep else {},
            local_functions=dict(self.local_functions) if keep else {},
            stack=(*self.stack, function),
            returned=[],
        )

    def can_enter(self, function: ast.AST) -> bool:
        """Whether a call of this function should be followed."""
        return function not in self.stack and len(self.stack) < DEEPEST_CALL

    def dotted(self, node: ast.expr) -> str:
        """The full dotted name of what is called: ``re.sub`` for an imported ``sub``, or ''."""
        match node:
            case ast.Name(id=name) if name not in self.names:
                return self.module.imports.get(name, name)
            case ast.Attribute(value=value, attr=name):
                start = self.dotted(value)
                return f"{start}.{name}" if start else ""
        return ""

    def constant(self, node: ast.expr) -> object:
        """The constant that an expression is, a tuple of constants, or ``NO_CONSTANT``."""
        match node:
            case ast.Constant(value=value) if isinstance(value, _SIMPLE):
                return value
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
                return -value
            case ast.Tuple(elts=inner) | ast.List(elts=inner) | ast.Set(elts=inner) if inner:
                found = tuple(self.constant(element) for element in inner)
                return NO_CONSTANT if NO_CONSTANT in found else found
            case ast.Name(id=name) if name not in self.names:
                return self.module.constant(name)
            case ast.Attribute(value=ast.Name(id=start), attr=name):
                return self._class_constant(start, name)
        return NO_CONSTANT

    def choices(self, node: ast.expr) -> tuple[object, ...]:
        """The keys of a dict that is written here, or is a constant of the module."""
        match node:
            case ast.Dict(keys=keys):
                found = [self.constant(key) for key in keys if key is not None]
                return tuple(key for key in found if isinstance(key, str | int))
            case ast.Name(id=name) if name not in self.names:
                known = self.module.constant(name)
                is_dict = isinstance(self.module.namespace.get(name), dict)
                return known if is_dict and isinstance(known, tuple) else ()
        return ()

    def _class_constant(self, start: str, name: str) -> object:
        imported = self.module.namespace.get(start)
        if isinstance(imported, ModuleType) and start not in self.names:
            return _simple(vars(imported).get(name, NO_CONSTANT))
        owner = self.owner if start in ("self", "cls") else start
        match self.module.member(owner, name) if owner else None:
            case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
                try:
                    return _simple(ast.literal_eval(value))
                except (ValueError, TypeError, SyntaxError):
                    return NO_CONSTANT
        return NO_CONSTANT

    def bind(self, name: str, places: Places) -> None:
        """Note that the name now stands for these places."""
        self.names[name] = places

    def join(self, other: Mapping[str, Places]) -> None:
        """Let names stand for what they stand for on either of two paths."""
        for name, places in other.items():
            self.names[name] = merged(self.names.get(name, ()), places)
