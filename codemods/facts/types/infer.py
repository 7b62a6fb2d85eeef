"""Infer the types of expressions from annotations, literals and what a function does itself.

Every binding of a local name counts, wherever it stands: the type is the least one that all of
them fit (Kleene's iteration from nothing). What is not certain is unknown.
"""

import ast
from functools import cached_property

from codemods.facts.file import FUNCTIONS, Facts
from codemods.facts.module_scope import module_scope, own_nodes
from codemods.facts.types.arrays import attribute as array_attribute
from codemods.facts.types.arrays import is_array
from codemods.facts.types.calls import called_type
from codemods.facts.types.contents import filled, weakened
from codemods.facts.types.declarations import declarations_in
from codemods.facts.types.elements import element, item
from codemods.facts.types.model import (
    BOOL,
    FLOAT,
    INT,
    NEVER,
    NONE,
    STR,
    UNKNOWN,
    Form,
    Known,
    Own,
    Type,
    either,
    options,
)
from codemods.facts.types.operators import operated
from codemods.facts.types.scope import Bound, Scope, targets_of
from codemods.facts.walking import walk

_ROUNDS = 6
_NUMBERS = ("bool", "int", "float")


def types_in(facts: Facts, root: ast.AST) -> "Types":
    """The one ``Types`` of this root: a function, or a statement outside of any."""
    return facts.once("types", root, lambda: Types(facts, root))


