"""Follow values through methods: of classes of the project, and of containers."""

import ast
from collections.abc import Sequence

from .binding import Binding
from .classes import implicit, is_attribute, kinds_of, method_of
from .displays import text_of
from .questions import Question
from .scopes import Function, Scope
from .slots import Callee, Slot, Use
from .tables import HANDED_ON, MIXED, TAKEN_OUT, WHOLE

_ADDING = frozenset({"append", "appendleft", "add"})
_CONTAINER_METHODS = frozenset(
    """append appendleft add extend insert pop popleft get setdefault values items keys sort reverse
    clear remove index count""".split()
)


class Methods(Binding):
    """What methods do with what they are given, and what they give."""

    def _method(self, value: ast.expr, attr: str, node: ast.Call, scope: Scope) -> Slot | None:
        methods = self.common.methods.get(attr, [])
        if owners := self._class_meant(value, scope):
            return self._of_class(owners, attr, node, scope)
        if _is_super(value) and (above := self._above(attr, scope)) is not None:
            return self._all_of(above, node, scope)
        found = self._value(value, scope)
        if methods and found is not None:
            answer = self._new()
            self._ask(Question(found, attr, node, scope, answer))
            return answer
        if not methods and self._is_stored(attr):
            self._whole(found, node)
            return self._applied_value(self._attribute_of(value, attr, scope), node, scope)
        # What bases construct was handed to their subclasses.
        if attr != "__init__" or not _is_super(value):
            for method in methods:
                self._handed(method, node)
        return self._plain_method(found, attr, node, scope)

    def _is_stored(self, attr: str) -> bool:
        """Whether objects alone have such an attribute: no class, and no container."""
        common = self.common
        known = attr in common.assigned and attr not in common.class_values
        return known and attr not in dir(dict) and attr not in _CONTAINER_METHODS

    def _of_class(
        self, owners: Sequence[ast.ClassDef], attr: str, node: ast.Call, scope: Scope
    ) -> Slot | None:
        """A method that is called on a class, or on ``cls``."""
        slot = self._new()
        for owner in owners:
            method = self._method_of(owner, attr)
            kinds = kinds_of(method) if method is not None else None
            if method is None or kinds is None:
                for one in self.common.methods.get(attr, []):
                    self._handed(one, node)
                self._lose_arguments(node, scope)
                self._escape(slot, MIXED, node)
                continue
            result = self._bind(method, node, scope, skip=int("classmethod" in kinds))
            if result is not None:
                slot.join(result)
        return slot

    def _method_of(self, owner: ast.ClassDef, name: str) -> Function | None:
        """The method that instances have, where nothing else is ever stored in its place."""
        if name in self.common.assigned:
            return None
        return method_of(name, self.common.bases.order(owner) or [owner])

    def _above(self, name: str, scope: Scope) -> list[Function] | None:
        """What ``super()`` may find under a name here, where all bases are known."""
        owner = scope.class_around()
        below_it = self.common.bases.below(owner) if owner is not None else []
        if owner is None or not below_it or name in self.common.assigned:
            return None
        found: dict[Function, None] = {}
        for one in below_it:
            order = self.common.bases.order(one) or []
            if (method := method_of(name, order[order.index(owner) + 1 :])) is not None:
                found[method] = None
        return list(found) or None

    def _all_of(self, methods: Sequence[Function], node: ast.Call, scope: Scope) -> Slot:
        """What ``super()`` finds, which other classes may stand before: one of these methods."""
        slot = self._new()
        for method in methods:
            result = self._bind(method, node, scope, skip=implicit(method))
            if result is not None:
                slot.join(result)
        return slot

    def _plain_method(
        self, found: Slot | None, attr: str, node: ast.Call, scope: Scope
    ) -> Slot | None:
        """A method of something that is no instance of a class of the project."""
        if found is not None and attr == "copy" and not node.args and not node.keywords:
            self._use(found, Use(node, "", "copy"))
            return found
        if found is None or attr not in _CONTAINER_METHODS:
            self._whole(found, node)
            self._escape(found, HANDED_ON, node)
            self._lose_arguments(node, scope)
            return None
        return self._container_method(found, attr, node, scope)

    def resolve(self, question: Question) -> bool:
        """Answer a question for the classes that are known by now; tells whether that is news."""
        if question.receiver is None:
            return False
        receiver, news = question.receiver.find(), False
        if not question.given_up and not question.bound.issuperset(receiver.classes):
            for owner in list(receiver.classes):
                if owner not in question.bound and not question.given_up:
                    question.bound.add(owner)
                    news = True
                    self._answer(question, owner)
        if receiver.is_container or receiver.sites:
            return self._answer_plainly(question) or news
        return news

    def _answer_plainly(self, question: Question) -> bool:
        """Answer a question for containers and records; tells whether that is news."""
        node = question.node
        if question.is_plain or question.is_method or not isinstance(node, ast.Call):
            return False
        question.is_plain = True
        found = self._plain_method(question.receiver, question.name, node, question.scope)
        self._flow(question.answer, found, node)
        return True

    def _answer(self, question: Question, owner: ast.ClassDef) -> None:
        node = question.node
        called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if not called and not question.is_method:
            return  # an attribute is one for all objects
        method = self._method_of(owner, question.name)
        if method is None or kinds_of(method) is None or is_attribute(method):
            self.give_up(question)
            return
        if question.is_method:
            self._keep(question.answer, Callee(method, implicit(method)))
            return
        assert isinstance(node, ast.Call)
        result = self._bind(method, node, question.scope, skip=implicit(method))
        if result is not None:
            question.answer.join(result)

    def give_up(self, question: Question) -> bool:
        """Take it that the receiver of a question may be anything; tells whether that is news."""
        if question.given_up:
            return False
        question.given_up = True
        node = question.node
        if question.is_method:
            question.answer.join(self._attribute(question.name))
        elif not isinstance(node, ast.Call):
            self._escape(question.answer, MIXED, node)
            return True
        for method in self.common.methods.get(question.name, []):
            self._handed(method, node)
        classes = question.receiver.find().classes if question.receiver is not None else ()
        if classes and isinstance(node, ast.Call):
            self._lose_arguments(node, question.scope)  # to a method that is none of a container
        self._answer_plainly(question)
        self._escape(question.answer, MIXED, node)
        return True

    def _container_method(
        self, found: Slot, attr: str, node: ast.Call, scope: Scope
    ) -> Slot | None:
        keys = {one.arg: one.value for one in node.keywords}
        match attr, node.args:
            case _, [one] if attr in _ADDING and not keys:
                self._put_into(self._held(found, node), self._value(one, scope), one)
                return None
            case ("remove" | "index" | "count"), [one] if not keys:
                held = self._held(found, node)
                held.find().compared.append(node)
                self._flow(held, self._value(one, scope), one)
                return None
            case "extend", [one] if not keys:
                other = self._value(one, scope)
                self._flow(
                    self._held(found, node), None if other is None else self._each(other, one), one
                )
                return None
            case "insert", [index, one] if not keys:
                self._lost(index, scope)
                self._put_into(self._held(found, node), self._value(one, scope), one)
                return None
            case "get", [key, *rest] if not keys and len(rest) < 2:
                return self._get(found, key, rest, node, scope)
            case ("pop" | "popleft"), [*rest] if not keys and len(rest) < 3:
                found.find().whole.append((TAKEN_OUT, node))
                for one in rest[:1]:
                    self._lost(one, scope)
                held = self._held(found, node)
                for one in rest[1:]:
                    self._flow(held, self._value(one, scope), one)
                return held
            case "setdefault", [key, default] if not keys:
                self._lost(key, scope)
                held = self._held(found, node)
                self._put_into(held, self._value(default, scope), default)
                return held
            case "values", [] if not keys:
                return self._holding(self._held(found, node))
            case "items", [] if not keys:
                pair = self._new()
                self._escape(pair.field(0), MIXED, node)
                pair.field(1).join(self._held(found, node))
                return self._holding(pair)
            case ("keys" | "clear" | "reverse"), [] if not keys:
                self._held(found, node)
                return None
            case "sort", []:
                held = self._held(found, node)
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
        if text is not None and all(map(_is_simple, rest)):
            self._use(found, Use(node, text, "get"))
            for one in rest or [ast.Constant(None)]:
                if not isinstance(one, ast.Constant) or one.value is None:
                    self._flow(found.field(text), self._value(one, scope), one)
            return found.field(text)
        self._lost(key, scope)
        held = self._held(found, node)
        for one in rest or [ast.Constant(None)]:
            self._flow(held, self._value(one, scope), one)
        return held


def _is_simple(node: ast.expr) -> bool:
    """Whether nothing is lost where it is not evaluated."""
    match node:
        case ast.Constant() | ast.Dict(keys=[]) | ast.List(elts=[]) | ast.Tuple(elts=[]):
            return True
    return False


def _is_super(node: ast.expr) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="super"), args=[]):
            return True
    return False
