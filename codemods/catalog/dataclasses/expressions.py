"""Follow values through expressions."""

import ast
from collections.abc import Sequence

from codemods.facts.file import FUNCTIONS
from codemods.facts.walking import children

from .classes import is_attribute
from .displays import has_key, pairs_of, spread_of, table_of, text_of
from .operators import Operators
from .scopes import Scope
from .slots import Kind, Slot, Use
from .tables import DYNAMIC, HANDED_ON

_KINDS: dict[type[ast.expr], Kind] = {ast.ListComp: "list", ast.DictComp: "dict"}


class Expressions(Operators):
    """What expressions give, and what they do with the values in them."""

    def _value(self, node: ast.expr, scope: Scope) -> Slot | None:
        """The slot of what an expression gives; ``None`` where it is nothing that we follow."""
        if node not in self._values:  # a call of several methods asks for its arguments again
            self._values[node] = self._evaluated(node, scope)
        return self._values[node]

    def _evaluated(self, node: ast.expr, scope: Scope) -> Slot | None:
        match node:
            case ast.Constant():
                return None
            case ast.Name(id=name):
                return self._named(name, node, scope)
            case ast.Dict() | ast.Call(func=ast.Name(id="dict"), args=[]):
                return self._dict(node, scope)
            case ast.Call(func=ast.Name(id="dict"), args=[ast.Name()], keywords=[_, *_]):
                return self._dict(node, scope)
            case ast.List(elts=parts) | ast.Set(elts=parts):
                slot = self._new(is_container=True)
                slot.kinds.append("list" if isinstance(node, ast.List) else "other")
                for part in parts:
                    self._put_part(slot, part, scope)
                return slot
            case ast.Tuple(elts=parts) if any(isinstance(one, ast.Starred) for one in parts):
                slot = self._new(is_container=True)
                slot.kinds.append("other")
                for part in parts:
                    self._put_part(slot, part, scope)
                return slot
            case ast.Tuple(elts=parts):
                slot = self._new()
                slot.kinds.append("other")
                for index, part in enumerate(parts):
                    self._flow(slot.field(index), self._value(part, scope), part)
                return slot
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                return self._comprehension(node, scope)
            case ast.Subscript(value=value, slice=key):
                found = self._value(value, scope)
                if isinstance(key, ast.Slice):
                    self._other(key, scope, None)
                    self._whole(found, node)
                    return found
                return self._item(node, found, scope)
            case ast.Attribute(value=value, attr=attr):
                if (meant := self._meant(node, scope)) is not None:
                    return self._exposed(meant, node)
                if not self._class_meant(value, scope):
                    self._whole(self._value(value, scope), node)
                methods = self.common.methods.get(attr, [])
                plain = [one for one in methods if not is_attribute(one)]
                if plain == methods != [] and attr not in self.common.assigned:
                    return self._method_value(value, attr, node, scope)
                for method in plain:
                    self._handed(method, node)
                return self._attribute_of(value, attr, scope)
            case ast.Call():
                return self._call(node, scope)
            case ast.Await(value=ast.Call() as call):
                return self._value(call, scope)
            case ast.Yield(value=value):
                self._yield(None if value is None else self._value(value, scope), value, scope)
                return None
            case ast.YieldFrom(value=value):
                inner = self._value(value, scope)
                self._yield(None if inner is None else self._each(inner, node), value, scope)
                return None
            case ast.IfExp(test=test, body=body, orelse=orelse):
                self._test(test, scope)
                return self._either([body, orelse], scope)
            case ast.BoolOp(values=values):
                return self._either(values, scope)
            case ast.NamedExpr(target=target, value=value):
                found = self._value(value, scope)
                self._assign(target, found, value, scope)
                return found
            case ast.FormattedValue(value=value, format_spec=spec):
                self._dump(value, scope, "text")
                if spec is not None:
                    self._lost(spec, scope)
                return None
            case ast.BinOp(left=ast.Constant(value=str()), op=ast.Mod(), right=right):
                if isinstance(right, (ast.Name, ast.Tuple)):
                    self._dump(right, scope)
                else:
                    self._lost(right, scope)
                return None
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                return self._repeated(left, right, scope)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self._added(left, right, scope)
            case ast.BinOp(op=ast.BitOr()) if (spread := spread_of(node)) is not None:
                return self._spread(node, spread, scope)
            case ast.Compare():
                self._compare(node, scope)
                return None
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                self._test(operand, scope)
                return None
            case ast.Lambda():
                return self._lambda_value(node, scope)
        for child in children(node):
            if isinstance(child, ast.expr):
                self._lost(child, scope)
        return None

    def _test(self, node: ast.expr, scope: Scope) -> None:
        """What is only asked whether it is true: nothing of it goes anywhere."""
        if isinstance(node, ast.BoolOp):
            for one in node.values:
                self._test(one, scope)
        else:
            self._value(node, scope)

    def _yield(self, value: Slot | None, node: ast.expr | None, scope: Scope | None) -> None:
        """Something that the generator around gives."""
        while scope is not None and not isinstance(scope.node, FUNCTIONS):
            scope = scope.outer
        if scope is not None and isinstance(scope.node, FUNCTIONS):
            self._flow(self._held(self._result(scope.node)), value, node)
        else:
            self._escape(value, HANDED_ON, node or ast.Pass())

    def _named(self, name: str, node: ast.Name, scope: Scope) -> Slot | None:
        if name in self._functions and self._is_top(name, scope):
            return self._function_value(self._functions[name])
        for owner in self._class_meant(node, scope):
            self._handed_class(owner, node)
        for module in self._modules_of(name, scope):
            self._exposed(module, node)
        found = scope.of(name)
        if found is not None and isinstance(found.node, ast.ClassDef):
            for method in found.node.body:  # which gets one more name
                if isinstance(method, FUNCTIONS) and method.name == name:
                    self._handed(method, node)
        return scope.slot(name)

    def _either(self, nodes: Sequence[ast.expr], scope: Scope) -> Slot:
        slot = self._new()
        for node in nodes:
            self._flow(slot, self._value(node, scope), node)
        return slot

    def _put_part(self, slot: Slot, part: ast.expr, scope: Scope) -> None:
        """A part of a display becomes an element, or all that it holds does."""
        if not isinstance(part, ast.Starred):
            self._put_into(slot.element(), self._value(part, scope), part)
            return
        found = self._value(part.value, scope)
        self._flow(slot.element(), None if found is None else self._each(found, part), part)

    def _dict(self, node: ast.expr, scope: Scope) -> Slot | None:
        pairs = pairs_of(node, least=0 if node in self.common.completed else 2)
        slot = self._new()
        plain = isinstance(node, ast.Dict) or self.facts.is_builtin("dict")
        spread = spread_of(node) if plain else None
        if spread is not None and self._value(spread[0], scope) is not None:
            return self._spread(node, spread, scope)
        if pairs is None or not plain:
            slot.is_container = True
            slot.kinds.append("dict" if plain else "other")
            for child in children(node):
                if isinstance(child, ast.keyword):
                    child = child.value
                if isinstance(child, ast.expr) and child is not getattr(node, "func", None):
                    if isinstance(node, ast.Dict) and has_key(node, child):
                        self._put_into(slot.element(), self._value(child, scope), child)
                    else:
                        self._lost(child, scope)
            return slot
        slot.sites.append(node)
        self._put(slot, pairs, scope)
        return slot

    def _spread(
        self, node: ast.expr, spread: tuple[ast.Name, list[tuple[str, ast.expr]]], scope: Scope
    ) -> Slot | None:
        """A copy of a record with some of its keys changed."""
        owner, pairs = spread
        found = self._value(owner, scope)
        if found is None:
            for _, value in pairs:
                self._lost(value, scope)
            return None
        self._put(found, pairs, scope)
        self._use(found, Use(node, "", "spread", tuple(key for key, _ in pairs)))
        return found

    def _put(self, slot: Slot, pairs: Sequence[tuple[str, ast.expr]], scope: Scope) -> None:
        for key, value in pairs:
            if f".{key}" not in slot.field(key).names:
                slot.field(key).names.append(f".{key}")
            self._flow(slot.field(key), self._value(value, scope), value)
            self._store(slot, key, value)

    def _item(self, node: ast.Subscript, found: Slot | None, scope: Scope) -> Slot | None:
        """What stands at a key."""
        key = text_of(node.slice)
        if found is None:
            self._lost(node.slice, scope)
            return None
        if key is not None:
            self._use(found, Use(node, key, "store" if isinstance(node.ctx, ast.Store) else "load"))
            return found.field(key)
        match node.slice:
            case ast.Constant(value=int(index)):
                found.find().whole.append((DYNAMIC, node))
                return found.field(index)
        self._lost(node.slice, scope)
        return self._held(found, node)

    def _comprehension(self, node: ast.expr, scope: Scope) -> Slot:
        assert isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp))
        inner = self._scope(node, scope)
        for number, generator in enumerate(node.generators):
            outer = inner if number else scope
            self._iterate(generator.target, generator.iter, [node], outer, inner)
            for test in generator.ifs:
                self._test(test, inner)
        slot = self._new(is_container=True)
        slot.kinds.append(_KINDS.get(type(node), "other"))
        value = node.value if isinstance(node, ast.DictComp) else node.elt
        if isinstance(node, ast.DictComp):
            self._lost(node.key, inner)
        self._put_into(slot.element(), self._value(value, inner), value)
        return slot

    def _iterate(
        self,
        target: ast.expr,
        iterable: ast.expr,
        body: Sequence[ast.AST],
        outer: Scope,
        inner: Scope,
    ) -> None:
        """Go through something: ``body`` is what is done each time."""
        table = table_of(target, iterable, body)
        found = self._value(table or iterable, outer)
        held = self._each(found, iterable) if found is not None else None
        if table is not None:
            held = None  # it goes through keys, that are no records
        self._assign(target, held, iterable, inner, direct=False)
