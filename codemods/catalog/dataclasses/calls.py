"""Follow values through calls."""

import ast

from .displays import with_defaults
from .dumping import (
    copied_by,
    default_of,
    is_deep,
    is_gathered,
    is_run,
    kind_made,
    paired_by,
    read_by,
)
from .library import Library
from .scopes import Scope
from .slots import Kind, Slot, Use
from .tables import MIXED

_MADE: dict[str, Kind] = {"list": "list", "dict": "dict", "set": "other"}
_KEEPING = frozenset({"list", "tuple", "reversed", "iter", "sorted"})


class Calls(Library):
    """What calls do with what they are given, and what they give."""

    def _call(self, node: ast.Call, scope: Scope) -> Slot | None:
        if read := read_by(node, self.facts):
            for one in (*node.args, *(keyword.value for keyword in node.keywords)):
                if one in read:
                    self._dump(one, scope)
            for one in node.args:
                if one not in read:
                    self._lost(one, scope)
            for keyword in node.keywords:
                if keyword.value not in read:
                    self._lose_keyword(keyword, node, scope)
            return None
        if (pairs := paired_by(node, self.facts)) is not None:
            found = self._value(pairs, scope)
            pair = self._new() if found is None else self._each(found, node)
            self._escape(pair.field(0), MIXED, node)
            return self._holding(pair.field(1), "dict")
        if (copied := copied_by(node, self.facts)) is not None:
            found = self._value(copied, scope)
            if found is not None and not is_deep(node, self.facts):
                self._use(found, Use(node, "", "copy"))
            return found
        if (default := default_of(node, self.facts)) is not None:
            how, value = default
            given = self._made(value, scope) if "factory" in how else self._value(value, scope)
            return given if given is not None or how else self._new()
        if is_run(node, self.facts):
            return self._value(node.args[0], scope)
        if is_gathered(node, self.facts):
            return self._gathered(node, scope)
        if (made := kind_made(node, self.facts)) and len(node.args) < 2:
            return self._deque(node, scope) if made == "deque" else self._defaultdict(node, scope)
        if (handed := self._of_library(node, scope)) is not None:
            return handed
        match node.func:
            case ast.Name(id=name) if name in self._functions and self._is_top(name, scope):
                return self._bind(self._functions[name], node, scope, skip=0)
            case ast.Name() if owners := self._class_meant(node.func, scope):
                slot = self._new()
                for owner in owners:
                    self._flow(slot, self._construct(owner, node, scope), node)
                return slot
            case ast.Name(id=name) if self.facts.is_builtin(name) and scope.slot(name) is None:
                return self._builtin(name, node, scope)
            case ast.Attribute(value=value, attr=attr):
                match self._meant(node.func, scope):
                    case None:
                        return self._method(value, attr, node, scope)
                    case ast.FunctionDef() | ast.AsyncFunctionDef() as function:
                        return self._bind(function, node, scope, skip=0)
                    case ast.ClassDef() as owner:
                        return self._construct(owner, node, scope)
        called = self._value(node.func, scope)
        if called is not None:
            return self._applied_value(called, node, scope)
        self._lose_arguments(node, scope)
        return None

    def _builtin(self, name: str, node: ast.Call, scope: Scope) -> Slot | None:
        keys = {one.arg: one.value for one in node.keywords}
        match name, node.args:
            case "len" | "bool", [one]:
                self._whole(self._value(one, scope), node)
                return None
            case ("isinstance" | "issubclass"), [one, kinds] if not keys:
                self._whole(self._value(one, scope), node)
                for kind in kinds.elts if isinstance(kinds, ast.Tuple) else [kinds]:
                    if not self._class_of(kind, scope):
                        self._lost(kind, scope)
                return None
            case "enumerate", [one, *rest]:
                found = self._value(one, scope)
                pair = self._new()
                if found is not None:
                    pair.field(1).join(self._each(found, node))
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
                        pair.field(index).join(self._each(found, node))
                return self._holding(pair)
            case ("min" | "max"), [one] if "key" in keys:
                held = self._keyed(one, keys, scope)
                if "default" in keys and held is not None:
                    self._flow(held, self._value(keys["default"], scope), keys["default"])
                return held
            case "filter", [ast.Constant(value=None), one] if not keys:
                return self._holding(self._held_by(one, scope))
            case "filter", [called, one] if not keys:
                held = self._held_by(one, scope)
                self._applied(called, [held], scope, node)
                return self._holding(held)
            case "map", [called, *parts] if not keys and not any(map(_is_starred, parts)):
                given = [self._held_by(one, scope) for one in parts]
                result = self._new()
                self._flow(result, self._applied(called, given, scope, node), called)
                return self._holding(result)
            case "next", [one, *rest]:
                found = self._value(one, scope)
                held = self._each(found, node) if found is not None else None
                if held is not None:
                    for default in rest:
                        self._flow(held, self._value(default, scope), default)
                return held
        if name in _KEEPING and len(node.args) == 1:
            held = self._keyed(node.args[0], keys, scope)
            if held is None:
                return None
            if name == "sorted" and "key" not in keys:
                self._compared(node.args[0], node, scope)
            return self._holding(held, "list" if name in ("list", "sorted") else "other")
        self._lose_arguments(node, scope)
        return None

    def _compared(self, sorted_: ast.expr, node: ast.Call, scope: Scope) -> None:
        """What is put in order by itself: of keys with their values the keys alone, all differ."""
        match sorted_:
            case ast.Call(func=ast.Attribute(attr="items"), args=[], keywords=[]):
                return
        found = self._value(sorted_, scope)
        if found is not None:
            found.find().asked.append(node)  # a dict gives its keys, and a list what it holds

    def _gathered(self, node: ast.Call, scope: Scope) -> Slot:
        slot = self._holding(self._new(), "list")
        for one in node.args:
            found = self._value(one.value if isinstance(one, ast.Starred) else one, scope)
            if found is not None and isinstance(one, ast.Starred):
                found = self._each(found, node)
            self._flow(slot.element(), found, one)
        return slot

    def _deque(self, node: ast.Call, scope: Scope) -> Slot:
        slot = self._holding(self._new())
        for one in node.args:
            found = self._value(one, scope)
            self._flow(slot.element(), None if found is None else self._each(found, node), one)
        for keyword in node.keywords:
            self._lost(keyword.value, scope)
        return slot

    def _defaultdict(self, node: ast.Call, scope: Scope) -> Slot:
        slot = self._holding(self._new(), "defaultdict")
        for one in node.args:
            self._flow(slot.element(), self._made(one, scope), one)
        for keyword in node.keywords:
            self._lost(keyword.value, scope)
            self._escape(slot.element(), MIXED, node)
        return slot

    def _made(self, factory: ast.expr, scope: Scope) -> Slot | None:
        """What something gives that is called with nothing."""
        match factory:
            case ast.Name(id="list" | "dict" | "set" as name) if self.facts.is_builtin(name):
                return self._holding(self._new(), _MADE[name])
            case ast.Lambda(args=ast.arguments(args=[], kwonlyargs=[], vararg=None, kwarg=None)):
                return self._value(factory.body, self._scope(factory, scope))
        function = self._function_of(factory, scope)
        if function is None or with_defaults(function.args):
            self._lost(factory, scope)
            return None
        self.common.called.add(function)
        return self._result(function)

    def _keyed(self, node: ast.expr, keys: dict[str | None, ast.expr], scope: Scope) -> Slot | None:
        """What is held by something that is gone through, each given to ``key``."""
        found = self._value(node, scope)
        held = self._each(found, node) if found is not None else None
        for name, value in keys.items():
            if name == "key":
                self._key_function(value, scope, held, node)
            elif name != "default":
                self._lost(value, scope)
        return held


def _is_starred(node: ast.expr) -> bool:
    return isinstance(node, ast.Starred)
