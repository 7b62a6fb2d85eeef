"""Keep the slots of a module by what they belong to, and what is not known about them."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS, blocks

from .callables import Callables, callables
from .classes import Bases, fields_of, receivers
from .completion import Later
from .displays import with_defaults
from .questions import Application, Question
from .scopes import Code, Function, Scope
from .slots import Callee, Kind, Slot, Use, Way

HANDED_ON = "it is handed to code that is not known"
MIXED = "something else may be where the record is"
WHOLE = "the whole dict is used, not one of its keys"
TAKEN_OUT = "a key is taken out"
DYNAMIC = "a key is not known"


@dataclass
class Common:
    """What the modules that are followed together have in common.

    ``slots`` are all there are, ``completed`` the statements that go on building what a display
    began, ``homes`` tells the file of a function, ``exposed`` are modules that are values
    somewhere, ``called`` the functions that are called by name, ``handed`` those that anybody may
    call, ``keeping`` slots that functions are in, ``lambdas`` what those without names give,
    ``class_values`` the names that get values in bodies of classes, ``bases`` what classes inherit
    from, ``assigned`` the attributes that are stored anywhere, methods or not, ``given`` what calls
    give to a parameter, ``unsure`` those that may get something else, too, ``calls`` which
    functions a call may mean, ``puts`` what is put into containers, with what these hold, ``takes``
    the names that what is called with ``**`` gives its parameters, or fields.
    """

    slots: list[Slot] = field(default_factory=list)
    completed: dict[ast.expr, list[Later]] = field(default_factory=dict)
    attributes: dict[str, Slot] = field(default_factory=dict)
    methods: dict[str, list[Function]] = field(default_factory=dict)
    homes: dict[Function, Facts] = field(default_factory=dict)
    exposed: set[str] = field(default_factory=set)
    called: set[Code] = field(default_factory=set)
    handed: set[Code] = field(default_factory=set)
    keeping: list[Slot] = field(default_factory=list)
    lambdas: dict[ast.Lambda, Slot] = field(default_factory=dict)
    class_values: set[str] = field(default_factory=set)
    scopes: dict[ast.AST, Scope] = field(default_factory=dict)
    returns: dict[Function, Slot] = field(default_factory=dict)
    bases: Bases = field(default_factory=Bases)
    data_classes: set[ast.ClassDef] = field(default_factory=set)
    assigned: set[str] = field(default_factory=set)
    given: dict[ast.arg, list[ast.expr]] = field(default_factory=dict)
    unsure: set[ast.arg] = field(default_factory=set)
    calls: dict[ast.expr, list[Function]] = field(default_factory=dict)
    puts: list[tuple[Slot, ast.expr]] = field(default_factory=list)
    takes: dict[ast.AST, list[set[str]]] = field(default_factory=dict)


class Tables:
    """The slots of variables, results and attributes; those who follow values build on it."""

    def __init__(self, facts: Facts, common: Common) -> None:
        self.facts = facts
        self.common = common
        self.module = self._scope(facts.tree, None)
        for name, slot in self.module.variables.items():
            slot.looked_up.append(name)
            slot.ways[Way(name, facts)] = None
        self.questions: list[Question] = []
        self.applications: list[Application] = []
        self._values: dict[ast.expr, Slot | None] = {}
        self._nest(facts.tree, self.module)
        self.callables: Callables = callables(facts)
        self._functions = self.callables.functions
        self._classes = self.callables.classes
        for name, methods in self.callables.methods.items():
            common.methods.setdefault(name, []).extend(methods)
        common.assigned |= self.callables.assigned
        common.class_values |= self.callables.class_values
        for kind in FUNCTIONS:
            common.homes |= dict.fromkeys(facts.nodes(kind), facts)

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

    def _applied_value(
        self, called: Slot, node: ast.expr, scope: Scope, given: Sequence[Slot] | None = None
    ) -> Slot:
        """What a call of a value gives, once it is known which functions that may be."""
        raise NotImplementedError

    def _new(self, **given: bool) -> Slot:
        slot = Slot(**given)  # type: ignore[arg-type]
        self.common.slots.append(slot)
        return slot

    def _scope(self, node: ast.AST, outer: Scope | None) -> Scope:
        scopes = self.common.scopes
        if node not in scopes:
            scopes[node] = Scope(node, outer)
            self.common.slots += scopes[node].variables.values()
        return scopes[node]

    def _nest(self, node: ast.AST, scope: Scope) -> None:
        """Make the scopes of all functions and classes, each inside the right one."""
        for child in (one for _, block in blocks(node) for one in block):
            inner = scope
            if isinstance(child, (*FUNCTIONS, ast.ClassDef)):
                inner = self._scope(child, scope)
            self._nest(child, inner)

    def _is_top(self, name: str, scope: Scope) -> bool:
        """Whether a name has the one meaning here that it has in the module."""
        if name not in self.callables.shadowed:
            return True
        return scope.slot(name) is self.module.variables.get(name)

    def _result(self, function: Code) -> Slot:
        if isinstance(function, ast.Lambda):
            return self.common.lambdas[function]
        returns = self.common.returns
        if function not in returns:
            slot = self._new()
            slot.names.append(f"{function.name}()")
            if function.returns:
                slot.annotations.append(function.returns)
            if way := self._way(function):
                slot.ways[Way(f"{way}()", self.common.homes[function])] = None
            returns[function] = slot
        return returns[function]

    def _way(self, function: Function) -> str:
        """What other modules call it by: nothing for nested ones, its class for a constructor."""
        owners = list(self.common.homes[function].owners(function))
        if any(isinstance(owner, FUNCTIONS) for owner in owners):
            return ""
        owner, name = owners[0], function.name
        if isinstance(owner, ast.ClassDef) and name.startswith("__") and name.endswith("__"):
            return owner.name if name == "__init__" else f"{owner.name}.{name}"
        return name

    def _attribute(self, name: str) -> Slot:
        """What objects hold under a name: one slot for all objects of the module."""
        attributes = self.common.attributes
        if name not in attributes:
            slot = attributes[name] = self._new()
            slot.names.append(name)
            slot.looked_up.append(name)
        attributes[name].find().ways[Way(f".{name}", self.facts)] = None
        return attributes[name]

    def _attribute_of(self, owner: ast.expr, name: str, scope: Scope) -> Slot:
        """The attribute of an instance of a class of the project, or of who knows what."""
        slot = self._attribute(name)
        if not self._class_meant(owner, scope):
            self._ask(Question(self._value(owner, scope), name, owner, scope, slot))
        return slot

    def _class_meant(self, node: ast.expr, scope: Scope) -> list[ast.ClassDef]:
        """The classes of the project that an expression may be: one, or ``cls`` and those below."""
        raise NotImplementedError

    def _ask(self, question: Question) -> None:
        """Leave open what something of an object means until it is known which these may be."""
        self.questions.append(question)

    def _escape(self, slot: Slot | None, reason: str, node: ast.AST) -> None:
        if slot is not None:
            found = slot.find()
            if not found.escapes:
                found.escapes.append((reason, node))
            if reason == MIXED and not found.foreign:
                found.foreign.append(node)

    def _whole(self, slot: Slot | None, node: ast.AST) -> None:
        if slot is not None:
            slot.find().whole.append((WHOLE, node))

    def _holding(self, held: Slot, kind: Kind = "other") -> Slot:
        """A new container of such values."""
        slot = self._new(is_container=True)
        slot.kinds.append(kind)
        slot.element().join(held)
        return slot

    def _held(self, slot: Slot, node: ast.AST | None = None) -> Slot:
        """What is held by something that ``node`` goes through, or asks for an unknown key."""
        found = slot.find()
        found.is_container = True
        if node is not None and not found.dynamic:
            found.dynamic.append((DYNAMIC if isinstance(node, ast.Subscript) else WHOLE, node))
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
        match node:
            case ast.Dict(keys=[_, *_] as keys, values=values):
                for key, value in zip(keys, values, strict=True):
                    if key is not None:
                        self._lost(key, scope)
                    self._dump(value, scope, kind)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                self._value(test, scope)
                self._dump(body, scope, kind)
                self._dump(orelse, scope, kind)
            case ast.List(elts=parts) | ast.Tuple(elts=parts) if not _is_starred(parts):
                for part in parts:
                    self._dump(part, scope, kind)
            case _:
                self._use(self._value(node, scope), Use(node, "", kind))

    def _flow(self, into: Slot, value: Slot | None, node: ast.expr | None) -> None:
        if value is not None:
            into.join(value)
        elif isinstance(node, ast.Constant) and node.value is None:
            into.find().gets_none = True
        elif isinstance(node, ast.Constant) and node.value is False:
            into.find().falses.append(node)
        elif node is not None:
            self._escape(into, MIXED, node)

    def _each(self, slot: Slot, node: ast.AST) -> Slot:
        """What ``node`` gets that goes through something: the keys, where that is a dict."""
        self._held(slot, node)
        return slot.each()

    def _keep(self, slot: Slot, callee: Callee) -> None:
        """Note a function that is in a slot."""
        slot.find().callees.append(callee)
        self.common.keeping.append(slot)

    def _put_into(self, held: Slot, value: Slot | None, node: ast.expr) -> None:
        """Something becomes an element of a container."""
        self.common.puts.append((held, node))
        self._flow(held, value, node)

    def _lost(self, node: ast.expr, scope: Scope, reason: str = HANDED_ON) -> None:
        self._escape(self._value(node, scope), reason, node)

    def _handed(self, function: Code, node: ast.AST) -> None:
        """A function that is used as a value may be called with anything, by anybody."""
        scope = self._scope(function, self.module)
        own = isinstance(function, FUNCTIONS) and receivers(function, self.common.homes[function])
        for parameter, _ in with_defaults(function.args)[int(own) :]:
            self._escape(scope.variables[parameter.arg], MIXED, node)
            self.common.unsure.add(parameter)
        if (more := function.args.vararg) is not None:
            self._escape(scope.variables[more.arg], MIXED, node)
        self._escape(self._result(function), HANDED_ON, node)

    def _handed_class(self, node: ast.ClassDef, where: ast.AST) -> None:
        """A class that is used as a value: it may be called with anything."""
        for one in self.common.bases.order(node) or [node]:
            for name in fields_of(one) if one in self.common.data_classes else ():
                self._escape(self._attribute(name), MIXED, where)
            for method in one.body:
                if isinstance(method, FUNCTIONS) and method.name == "__init__":
                    self._handed(method, where)


def _is_starred(parts: list[ast.expr]) -> bool:
    return any(isinstance(one, ast.Starred) for one in parts)
