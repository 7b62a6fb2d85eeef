"""Read the classes of a file: what attributes do their instances have, and how do they compare?"""

import ast
from collections.abc import Iterator

from codemods.facts.attributes import attributes_in
from codemods.facts.file import FUNCTIONS, Facts
from codemods.facts.module_scope import module_scope
from codemods.facts.other_files import imported, is_mentioned
from codemods.facts.types.annotations import Annotations
from codemods.facts.types.dtypes import made_plainly
from codemods.facts.types.heirs import heirs_in
from codemods.facts.types.model import UNKNOWN, Declaration, Form, Own, Type
from codemods.facts.walking import walk

# Bases that add nothing to how instances are read, compared and hashed.
_BASES = {
    "typing.NamedTuple": Form.NAMED_TUPLE,
    "typing.TypedDict": Form.TYPED_DICT,
    "typing_extensions.TypedDict": Form.TYPED_DICT,
    "enum.Enum": Form.ENUM,
    "enum.IntEnum": Form.ENUM,
    "enum.StrEnum": Form.ENUM,
}
_HARMLESS_BASES = frozenset({"typing.Generic"})
# What makes reading an attribute more than a look into the instance.
_READING = frozenset({"__getattribute__", "__getattr__", "__setattr__", "__delattr__", "__new__"})


def declarations_in(facts: Facts) -> "Declarations":
    """The one ``Declarations`` of this file."""
    return facts.once("declarations", facts.tree, lambda: Declarations(facts))


