"""Keep the slots of a module by what they belong to, and what is not known about them."""

import ast
from typing import Literal

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS, blocks
from codemods.facts.names import BINDERS
from codemods.facts.walking import walk

from .completion import Later
from .displays import with_defaults
from .scopes import Function, Scope
from .slots import Slot, Use

HANDED_ON = "it is handed to code that is not known"
MIXED = "something else may be where the record is"
WHOLE = "the whole dict is used, not one of its keys"
TAKEN_OUT = "a key is taken out"
DYNAMIC = "a key is not known"


class Tables:
    """The slots of variables, results and attributes; those who follow values build on it."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.slots: list[Slot] = []
        # The statements that go on building what a display began.
        self.completed: dict[ast.expr, list[Later]] = {}
        self._attributes: dict[str, Slot] = {}
        self._returns: dict[Function, Slot] = {}
        self._scopes: dict[ast.AST, Scope] = {}
        self._module = self._scope(facts.tree, None)
        self._nest(facts.tree, self._module)
        self._functions, self._methods, self._constructors = self._callables()

    def _value(self, node: ast.expr, scope: Scope) -> Slot | None:
        """The slot of what an expression gives; ``None`` where it is nothing that we follow."""
        raise NotImplementedError

    def _assign(
        self,
        target: ast.expr,
        value: Slot | None,
        node: ast.expr,
        scope: Scope,
        direct: bool = True,
    ) -> None:
        raise NotImplementedError

    def _other(self, node: ast.AST, scope: Scope, function: Function | None) -> None:
        raise NotImplementedError

    def _new(self, **given: bool) -> Slot:
        slot = Slot(**given)  # type: ignore[arg-type]
        self.slots.append(slot)
        return slot

    def _scope(self, node: ast.AST, outer: Scope | None) -> Scope:
        if node not in self._scopes:
            self._scopes[node] = Scope(node, outer)
            self.slots += self._scopes[node].variables.values()
        return self._scopes[node]

    def _nest(self, node: ast.AST, scope: Scope) -> None:
        """Make the scopes of all functions and classes, each inside the right one."""
        for child in (one for _, block in blocks(node) for one in block):
            inner = scope
            if isinstance(child, (*FUNCTIONS, ast.ClassDef)):
                inner = self._scope(child, scope)
            self._nest(child, inner)

    def _callables(
        self,
    ) -> tuple[dict[str, Function], dict[str, list[Function]], dict[str, Function]]:
        """The functions that a name surely means, all methods, and constructors by class."""
        found: dict[str, list[ast.AST]] = {}
        methods: dict[str, list[Function]] = {}
        for node in walk(self._facts.tree):
            if node.__class__ not in BINDERS:
                continue
            match node:
                case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                    found.setdefault(name, []).append(node)
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                    owner = self._facts.place(node).owner
                    if isinstance(owner, ast.ClassDef):
                        methods.setdefault(name, []).append(node)
                    else:
                        found.setdefault(name, []).append(node)
                case ast.ClassDef(name=name) | ast.arg(arg=name):
                    found.setdefault(name, []).append(node)
                case ast.alias(name=name, asname=asname):
                    found.setdefault(asname or name.partition(".")[0], []).append(node)
        plain = {
            name: nodes[0]
            for name, nodes in found.items()
            if len(nodes) == 1 and isinstance(nodes[0], FUNCTIONS)
        }
        classes = {
            name: constructor
            for name, nodes in found.items()
            if len(nodes) == 1
            and (constructor := _constructor(nodes[0]))
            and not isinstance(self._facts.place(nodes[0]).owner, ast.ClassDef)
        }
        return plain, methods, classes

    def _result(self, function: Function) -> Slot:
        if function not in self._returns:
            slot = self._new()
            slot.names.append(function.name)
            if function.returns:
                slot.annotations.append(function.returns)
            if way := self._way(function):
                slot.ways.append(f"{way}()")
            self._returns[function] = slot
        return self._returns[function]

    def _way(self, function: Function) -> str:
        """What other modules call it by: nothing for nested ones, its class for a constructor."""
        owners = list(self._facts.owners(function))
        if any(isinstance(owner, FUNCTIONS) for owner in owners):
            return ""
        owner, name = owners[0], function.name
        if isinstance(owner, ast.ClassDef) and name.startswith("__") and name.endswith("__"):
            return owner.name if name == "__init__" else f"{owner.name}.{name}"
        return name

    def _attribute(self, name: str) -> Slot:
        """What objects hold under a name: one slot for all objects of the module."""
        if name not in self._attributes:
            slot = self._new()
            slot.names.append(name)
            slot.looked_up.append(name)
            slot.ways.append(f".{name}")
            self._attributes[name] = slot
        return self._attributes[name]

    def _attribute_of(self, owner: ast.expr, name: str, scope: Scope) -> Slot:
        """The attribute of ``self`` in a class of the module, or of who knows what."""
        slot = self._attribute(name)
        own = isinstance(owner, ast.Name) and owner.id == "self" and self._is_own_class(scope)
        if not own:
            self._escape(slot, MIXED, owner)
        return slot

    def _is_own_class(self, scope: Scope | None) -> bool:
        """Whether the class around has no bases that may have attributes of their own."""
        while scope is not None:
            if isinstance(scope.node, ast.ClassDef):
                return not scope.node.bases and not scope.node.keywords
            scope = scope.outer
        return False

    def _escape(self, slot: Slot | None, reason: str, node: ast.AST) -> None:
        if slot is not None:
            slot.find().escapes.append((reason, getattr(node, "lineno", 0)))

    def _whole(self, slot: Slot | None, node: ast.AST) -> None:
        if slot is not None:
            slot.find().whole.append((WHOLE, getattr(node, "lineno", 0)))

    def _holding(self, held: Slot) -> Slot:
        """A new container of such values."""
        slot = self._new(is_container=True)
        slot.element().join(held)
        return slot

    def _held(self, slot: Slot) -> Slot:
        """What is held by something that is gone through, or asked for an unknown key."""
        slot.find().is_container = True
        return slot.element()

    def _use(self, slot: Slot | None, use: Use) -> None:
        """Remember a use once, also where its node is looked at twice."""
        if slot is not None and all(one.node is not use.node for one in slot.find().uses):
            slot.find().uses.append(use)

    def _store(self, slot: Slot | None, key: str, value: ast.expr | None) -> None:
        if slot is not None:
            slot.find().values.setdefault(key, []).append((value, None))

    def _dump(self, node: ast.expr, scope: Scope, kind: Literal["dump", "text"] = "dump") -> None:
        """Something reads the dict as a whole, and keeps nothing of it."""
        self._use(self._value(node, scope), Use(node, "", kind))

    def _flow(self, into: Slot, value: Slot | None, node: ast.expr | None) -> None:
        if value is not None:
            into.join(value)
        elif node is not None and not (isinstance(node, ast.Constant) and node.value is None):
            self._escape(into, MIXED, node)

    def _lost(self, node: ast.expr, scope: Scope, reason: str = HANDED_ON) -> None:
        self._escape(self._value(node, scope), reason, node)

    def _handed(self, function: Function, node: ast.AST) -> None:
        """A function that is used as a value may be called with anything, by anybody."""
        scope = self._scope(function, self._module)
        for parameter, _ in with_defaults(function.args):
            self._escape(scope.variables[parameter.arg], MIXED, node)
        self._escape(self._result(function), HANDED_ON, node)


def _constructor(node: ast.AST) -> Function | None:
    """What gets all that a class is called with, where that is plain to see."""
    match node:
        case ast.ClassDef(bases=[], keywords=[], decorator_list=[], body=body):
            methods = [one for one in body if isinstance(one, ast.FunctionDef)]
            found = [one for one in methods if one.name in ("__init__", "__new__")]
            if len(found) == 1 and found[0].name == "__init__" and not found[0].decorator_list:
                return found[0]
    return None