class Types:
    """The types of the expressions in one root."""

    def __init__(self, facts: Facts, root: ast.AST) -> None:
        self.facts = facts
        self.root = root
        self.declarations = declarations_in(facts)
        self._names: dict[str, Type] = {}
        self._assumed: dict[str, Type] = {}

    @cached_property
    def scope(self) -> Scope:
        return Scope(self.root, self.facts)

    def of(self, node: ast.expr) -> Type:
        """The type of an expression that stands in the root."""
        match node:
            case ast.Constant(value=value):
                return _constant(value)
            case ast.JoinedStr():
                return STR
            case ast.Name():
                return self._name(node)
            case ast.Attribute(value=value, attr=attr):
                return self._attribute(self.of(value), attr)
            case ast.Subscript(value=value, slice=inner):
                return item(self.of(value), inner, self.of)
            case ast.Call():
                found = called_type(node, self)
                return found if found != UNKNOWN else self._returned(node.func)
            case ast.BinOp(left=left, op=op, right=right):
                return self._arithmetic(self.of(left), op, self.of(right))
            case ast.UnaryOp(op=ast.Not()) | ast.Compare(ops=[ast.In() | ast.NotIn()]):
                return BOOL
            case ast.Compare():
                return self._comparison(node)
            case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
                found = self.of(operand)
                is_kept = found in (INT, FLOAT) or is_array(found)
                return INT if found == BOOL else found if is_kept else UNKNOWN
            case ast.BoolOp(values=values):
                return either(map(self.of, values))
            case ast.IfExp(body=body, orelse=orelse):
                return either((self.of(body), self.of(orelse)))
            case ast.NamedExpr(value=value):
                return self.of(value)
        return self._display(node)

    def element_of(self, node: ast.expr) -> Type:
        """The type of the elements of a container."""
        return element(self.of(node))

    def _returned(self, function: ast.expr) -> Type:
        """The arrays that a function of the file without annotation returns, and nothing else."""
        name = function.id if isinstance(function, ast.Name) else ""
        found = module_scope(self.facts).function(name)
        if found is None or found.returns is not None or not isinstance(found.body[-1], ast.Return):
            return UNKNOWN
        key = ("returned", found)
        if key not in self.facts.memo:
            self.facts.memo[key] = UNKNOWN  # for functions that call themselves
            returns = [one.value for one in own_nodes(found) if isinstance(one, ast.Return)]
            types = types_in(self.facts, found)
            told = either(UNKNOWN if one is None else types.of(one) for one in returns)
            self.facts.memo[key] = told if is_array(told) else UNKNOWN
        known: Type = self.facts.memo[key]
        return known

    def _display(self, node: ast.expr) -> Type:
        match node:
            case ast.List(elts=elements):
                return Known("list", (self._elements(elements),))
            case ast.Set(elts=elements):
                return Known("set", (self._elements(elements),))
            case ast.Tuple(elts=elements):
                if any(isinstance(one, ast.Starred) for one in elements):
                    return Known("tuple...", (self._elements(elements),))
                return Known("tuple", tuple(map(self._inner, elements)))
            case ast.Dict(keys=keys, values=values):
                if None in keys:
                    return Known("dict", (UNKNOWN, UNKNOWN))
                named = either(self._inner(key) for key in keys if key)
                return Known("dict", (named, either(map(self._inner, values))))
            case ast.ListComp(elt=elt):
                return Known("list", (self._inner(elt),))
            case ast.SetComp(elt=elt):
                return Known("set", (self._inner(elt),))
            case ast.GeneratorExp(elt=elt):
                return Known("Iterator", (self._inner(elt),))
            case ast.DictComp(key=key, value=value):
                return Known("dict", (self._inner(key), self._inner(value)))
        return UNKNOWN

    def _elements(self, nodes: list[ast.expr]) -> Type:
        return either(
            element(self.of(one.value)) if isinstance(one, ast.Starred) else self._inner(one)
            for one in nodes
        )

    def _inner(self, node: ast.expr) -> Type:
        """The type of what is put into a container, where anyone may change it."""
        return weakened(self.of(node))

    def _name(self, node: ast.Name) -> Type:
        for comprehension in reversed(self.scope.owners.get(id(node), ())):
            for generator in comprehension.generators:
                found = dict(targets_of(generator.target, generator.iter, (None,)))
                if node.id in found:
                    return self._bound(found[node.id]) if not generator.is_async else UNKNOWN
                if node.id in _target_names(generator.target):
                    return UNKNOWN
        return self.name(node.id)

    def name(self, name: str) -> Type:
        """The type of all values that a variable may have."""
        if name in self._names:
            return self._names[name]
        if name in self._assumed:
            return self._assumed[name]
        if name not in self.scope.bindings:
            found = self._free(name)
        elif self.scope.is_open or self._is_bound_elsewhere(name):
            found = UNKNOWN
        else:
            found = self._least(name)
        if not self._assumed:
            self._names[name] = found
        return found

    def _is_bound_elsewhere(self, name: str) -> bool:
        """Whether a statement outside of any function is not all that binds a name."""
        if isinstance(self.root, (*FUNCTIONS, ast.Module)):
            return False
        return name not in module_scope(self.facts).names

    def _least(self, name: str) -> Type:
        bindings = self.scope.bindings[name]
        if first := self._receiver(name):
            return first if len(bindings) == 1 else UNKNOWN
        declared = [one for one in bindings if one.annotation and not one.variadic]
        if declared:
            return either(self._bound(one) for one in declared)
        self._assumed[name] = NEVER
        try:
            for _ in range(_ROUNDS):
                found = either(self._bound(one, name) for one in bindings)
                if found == self._assumed[name]:
                    return found if _are_found(bindings) else filled(self, name, found)
                self._assumed[name] = found
        finally:
            del self._assumed[name]
        return UNKNOWN

    def _bound(self, bound: Bound, name: str = "") -> Type:
        """The type that one binding gives."""
        if bound.variadic:
            inner = self.declarations.annotations.read(bound.annotation)
            return (
                Known("dict", (STR, inner))
                if bound.variadic == "dict"
                else Known("tuple...", (inner,))
            )
        if bound.annotation is not None:
            return self.declarations.annotations.read(bound.annotation)
        if bound.value is None:
            return UNKNOWN
        found = self.of(bound.value)
        for step in bound.path:
            found = element(found, step)
        if bound.operator is not None:
            return self._arithmetic(self.name(name), bound.operator, found)
        return found

    def _receiver(self, name: str) -> Type | None:
        """The type of the first parameter of a method."""
        root = self.root
        if not isinstance(root, FUNCTIONS) or not (root.args.posonlyargs or root.args.args):
            return None
        first = (root.args.posonlyargs or root.args.args)[0]
        owner = self.facts.place(root).owner
        if first.arg != name or not isinstance(owner, ast.ClassDef) or first.annotation:
            return None
        decorators = {self.declarations.annotations.origin(one) for one in root.decorator_list}
        if decorators - {"property", ".property", "functools.cached_property"}:
            return UNKNOWN
        if not isinstance(self.facts.place(owner).owner, ast.Module):
            return UNKNOWN
        return self.declarations.named(owner.name)

    def _free(self, name: str) -> Type:
        """The type of a name that an outer function or the module binds."""
        for owner in self.facts.owners(self.root):
            if isinstance(owner, FUNCTIONS):
                outer = types_in(self.facts, owner)
                if name in outer.scope.bindings:
                    declared = all(one.annotation for one in outer.scope.bindings[name])
                    return outer.name(name) if declared else weakened(outer.name(name))
        match module_scope(self.facts).names.get(name):
            case ast.AnnAssign(annotation=annotation):
                return self.declarations.annotations.read(annotation)
            case ast.Assign(targets=[ast.Name()], value=value) as statement:
                if self._assumed.get(name):
                    return UNKNOWN
                self._assumed[name] = UNKNOWN
                try:
                    return weakened(Types(self.facts, statement).of(value))
                finally:
                    del self._assumed[name]
        return UNKNOWN

    def _attribute(self, owner: Type, attr: str) -> Type:
        found: list[Type] = []
        for one in options(owner):
            if isinstance(one, Known) and is_array(one):
                found.append(array_attribute(one, attr))
                continue
            if not isinstance(one, Own) or attr not in one.declaration.fields:
                return UNKNOWN
            if one.declaration.form is Form.TYPED_DICT:
                return UNKNOWN
            found.append(one.declaration.fields[attr])
        return either(found)

    def _arithmetic(self, left: Type, op: ast.operator, right: Type) -> Type:
        """The type of what an operator gives for builtin numbers, texts and sequences."""
        if NEVER in (left, right):
            return NEVER
        pairs = [(one, other) for one in options(left) for other in options(right)]
        return either(operated(one, op, other) for one, other in pairs)

    def _comparison(self, node: ast.Compare) -> Type:
        """Comparisons of builtin values give a bool; those of others whatever they like."""
        plain = (*_NUMBERS, "str", "bytes", "None", "date", "datetime")
        identity = all(isinstance(op, (ast.Is, ast.IsNot)) for op in node.ops)
        operands = [self.of(one) for one in (node.left, *node.comparators)]
        known = all(
            isinstance(one, Known) and one.name in plain
            for operand in operands
            for one in options(operand)
        )
        return BOOL if identity or known else UNKNOWN


def _are_found(bindings: list[Bound]) -> bool:
    """Whether a variable only ever gets what something else holds: that is of the type it has.

    What was put into a container that was made here is known no better than it stays true.
    """
    return all(
        one.operator is None and (one.path or isinstance(one.value, (ast.Attribute, ast.Name)))
        for one in bindings
    )


def _constant(value: object) -> Type:
    if value is None:
        return NONE
    name = type(value).__name__
    return Known(name) if name in (*_NUMBERS, "str", "bytes", "complex") else UNKNOWN


def _target_names(target: ast.expr) -> set[str]:
    return {node.id for node in walk(target) if isinstance(node, ast.Name)}