class Declarations:
    """The classes at the top of a file, and the aliases for types that stand there."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._found: dict[str, Type] = {}
        self._busy: set[str] = set()
        self.annotations = Annotations(facts, self.named)

    def named(self, name: str) -> Type:
        """What a name at the top of the file means in an annotation."""
        if name in self._found:
            return self._found[name]
        if name in self._busy:
            return UNKNOWN  # a recursive alias
        node = module_scope(self._facts).names.get(name)
        self._busy.add(name)
        try:
            match node:
                case ast.ImportFrom():
                    self._found[name] = self._imported(name)
                    return self._found[name]
                case ast.ClassDef():
                    return self._class(node)
                case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
                    self._found[name] = self._alias(value)
                    return self._found[name]
        finally:
            self._busy.discard(name)
        return UNKNOWN

    def _imported(self, name: str) -> Type:
        """What a name means in the file of the project that it is imported from."""
        found = imported(self._facts, name)
        return declarations_in(found[0]).named(found[1]) if found else UNKNOWN

    def _alias(self, value: ast.expr) -> Type:
        """The type that ``Rows = list[Row]`` gives a name; other values are no types."""
        subscripted = isinstance(value, (ast.Subscript, ast.BinOp))
        plain = isinstance(value, ast.Name) and value.id in module_scope(self._facts).names
        return self.annotations.read(value) if subscripted or plain else UNKNOWN

    def _class(self, node: ast.ClassDef) -> Type:
        form, closed, inherited = self._form(node)
        fields: dict[str, Type] = dict(inherited)
        defines = {name for statement in node.body for name in _defined(statement)}
        heirs = heirs_in(self._facts).get(node.name, frozenset())
        closed = closed and not any(_differs(heir, node) for heir in heirs)
        names = frozenset({node.name, *(heir.name for heir in heirs)})
        declaration = Declaration(node.name, form, fields, frozenset(defines), closed, names)
        own = Own(declaration)
        self._found[node.name] = own  # before its fields are read: they may speak of it
        if not closed or defines & _READING:
            return own
        if form is Form.PLAIN:
            fields |= self._assigned(node) | self._annotated(node)
        elif form is not Form.ENUM:
            fields |= self._annotated(node)
        for name in defines - _plain_names(node):
            fields.pop(name, None)
        return own

    def _form(self, node: ast.ClassDef) -> tuple[Form, bool, dict[str, Type]]:
        """What kind of class it is, whether that is all, and the fields it inherits."""
        form, closed = Form.PLAIN, not node.keywords
        inherited: dict[str, Type] = {}
        for base in node.bases:
            named = base.value if isinstance(base, ast.Subscript) else base
            origin = self.annotations.origin(named)
            if origin in _BASES and len(node.bases) == 1:
                form = _BASES[origin]
            elif origin.startswith(".") and (parent := self._parent(origin[1:])):
                form = max(form, parent.form, key=lambda one: one is not Form.PLAIN)
                inherited |= parent.fields
                closed = closed and parent.is_closed and not parent.defines & _COMPARING
            elif origin not in _HARMLESS_BASES and origin != "object":
                closed = False
        for decorator in node.decorator_list:
            dataclass = self._dataclass(decorator)
            if dataclass is None:
                closed = False
            else:
                form = dataclass
        return form, closed, inherited

    def _parent(self, name: str) -> Declaration | None:
        found = self.named(name)
        return found.declaration if isinstance(found, Own) else None

    def _dataclass(self, decorator: ast.expr) -> Form | None:
        """The form that a decorator gives a class, if it is that of ``dataclasses``."""
        keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
        named = decorator.func if isinstance(decorator, ast.Call) else decorator
        if self.annotations.origin(named) != "dataclasses.dataclass":
            return None
        given = {
            one.arg: one.value.value for one in keywords if isinstance(one.value, ast.Constant)
        }
        if (
            len(given) < len(keywords)
            or given.get("eq", True) is not True
            or "unsafe_hash" in given
        ):
            return None
        return Form.FROZEN if given.get("frozen") is True else Form.DATACLASS

    def _annotated(self, node: ast.ClassDef) -> dict[str, Type]:
        """The fields that a body declares; of a ``TypedDict`` the keys that are never missing."""
        return {
            statement.target.id: self.annotations.read(statement.annotation)
            for statement in node.body
            if isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and not _names_origin(statement.annotation, {"ClassVar", "InitVar", "NotRequired"})
        }

    def _assigned(self, node: ast.ClassDef) -> dict[str, Type]:
        """The attributes that ``__init__`` sets in its own block, each from a typed parameter."""
        fields: dict[str, Type] = {}
        for method in node.body:
            if not (isinstance(method, ast.FunctionDef) and method.name == "__init__"):
                continue
            typed = {one.arg: one.annotation for one in _parameters(method.args)}
            rebound = _stored_names(method)
            for statement in method.body:
                match statement:
                    case ast.Assign(
                        targets=[ast.Attribute(value=ast.Name(id="self"), attr=attr)],
                        value=ast.Name(id=name),
                    ) if (
                        name in typed and name not in rebound
                    ):
                        fields[attr] = self.annotations.read(typed[name])
                    case ast.Assign(
                        targets=[ast.Attribute(value=ast.Name(id="self"), attr=attr)],
                        value=ast.Call() as made,
                    ) if self._is_set_once(attr):
                        fields[attr] = made_plainly(made, self.annotations)
                    case ast.AnnAssign(
                        target=ast.Attribute(value=ast.Name(id="self"), attr=attr),
                        annotation=annotation,
                        value=ast.expr(),
                    ):
                        fields[attr] = self.annotations.read(annotation)
        return self._kept(node, fields)

    def _is_set_once(self, attr: str) -> bool:
        """Whether an attribute is bound in one place alone, and no other file speaks of it."""
        stores = attributes_in(self._facts).set[attr]
        return stores == 1 and not is_mentioned(self._facts, [f".{attr}"])

    def _kept(self, node: ast.ClassDef, fields: dict[str, Type]) -> dict[str, Type]:
        """The fields that no other statement of the file deletes, or sets on ``self`` again."""
        for name in attributes_in(self._facts).deleted if fields else ():
            fields.pop(name, None)
        for method in node.body if fields else ():
            if isinstance(method, FUNCTIONS) and method.name != "__init__":
                for name in _set_on_self(method):
                    if name in fields:
                        fields[name] = UNKNOWN
        return fields


_COMPARING = frozenset({"__eq__", "__hash__", "__ne__"})


def _parameters(arguments: ast.arguments) -> list[ast.arg]:
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]


def _stored_names(root: ast.AST) -> set[str]:
    return {
        node.id
        for node in walk(root)
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)
    }


def _set_on_self(method: ast.AST) -> Iterator[str]:
    for node in walk(method):
        match node:
            case ast.Attribute(value=ast.Name(id="self"), attr=attr, ctx=ast.Store()):
                yield attr


def _defined(statement: ast.stmt) -> Iterator[str]:
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Assign(targets=targets):
            yield from (target.id for target in targets if isinstance(target, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name
        case ast.Expr(value=ast.Constant()) | ast.Pass():
            return
        case _:
            yield "__getattr__"  # anything may be defined: reading is not plain


def _plain_names(node: ast.ClassDef) -> set[str]:
    """The names that a body binds by annotated assignments alone."""
    names = [name for statement in node.body for name in _defined(statement)]
    annotated = {
        one.target.id
        for one in node.body
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
    }
    return {name for name in annotated if names.count(name) == 1}


def _names_origin(annotation: ast.expr, names: set[str]) -> bool:
    return any(
        getattr(node, "id", None) in names or getattr(node, "attr", None) in names
        for node in walk(annotation)
    ) or (isinstance(annotation, ast.Constant) and any(n in str(annotation.value) for n in names))


def _differs(heir: ast.ClassDef, node: ast.ClassDef) -> bool:
    """Whether instances of an heir are read or compared in another way than those of a class."""
    methods = {one.name for one in heir.body if isinstance(one, FUNCTIONS)}
    decorated = bool(heir.decorator_list) and not node.decorator_list
    return decorated or bool(methods & (_COMPARING | _READING | _plain_names(node)))
