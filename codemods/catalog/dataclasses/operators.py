"""Follow values through operators: what is added, repeated, compared."""

import ast

from .calls import Calls
from .displays import is_empty, text_of
from .scopes import Scope
from .slots import Slot, Use
from .tables import MIXED, WHOLE


class Operators(Calls):
    """What operators give, and what they do with the values on both sides."""

    def _added(self, left: ast.expr, right: ast.expr, scope: Scope) -> Slot | None:
        """One list after the other, or anything else that can be added: no record can."""
        one, two = self._value(left, scope), self._value(right, scope)
        if one is None and two is None:
            return None
        if self.common.methods.keys() & {"__add__", "__radd__"}:
            self._lost(left, scope)
            self._lost(right, scope)
            return None
        slot = self._holding(self._new())
        for node, found in ((left, one), (right, two)):
            if found is not None:
                slot.element().join(self._held(found))
            elif not isinstance(node, ast.Constant):
                self._escape(slot.element(), MIXED, node)
        return slot

    def _repeated(self, left: ast.expr, right: ast.expr, scope: Scope) -> Slot | None:
        """A list some times over, or a product of what is no list."""
        one, two = self._value(left, scope), self._value(right, scope)
        found = one or two
        if found is None:
            return None
        if (one and two) or self.common.methods.keys() & {"__mul__", "__rmul__"}:
            self._lost(left, scope)
            self._lost(right, scope)
            return None
        return self._holding(self._held(found))

    def _compare(self, node: ast.Compare, scope: Scope) -> None:
        match node:
            case ast.Compare(ops=[ast.Is() | ast.IsNot()]):
                for one in (node.left, *node.comparators):
                    self._value(one, scope)
            case ast.Compare(left=left, ops=[ast.In() | ast.NotIn()], comparators=[right]):
                found = self._value(right, scope)
                key = text_of(left)
                if found is not None and key is not None and _is_plain_name(right):
                    self._use(found, Use(node, key, "contains"))
                    return
                self._whole(found, node)
                self._lost(left, scope)
                if found is not None:
                    self._held(found, node)
                    found.find().asked.append(node)
            case ast.Compare(left=left, ops=[ast.Eq() | ast.NotEq()], comparators=[right]):
                self._equal(node, left, right, scope)
            case _:
                for one in (node.left, *node.comparators):
                    self._lost(one, scope, WHOLE)

    def _equal(self, node: ast.Compare, left: ast.expr, right: ast.expr, scope: Scope) -> None:
        if any(is_empty(one) for one in (left, right)):  # no record is compared, none is empty
            for side in (left, right):
                self._value(side, scope)
            return
        nones = [one for one in (left, right) if isinstance(one, ast.Constant) and not one.value]
        one, two = self._value(left, scope), self._value(right, scope)
        if one is not None and two is not None:
            one.find().compared.append(node)
            one.join(two)
        elif not any(none.value is None for none in nones):
            self._escape(one, WHOLE, node)
            self._escape(two, WHOLE, node)


def _is_plain_name(node: ast.expr) -> bool:
    """Whether it is a variable, or an attribute of one: to leave it out changes nothing."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)
