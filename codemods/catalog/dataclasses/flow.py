"""Follow values through a module: where each may come from, and what is done with it.

What is not understood escapes, and so does all that it holds: a slot without escapes holds nothing
but the records that its sites build, and every use of them is known.
"""

import ast
from collections.abc import Sequence

from codemods.facts.exits import leaves
from codemods.facts.module_scope import is_generator
from codemods.facts.names import assigned, bound_by_import
from codemods.facts.walking import children, walk

from .classes import OF_PROPERTIES, kinds_of, method_of, receivers
from .completion import later
from .displays import bound_by_pattern, text_of, updated_by, with_defaults
from .expressions import Expressions
from .payloads import payload_of
from .replaced import is_none, replaces_none
from .scopes import Function, Scope
from .slots import Slot, Use, Way
from .tables import HANDED_ON, MIXED, TAKEN_OUT, WHOLE


class Flow(Expressions):
    """The slots of one module, joined as its statements say."""

    def follow(self) -> None:
        """Join the slots; all modules must be linked."""
        self._block(self.facts.tree.body, self.module, None)

    def _block(self, body: Sequence[ast.stmt], scope: Scope, function: Function | None) -> None:
        for index, statement in enumerate(body):
            found = assigned(statement)
            more = later(body, index, function, self.facts) if function and found else []
            if found and more:
                self.common.completed[found[1]] = more
            self._statement(statement, scope, function)

    def _statement(self, node: ast.stmt, scope: Scope, function: Function | None) -> None:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._define(node, scope)
            case ast.ClassDef():
                self._define_class(node, scope)
            case ast.Assign() if (shown := payload_of(node, self.facts)) is not None:
                self._dump(shown, scope)
            case ast.Assign(targets=targets, value=value):
                found = self._value(value, scope)
                for target in targets:
                    self._assign(target, found, value, scope)
            case ast.AnnAssign(target=target, annotation=annotation, value=value):
                slot = self._target(target, scope)
                if slot is not None:
                    slot.find().annotations.append(annotation)
                if value is not None:
                    self._assign(target, self._value(value, scope), value, scope)
            case ast.AugAssign():
                self._augment(node, scope)
            case ast.Import() | ast.ImportFrom():
                for alias in node.names:
                    if (name := bound_by_import(alias)) not in self.linked:
                        self._escape(scope.slot(name), MIXED, node)
            case ast.For(target=target, iter=iterable) | ast.AsyncFor(target=target, iter=iterable):
                self._iterate(target, iterable, node.body, scope, scope)
                self._block(node.body, scope, function)
                self._block(node.orelse, scope, function)
            case ast.While(test=test) | ast.If(test=test):
                self._test(test, scope)
                self._block(node.body, scope, function)
                self._block(node.orelse, scope, function)
            case ast.Return(value=value):
                if function is not None:
                    value = value or ast.Constant(None)
                    self._flow(self._result(function), self._value(value, scope), value)
            case ast.Expr(value=value):
                if not self._is_update(node, scope):
                    self._value(value, scope)
            case ast.With(items=items, body=body):
                for item in items:
                    self._enter(item, scope)
                self._block(body, scope, function)
            case ast.Assert(test=test, msg=message):
                self._test(test, scope)
                if message is not None:
                    self._lost(message, scope)
            case ast.Delete(targets=targets):
                for target in targets:
                    self._delete(target, scope)
            case _:
                self._other(node, scope, function)

    def _enter(self, item: ast.withitem, scope: Scope) -> None:
        """Follow what entering a context gives."""
        context, target = item.context_expr, item.optional_vars
        found = self._value(context, scope)
        if found is None or "__enter__" not in self.common.methods:
            self._escape(found, HANDED_ON, context)
            if target is not None:
                self._lose_target(target, scope)
        elif target is not None:
            entering = self._method_value(context, "__enter__", context, scope)
            self._assign(target, self._applied_value(entering, context, scope, []), context, scope)

    def _is_update(self, node: ast.Expr, scope: Scope) -> bool:
        """Follow ``record.update(...)`` with known keys; ``False`` for all else."""
        found = updated_by(node)
        slot = self._value(found[0], scope) if found else None
        if found is None or slot is None:
            return False
        self._put(slot, found[1], scope)
        self._use(slot, Use(node, found[0].id, "update", tuple(key for key, _ in found[1])))
        return True

    def _other(self, node: ast.AST, scope: Scope, function: Function | None) -> None:
        """A statement of which nothing is known but what stands in it."""
        for _, block in ast.iter_fields(node):
            if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                self._block(block, scope, function)
        for child in children(node):
            if isinstance(child, ast.stmt):
                continue
            if isinstance(child, ast.expr):
                if isinstance(getattr(child, "ctx", None), ast.Store):
                    self._lose_target(child, scope)
                else:
                    self._lost(child, scope)
            else:
                for name in bound_by_pattern(child):
                    self._escape(scope.slot(name), MIXED, node)
                self._other(child, scope, function)

    def _lose_target(self, node: ast.expr, scope: Scope) -> None:
        """Something that is not known is put into a target."""
        for part in walk(node):
            if isinstance(part, (ast.Name, ast.Attribute, ast.Subscript)):
                self._escape(self._target(part, scope), MIXED, node)

    def _define(self, node: Function, scope: Scope) -> None:
        inner = self._scope(node, scope)
        plain, own = self._is_plain(node, scope), receivers(node, self.facts)
        if own and (kinds := kinds_of(node)) is not None and isinstance(scope.node, ast.ClassDef):
            instances = with_defaults(node.args)[:1] if "classmethod" not in kinds else ()
            for parameter, _ in instances:
                inner.variables[parameter.arg].classes += self.common.bases.below(scope.node)
            if "property" in kinds:
                self._attribute(node.name).join(self._result(node))
            for parameter, _ in with_defaults(node.args)[1:2] if "setter" in kinds else ():
                self._attribute(node.name).join(inner.variables[parameter.arg])
        for number, (parameter, default) in enumerate(with_defaults(node.args)):
            slot = inner.variables[parameter.arg]
            if parameter.annotation:
                slot.annotations.append(parameter.annotation)
            if number >= own and (way := self._way(node)):
                slot.ways[Way(f"{way}({parameter.arg})", self.facts)] = None
            if default is not None and not (
                is_none(default) and replaces_none(node, parameter.arg)
            ):
                self._flow(slot, self._value(default, scope), default)
            if not plain and number >= own:
                self._escape(slot, MIXED, node)
                self.common.unsure.add(parameter)
        if (more := node.args.vararg) is not None:
            slot = self._holding(inner.variables[more.arg].element())
            inner.variables[more.arg].join(slot)
            if way := self._way(node):
                slot.find().ways[Way(f"{way}(*{more.arg})", self.facts)] = None
            if not plain:
                self._escape(slot, MIXED, node)
        if (named := node.args.kwarg) is not None:
            self._escape(inner.variables[named.arg], MIXED, node)
        known = isinstance(scope.node, ast.ClassDef) and kinds_of(node) is not None
        for decorator in node.decorator_list if not known else ():
            self._lost(decorator, scope)
        if not plain:
            self._escape(self._result(node), HANDED_ON, node)
        if not leaves(node.body) and not is_generator(node):
            self._result(node).find().gets_none = True
        self._block(node.body, inner, node)

    def _is_plain(self, node: Function, scope: Scope) -> bool:
        """Whether it is only called where it is seen to be."""
        if not isinstance(scope.node, ast.ClassDef):
            return not node.decorator_list and node in self._functions.values()
        kinds = kinds_of(node)
        builtin = (kinds or frozenset()) - {"abstractmethod", *OF_PROPERTIES}
        if kinds is None or not all(map(self.facts.is_builtin, builtin)):
            return False
        if node.name.startswith("__") and node.name.endswith("__"):  # Python may call it
            order = self.common.bases.order(scope.node)
            named = scope.node in self._classes.values() and node.name == "__init__"
            return named and order is not None and method_of("__init__", order) is node
        return True  # it is called by a name of many

    def _define_class(self, node: ast.ClassDef, scope: Scope) -> None:
        bases = [one for one in node.bases if self._base(one) is None]
        for one in (*bases, *(keyword.value for keyword in node.keywords)):
            self._lost(one, scope)
        for one in node.decorator_list:
            self._lost(one, scope)
        inner = self._scope(node, scope)
        for name, slot in inner.variables.items():
            self._attribute(name).join(slot)
            slot.find().binds = True
        self._block(node.body, inner, None)

    def _target(self, node: ast.expr, scope: Scope) -> Slot | None:
        """The slot that an assignment puts something into."""
        match node:
            case ast.Name(id=name):
                return scope.slot(name)
            case ast.Attribute(value=value, attr=attr):
                if isinstance(meant := self._meant(node, scope), Slot):
                    return meant
                self._whole(self._value(value, scope), node)
                return self._attribute_of(value, attr, scope)
            case ast.Subscript(value=value):
                return self._item(node, self._value(value, scope), scope)
        return None

    def _assign(
        self,
        target: ast.expr,
        value: Slot | None,
        node: ast.expr,
        scope: Scope,
        direct: bool = True,
    ) -> None:
        """Put a value into a target; ``direct`` where ``node`` is that value, not what holds it."""
        match target, node:
            case (ast.Tuple(elts=parts) | ast.List(elts=parts)), _:
                if value is not None:
                    self._whole(value, target)
                    value.find().unpacked.append((WHOLE, target))
                for index, part in enumerate(parts):
                    held = value.field(index) if value is not None else None
                    if isinstance(part, ast.Starred):
                        rest = (
                            None
                            if value is None
                            else self._holding(self._each(value, part), "list")
                        )
                        self._assign(part.value, rest, node, scope, direct=False)
                    else:
                        self._assign(part, held, node, scope, direct=False)
                return
        slot = self._target(target, scope)
        if slot is None:
            self._escape(value, HANDED_ON, target)
            return
        if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Slice):
            self._flow(slot, None if value is None else self._each(value, node), node)
            return
        if isinstance(target, ast.Subscript) and (key := text_of(target.slice)) is not None:
            self._store(self._value(target.value, scope), key, node if direct else None)
        if isinstance(target, ast.Subscript) and text_of(target.slice) is None:
            self.common.puts.append((slot, node))
        self._flow(slot, value, node)

    def _augment(self, node: ast.AugAssign, scope: Scope) -> None:
        target, value = node.target, node.value
        found = self._value(value, scope)
        if isinstance(target, ast.Subscript) and (key := text_of(target.slice)) is not None:
            owner = self._value(target.value, scope)
            if owner is not None:
                self._use(owner, Use(target, key, "change"))
                owner.find().values.setdefault(key, []).append((value, node.op))
        slot = self._target(target, scope)
        if slot is not None and found is not None and not isinstance(target, ast.Subscript):
            listed = isinstance(node.op, ast.Add)
            self._held(slot).join(self._each(found, value) if listed else self._held(found))
            return
        self._whole(slot, target)
        self._escape(found, HANDED_ON, value)

    def _delete(self, target: ast.expr, scope: Scope) -> None:
        match target:
            case ast.Subscript(value=value, slice=key):
                found = self._value(value, scope)
                self._lost(key, scope)
                if found is not None:
                    found.find().whole.append((TAKEN_OUT, target))
            case ast.Name():
                pass
            case _:
                self._escape(self._target(target, scope), MIXED, target)
