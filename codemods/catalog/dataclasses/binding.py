"""Follow values into functions of the project, and out of them."""

import ast
from collections.abc import Sequence

from codemods.facts.file import FUNCTIONS
from codemods.facts.names import bindings

from .classes import fields_of, is_of_class, method_of
from .displays import with_defaults
from .dumping import getter_keys
from .linked import Linked
from .replaced import is_none, replaces_none
from .scopes import Code, Function, Scope
from .slots import Slot, Use
from .tables import HANDED_ON, MIXED


class Binding(Linked):
    """What functions are given, and what they give."""

    def _construct(self, owner: ast.ClassDef, node: ast.Call, scope: Scope) -> Slot | None:
        """A new instance of a class."""
        order = self.common.bases.order(owner)
        slot = self._new()
        slot.classes.append(owner)
        if order is None or (len(order) > 1 and self.common.data_classes & {*order}):
            self._handed_class(owner, node)
            self._lose_arguments(node, scope)
            return None
        if (function := method_of("__init__", order)) is not None:
            self._bind(function, node, scope, skip=1)
        elif owner in self.common.data_classes:
            self._fill(slot, fields_of(owner), node, scope)
        else:
            self._lose_arguments(node, scope)
        return slot

    def _fill(self, slot: Slot, names: Sequence[str], node: ast.Call, scope: Scope) -> None:
        """The fields of a new instance of a dataclass, which shows them as a dict does."""
        for name in names:
            slot.field(name).join(self._attribute(name))
        self.common.takes.setdefault(node, []).append({*names})
        plain = not any(isinstance(one, ast.Starred) for one in node.args)
        given = dict(zip(names, node.args, strict=False)) if plain else {}
        for value in node.args[len(names) :] if plain else node.args:
            self._lost(value, scope)
        for keyword in node.keywords:
            if keyword.arg in names:
                given[str(keyword.arg)] = keyword.value
            else:
                self._lose_keyword(keyword, node, scope)
        if len(given) < len(node.args) + len(node.keywords):
            for name in names:
                self._escape(self._attribute(name), MIXED, node)
        for name, value in given.items():
            self._flow(self._attribute(name), self._value(value, scope), value)

    def _class_meant(self, node: ast.expr, scope: Scope) -> list[ast.ClassDef]:
        """The classes of the project that an expression may be: one, or ``cls`` and those below."""
        if (named := self._class_of(node, scope)) is not None:
            return [named]
        found = scope.of(node.id) if isinstance(node, ast.Name) else None
        function = found.node if found is not None else None
        if not isinstance(node, ast.Name) or not isinstance(function, FUNCTIONS):
            return []
        owner = self.facts.place(function).owner
        if not isinstance(owner, ast.ClassDef) or not is_of_class(function):
            return []
        names = [one.arg for one, _ in with_defaults(function.args)][:1]
        if names != [node.id]:
            return []
        if [one for one, _ in bindings(function) if one == node.id] != names:
            return []
        return self.common.bases.below(owner)

    def _lose_arguments(self, node: ast.Call, scope: Scope) -> None:
        for one in node.args:
            self._lost(one, scope)
        for keyword in node.keywords:
            self._lose_keyword(keyword, node, scope)

    def _lose_keyword(self, keyword: ast.keyword, node: ast.Call, scope: Scope) -> None:
        """What is handed on by name, or all keys of a record as names."""
        match keyword:
            case ast.keyword(arg=None, value=ast.Name(id=name) as value):
                named = tuple(one.arg for one in node.keywords if one.arg)
                self._use(self._value(value, scope), Use(node, name, "keywords", named))
            case _:
                self._lost(keyword.value, scope)

    def _bind(self, function: Code, node: ast.Call, scope: Scope, skip: int) -> Slot:
        """What a call of a function of the module gives it, and gets from it."""
        self.common.called.add(function)
        if not isinstance(function, ast.Lambda):
            self.common.calls.setdefault(node, []).append(function)
        inner = self._scope(function, self.module)
        positional = [*function.args.posonlyargs, *function.args.args][skip:]
        names = [one.arg for one in positional]
        known = {one.arg: one for one in (*positional, *function.args.kwonlyargs)}
        starred = [isinstance(one, ast.Starred) for one in node.args]
        plain = node.args[: starred.index(True)] if any(starred) else node.args
        given = list(zip(names, plain, strict=False))
        given += [(one.arg, one.value) for one in node.keywords if one.arg]
        for name, value in given:
            if name in known:
                if not is_none(value) or not replaces_none(function, name):
                    self._flow(inner.variables[name], self._value(value, scope), value)
                self.common.given.setdefault(known[name], []).append(value)
            else:
                self._lost(value, scope)
        more = function.args.vararg
        left = positional[len(plain) :] if any(starred) else []
        into = [inner.variables[one.arg] for one in left]
        self.common.unsure.update(left)
        into += [self._held(inner.variables[more.arg])] if more is not None else []
        for value in (*plain[len(names) :], *node.args[len(plain) :]):
            self._rest(into, value, scope)
        spread = [one for one in node.keywords if not one.arg]
        if spread:
            self.common.takes.setdefault(node, []).append({*known})
        for keyword in spread:
            self._lose_keyword(keyword, node, scope)
        for name in known.keys() - {name for name, _ in given} if spread else ():
            self._escape(inner.variables[name], MIXED, node)
            self.common.unsure.add(known[name])
        return self._result(function)

    def _rest(self, into: Sequence[Slot], value: ast.expr, scope: Scope) -> None:
        """One more argument, or all that a list holds, for whatever parameters are left."""
        whole = value.value if isinstance(value, ast.Starred) else value
        found = self._value(whole, scope)
        if not into:
            self._escape(found, HANDED_ON, value)
        for slot in into:
            if found is not None and isinstance(value, ast.Starred):
                self._flow(slot, self._each(found, value), value)
            else:
                self._flow(slot, found, value)

    def _key_function(
        self, value: ast.expr, scope: Scope, held: Slot | None, node: ast.expr
    ) -> None:
        """A function that gets what is held, one after the other."""
        names = getter_keys(value, self.facts)
        if isinstance(value, ast.Lambda) and held is not None:
            self._lambda(value, scope, [held])
        elif names and held is not None:
            self._use(held, Use(value, "", "keys", names))
            for name in names:
                self._escape(held.field(name), HANDED_ON, node)
        elif (function := self._function_of(value, scope)) and held is not None:
            self._call_with(function, held)
        elif (called := self._value(value, scope)) is not None and held is not None:
            self._applied_value(called, node, scope, [held])
        else:
            self._escape(held, HANDED_ON, node)
            self._lost(value, scope)

    def _function_of(self, node: ast.expr, scope: Scope) -> Function | None:
        """The function of these modules that is handed to one that calls it."""
        if isinstance(node, ast.Name):
            return self._functions.get(node.id) if self._is_top(node.id, scope) else None
        meant = self._meant(node, scope)
        return meant if isinstance(meant, ast.FunctionDef) else None

    def _call_with(self, function: Code, *given: Slot, skip: int = 0) -> Slot:
        """What a function gives that is called with such values, one after the other."""
        self.common.called.add(function)
        slots = self._scope(function, self.module).variables
        parameters = [*function.args.posonlyargs, *function.args.args][skip:]
        for parameter, one in zip(parameters, given, strict=False):
            slots[parameter.arg].join(one)
            self.common.unsure.add(parameter)
        if (more := function.args.vararg) is not None:
            for one in given[len(parameters) :]:
                self._held(slots[more.arg]).join(one)
        return self._result(function)

    def _lambda(self, node: ast.Lambda, scope: Scope, given: Sequence[Slot]) -> Slot | None:
        """A function without a name; ``given`` are what it is called with."""
        inner = self._scope(node, scope)
        parameters = [one for one, _ in with_defaults(node.args)]
        for number, (parameter, default) in enumerate(with_defaults(node.args)):
            slot = inner.variables[parameter.arg]
            if default is not None:
                self._flow(slot, self._value(default, scope), default)
            if number < len(given):
                slot.join(given[number])
            elif default is None:
                self._escape(slot, MIXED, node)
        if (more := node.args.vararg) is not None:
            held = self._held(inner.variables[more.arg])
            for one in given[len(parameters) :]:
                held.join(one)
        if (named := node.args.kwarg) is not None:
            self._escape(inner.variables[named.arg], MIXED, node)
        return self._value(node.body, inner)
