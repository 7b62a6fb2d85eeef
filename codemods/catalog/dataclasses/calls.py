"""Follow values through calls: into functions of the module, and through builtins and methods."""

import ast
from collections.abc import Sequence

from .displays import text_of, with_defaults
from .dumping import copied_by, getter_keys, is_deep, read_by
from .linked import Constructor, Linked
from .scopes import Function, Scope
from .slots import Slot, Use
from .tables import HANDED_ON, MIXED, TAKEN_OUT, WHOLE

_KEEPING = frozenset({"list", "tuple", "reversed", "iter", "sorted"})
_ADDING = frozenset({"append", "appendleft", "add"})
_CONTAINER_METHODS = frozenset(
    """append appendleft add extend insert pop popleft get setdefault values items keys sort reverse
    clear""".split()
)


class Calls(Linked):
    """What calls do with what they are given, and what they give."""

    def _call(self, node: ast.Call, scope: Scope) -> Slot | None:
        if read := read_by(node, self._facts):
            for one in (*node.args, *(keyword.value for keyword in node.keywords)):
                if one in read:
                    self._dump(one, scope)
                else:
                    self._lost(one, scope)
            return None
        if (copied := copied_by(node, self._facts)) is not None:
            found = self._value(copied, scope)
            if found is not None and not is_deep(node, self._facts):
                self._use(found, Use(node, "", "copy"))
            return found
        match node.func:
            case ast.Name(id=name) if name in self._functions:
                return self._bind(self._functions[name], node, scope, skip=0)
            case ast.Name(id=name) if name in self._constructors:
                self._bind(self._constructors[name], node, scope, skip=1)
                return None
            case ast.Name(id=name) if self._facts.is_builtin(name) and scope.slot(name) is None:
                return self._builtin(name, node, scope)
            case ast.Attribute(value=value, attr=attr):
                match self._meant(node.func):
                    case None:
                        return self._method(value, attr, node, scope)
                    case ast.FunctionDef() | ast.AsyncFunctionDef() as function:
                        return self._bind(function, node, scope, skip=0)
                    case Constructor(function):
                        self._bind(function, node, scope, skip=1)
                        return None
        self._lost(node.func, scope)
        self._lose_arguments(node, scope)
        return None

    def _lose_arguments(self, node: ast.Call, scope: Scope) -> None:
        named = tuple(one.arg for one in node.keywords if one.arg)
        for one in node.args:
            self._lost(one, scope)
        for keyword in node.keywords:
            match keyword:
                case ast.keyword(arg=None, value=ast.Name(id=name) as value):
                    self._use(self._value(value, scope), Use(node, name, "keywords", named))
                case _:
                    self._lost(keyword.value, scope)

    def _bind(self, function: Function, node: ast.Call, scope: Scope, skip: int) -> Slot | None:
        """What a call of a function of the module gives it, and gets from it."""
        self.common.called.add(function)
        inner = self._scope(function, self._module)
        names = [one.arg for one in (*function.args.posonlyargs, *function.args.args)][skip:]
        known = {*names, *(one.arg for one in function.args.kwonlyargs)}
        starred = any(isinstance(one, ast.Starred) for one in node.args)
        if starred or any(one.arg is None for one in node.keywords) or len(node.args) > len(names):
            self._handed(function, node)
            self._lose_arguments(node, scope)
            return None
        given = list(zip(names, node.args, strict=False))
        given += [(str(one.arg), one.value) for one in node.keywords]
        for name, value in given:
            if name in known:
                self._flow(inner.variables[name], self._value(value, scope), value)
            else:
                self._lost(value, scope)
        return self._result(function)

    def _builtin(self, name: str, node: ast.Call, scope: Scope) -> Slot | None:
        keys = {one.arg: one.value for one in node.keywords}
        match name, node.args:
            case "len" | "bool", [one]:
                self._whole(self._value(one, scope), node)
                return None
            case "enumerate", [one, *rest]:
                found = self._value(one, scope)
                pair = self._new()
                if found is not None:
                    pair.field(1).join(self._held(found))
                else:
                    self._escape(pair.field(1), MIXED, node)
                self._escape(pair.field(0), MIXED, node)
                return self._holding(pair)
            case "zip", [*parts] if not node.keywords:
                pair = self._new()
                for index, one in enumerate(parts):
                    found = self._value(one, scope)
                    if found is None:
                        self._escape(pair.field(index), MIXED, node)
                    else:
                        pair.field(index).join(self._held(found))
                return self._holding(pair)
            case ("min" | "max"), [one] if "key" in keys:
                held = self._keyed(one, keys, scope)
                if "default" in keys and held is not None:
                    self._flow(held, self._value(keys["default"], scope), keys["default"])
                return held
            case ("map" | "filter"), [called, one] if self._function_of(called):
                found = self._value(one, scope)
                held = self._held(found) if found is not None else self._new()
                if found is None:
                    self._escape(held, MIXED, node)
                function = self._function_of(called)
                assert function is not None
                result = self._call_with(function, held)
                return self._holding(result if name == "map" else held)
            case "next", [one, *rest]:
                found = self._value(one, scope)
                held = self._held(found) if found is not None else None
                if held is not None:
                    for default in rest:
                        self._flow(held, self._value(default, scope), default)
                return held
        if name in _KEEPING and len(node.args) == 1:
            held = self._keyed(node.args[0], keys, scope)
            if held is None:
                return None
            if name == "sorted" and "key" not in keys:
                self._escape(held, WHOLE, node)
            return self._holding(held)
        self._lose_arguments(node, scope)
        return None

    def _keyed(self, node: ast.expr, keys: dict[str | None, ast.expr], scope: Scope) -> Slot | None:
        """What is held by something that is gone through, each given to ``key``."""
        found = self._value(node, scope)
        held = self._held(found) if found is not None else None
        for name, value in keys.items():
            if name == "key":
                self._key_function(value, scope, held, node)
            elif name != "default":
                self._lost(value, scope)
        return held

    def _key_function(
        self, value: ast.expr, scope: Scope, held: Slot | None, node: ast.expr
    ) -> None:
        """A function that gets what is held, one after the other."""
        names = getter_keys(value, self._facts)
        if isinstance(value, ast.Lambda) and held is not None:
            self._lambda(value, scope, [held])
        elif names and held is not None:
            self._use(held, Use(value, "", "keys", names))
            for name in names:
                self._escape(held.field(name), HANDED_ON, node)
        elif (function := self._function_of(value)) and held is not None:
            self._call_with(function, held)
        else:
            self._escape(held, HANDED_ON, node)
            self._lost(value, scope)

    def _function_of(self, node: ast.expr) -> Function | None:
        """The function of these modules that is handed to one that calls it."""
        if isinstance(node, ast.Name):
            return self._functions.get(node.id)
        meant = self._meant(node)
        return meant if isinstance(meant, ast.FunctionDef) else None

    def _call_with(self, function: Function, given: Slot) -> Slot:
        """What a function gives that is called with one argument after the other."""
        self.common.called.add(function)
        parameters = with_defaults(function.args)
        slots = self._scope(function, self._module).variables
        for number, (parameter, _) in enumerate(parameters):
            if number == 0:
                slots[parameter.arg].join(given)
        return self._result(function)

    def _method(self, value: ast.expr, attr: str, node: ast.Call, scope: Scope) -> Slot | None:
        found = self._value(value, scope)
        methods = self.common.methods.get(attr, [])
        if methods and self._is_own(value, methods, scope):
            return self._own_method(methods, node, scope)
        for method in methods:
            self._handed(method, node)
        if found is not None and attr == "copy" and not node.args and not node.keywords:
            self._use(found, Use(node, "", "copy"))
            return found
        if found is None or attr not in _CONTAINER_METHODS:
            self._whole(found, node)
            self._escape(found, HANDED_ON, node)
            self._lose_arguments(node, scope)
            return None
        return self._container_method(found, attr, node, scope)

    def _is_own(self, value: ast.expr, methods: Sequence[Function], scope: Scope) -> bool:
        """Whether a method that is called is surely one of these: ``self.method()``."""
        plain = all(not method.decorator_list for method in methods)
        if not isinstance(value, ast.Name) or value.id != "self" or not plain:
            return False
        owner = self._class_around(scope)
        return owner is not None and (
            self._is_own_class(scope) or any(method in owner.body for method in methods)
        )

    def _own_method(self, methods: Sequence[Function], node: ast.Call, scope: Scope) -> Slot | None:
        slot = self._new()
        for method in methods:
            result = self._bind(method, node, scope, skip=1)
            if result is not None:
                slot.join(result)
        return slot

    def _container_method(
        self, found: Slot, attr: str, node: ast.Call, scope: Scope
    ) -> Slot | None:
        keys = {one.arg: one.value for one in node.keywords}
        match attr, node.args:
            case _, [one] if attr in _ADDING and not keys:
                self._flow(self._held(found), self._value(one, scope), one)
                return None
            case "extend", [one] if not keys:
                other = self._value(one, scope)
                self._flow(self._held(found), None if other is None else self._held(other), one)
                return None
            case "insert", [index, one] if not keys:
                self._lost(index, scope)
                self._flow(self._held(found), self._value(one, scope), one)
                return None
            case "get", [key, *rest] if not keys and len(rest) < 2:
                return self._get(found, key, rest, node, scope)
            case ("pop" | "popleft"), [*keys_] if not keys:
                found.find().whole.append((TAKEN_OUT, node))
                for one in keys_:
                    self._lost(one, scope)
                return self._held(found)
            case "setdefault", [key, default] if not keys:
                self._lost(key, scope)
                held = self._held(found)
                self._flow(held, self._value(default, scope), default)
                return held
            case "values", [] if not keys:
                return self._holding(self._held(found))
            case "items", [] if not keys:
                pair = self._new()
                self._escape(pair.field(0), MIXED, node)
                pair.field(1).join(self._held(found))
                return self._holding(pair)
            case ("keys" | "clear" | "reverse"), [] if not keys:
                self._held(found)
                return None
            case "sort", []:
                held = self._held(found)
                if (key_function := keys.get("key")) is not None:
                    self._key_function(key_function, scope, held, node)
                else:
                    self._escape(held, WHOLE, node)
                return None
        self._escape(found, HANDED_ON, node)
        self._lose_arguments(node, scope)
        return None

    def _get(
        self,
        found: Slot,
        key: ast.expr,
        rest: Sequence[ast.expr],
        node: ast.Call,
        scope: Scope,
    ) -> Slot:
        text = text_of(key)
        constant = all(isinstance(one, ast.Constant) for one in rest)
        if text is not None and constant:
            self._use(found, Use(node, text, "get"))
            return found.field(text)
        self._lost(key, scope)
        held = self._held(found)
        for one in rest:
            self._flow(held, self._value(one, scope), one)
        return held

    def _lambda(self, node: ast.Lambda, scope: Scope, given: Sequence[Slot]) -> Slot | None:
        """A function without a name; ``given`` are what it is called with, if that is known."""
        inner = self._scope(node, scope)
        parameters = [one for one, _ in with_defaults(node.args)]
        for number, parameter in enumerate(parameters):
            slot = inner.variables[parameter.arg]
            if number < len(given):
                slot.join(given[number])
            else:
                self._escape(slot, MIXED, node)
        found = self._value(node.body, inner)
        if not given:
            self._escape(found, HANDED_ON, node)
        return found
