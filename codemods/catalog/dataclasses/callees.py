"""Follow functions that are values: handed to others, kept in tables, called by what holds them."""

import ast
from collections.abc import Sequence

from .classes import kinds_of, method_of
from .displays import with_defaults
from .methods import Methods
from .questions import Application, Question
from .scopes import Code, Scope
from .slots import Callee, Slot, united
from .tables import HANDED_ON, MIXED


class Callees(Methods):
    """What calls of values do, and what becomes of functions that are values."""

    def _function_value(self, function: Code, skip: int = 0) -> Slot:
        """A slot of a function; ``skip`` parameters are given already."""
        slot = self._new()
        self._keep(slot, Callee(function, skip))
        return slot

    def _lambda_value(self, node: ast.Lambda, scope: Scope) -> Slot:
        """A function without a name that is kept, or handed on."""
        inner = self._scope(node, scope)
        for parameter, default in with_defaults(node.args):
            if default is not None:
                self._flow(inner.variables[parameter.arg], self._value(default, scope), default)
        if (more := node.args.vararg) is not None:
            inner.variables[more.arg].join(self._holding(inner.variables[more.arg].element()))
        if (named := node.args.kwarg) is not None:
            self._escape(inner.variables[named.arg], MIXED, node)
        result = self.common.lambdas[node] = self._new()
        self._flow(result, self._value(node.body, inner), node.body)
        return self._function_value(node)

    def _partial(self, function: Code, node: ast.Call, scope: Scope) -> Slot:
        """A function that has got some of its arguments."""
        self.common.called.add(function)
        variables = self._scope(function, self.module).variables
        positional = [*function.args.posonlyargs, *function.args.args]
        known = {one.arg: one for one in (*positional, *function.args.kwonlyargs)}
        given = list(zip([one.arg for one in positional], node.args[1:], strict=False))
        given += [(one.arg, one.value) for one in node.keywords if one.arg in known]
        for name, value in given:
            self._flow(variables[name], self._value(value, scope), value)
            self.common.unsure.add(known[name])
        for keyword in node.keywords:
            if keyword.arg not in known:
                self._lose_keyword(keyword, node, scope)
        for value in node.args[1 + len(positional) :]:
            self._lost(value, scope)
        return self._function_value(function, min(len(node.args) - 1, len(positional)))

    def _method_value(self, value: ast.expr, attr: str, node: ast.expr, scope: Scope) -> Slot:
        """A method that is not called where it is named."""
        slot = self._new()
        owners, found = self._class_meant(value, scope), None
        if not owners:
            found = self._value(value, scope)
            if found is not None:
                self._ask(Question(found, attr, node, scope, slot, is_method=True))
                return slot
        methods = [(one, self._method_of(one, attr)) for one in owners]
        if not owners or any(one is None or kinds_of(one) is None for _, one in methods):
            for method in self.common.methods.get(attr, []):
                self._handed(method, node)
            self._escape(slot, MIXED, node)
        for _, one in methods:
            if one is not None:
                self._keep(slot, Callee(one, int("classmethod" in (kinds_of(one) or ()))))
        return slot

    def _applied_value(
        self, called: Slot, node: ast.expr, scope: Scope, given: Sequence[Slot] | None = None
    ) -> Slot:
        """What a call of a value gives, once it is known which functions that may be."""
        answer = self._new()
        known = None if given is None else tuple(given)
        self.applications.append(Application(called, node, scope, answer, known))
        return answer

    def apply(self, one: Application) -> bool:
        """Answer a call for the functions that are known by now; tells whether that is news."""
        called, news = one.called.find(), False
        if not one.given_up and not one.bound.issuperset(called.callees):
            for callee in tuple(called.callees):
                if callee not in one.bound:
                    one.bound.add(callee)
                    news = True
                    self._apply_to(callee, one)
        # Who may put another function there sees what it gets.
        if len(called.ways) > one.reached:
            one.reached = len(called.ways)
            for slot in (one.answer, *self._given(one)):
                news = united(called.ways, slot.find().ways) or news
        return news

    def _given(self, one: Application) -> list[Slot]:
        if one.given is not None:
            return list(one.given)
        assert isinstance(one.node, ast.Call)
        values = [self._value(value, one.scope) for value in one.node.args]
        values += [self._value(keyword.value, one.scope) for keyword in one.node.keywords]
        return [slot for slot in values if slot is not None]

    def _apply_to(self, callee: Callee, one: Application) -> None:
        function, node = callee.function, one.node
        if one.given is not None:
            one.answer.join(self._call_with(function, *one.given, skip=callee.skip))
            return
        assert isinstance(node, ast.Call)
        one.answer.join(self._bind(function, node, one.scope, callee.skip))
        self.common.calls.pop(node, None)  # others may be meant as well

    def give_up_call(self, one: Application) -> bool:
        """Take it that anything may be called; tells whether that is news."""
        if one.given_up:
            return False
        one.given_up = True
        self._escape(one.called, HANDED_ON, one.node)
        for slot in one.given or ():
            self._escape(slot, HANDED_ON, one.node)
        if one.given is None and isinstance(one.node, ast.Call):
            self._lose_arguments(one.node, one.scope)
        self._escape(one.answer, MIXED, one.node)
        return True

    def hand_on(self, slot: Slot) -> bool:
        """Hand on the functions of a slot that others may call; tells whether that is news."""
        known, reasons = self.common.handed, slot.escapes or slot.whole
        new = [one.function for one in slot.callees if one.function not in known]
        if not reasons and not slot.binds:
            return False
        for function in new:
            known.add(function)
            self._handed(function, reasons[0][1] if reasons else function)
        return bool(new)

    def hand_items_on(self, slot: Slot) -> bool:
        """Let go of what is put into instances like into a dict; tells whether that is news."""
        news = False
        for owner in slot.classes if slot.holds_more else ():
            order = self.common.bases.order(owner) or [owner]
            setter = method_of("__setitem__", order)
            for inner in slot.inner() if setter is not None else ():
                news = news or not inner.escapes
                self._escape(inner, HANDED_ON, setter or owner)
        return news

    def expose_functions(self, slot: Slot) -> bool:
        """Let functions be reached by the names that reach what holds them; tells whether new."""
        news = False
        for callee in slot.callees if slot.ways else ():
            variables = self._scope(callee.function, self.module).variables
            parameters = with_defaults(callee.function.args)[callee.skip :]
            own = [variables[parameter.arg] for parameter, _ in parameters]
            for one in (*own, self._result(callee.function)):
                news = united(slot.ways, one.find().ways) or news
        return news
