"""Follow values through functions of the standard library that hand on what they go through."""

import ast
from collections.abc import Sequence

from .callees import Callees
from .dumping import getter_keys, meant
from .scopes import Scope
from .slots import Slot
from .tables import HANDED_ON, MIXED

# What gives some of what it is given, in any order, and asks nothing of it.
_PASSING = frozenset({"chain", "islice", "cycle"})
_TESTING = frozenset({"takewhile", "dropwhile", "filterfalse"})
# What gives tuples of what it is given.
_GROUPING = frozenset({"combinations", "permutations", "pairwise", "combinations_with_replacement"})


class Library(Callees):
    """What functions of ``itertools``, ``functools`` and ``heapq`` do with what they get."""

    def _of_library(self, node: ast.Call, scope: Scope) -> Slot | None:
        """What a call of such a function gives; ``None`` for all other calls."""
        if any(isinstance(one, ast.Starred) for one in node.args):
            return None
        keys = {one.arg: one.value for one in node.keywords}
        match meant(node.func, self.facts), node.args:
            case ("itertools", "groupby"), [one, *rest] if len(rest) + len(keys) == 1:
                (key,) = (*rest, *keys.values())
                return self._grouped(one, key, scope, node)
            case ("itertools", "islice"), [one, *rest] if not keys:
                for each in rest:
                    self._lost(each, scope)
                return self._passed([one], scope)
            case ("itertools", name), [*parts] if name in _PASSING and not keys:
                return self._passed(parts, scope)
            case ("itertools.chain", "from_iterable"), [one] if not keys:
                held = self._held_by(one, scope)
                return self._holding(self._each(held, node))
            case ("itertools", name), [test, one] if name in _TESTING and not keys:
                held = self._held_by(one, scope)
                self._applied(test, [held], scope, node)
                return self._holding(held)
            case ("itertools", name), [one, *rest] if name in _GROUPING and not keys:
                for each in rest:
                    self._lost(each, scope)
                return self._holding(self._holding(self._held_by(one, scope)))
            case ("functools", "partial"), [function, *_] if self._function_of(function, scope):
                named = self._function_of(function, scope)
                assert named is not None
                return self._partial(named, node, scope)
            case ("functools", "reduce"), [function, one, *first] if not keys:
                return self._reduced(function, one, first, scope, node)
            case ("heapq", "nlargest" | "nsmallest"), [count, one] if [*keys] == ["key"]:
                self._lost(count, scope)
                held = self._held_by(one, scope)
                self._key_function(keys["key"], scope, held, node)
                return self._holding(held, "list")
        return None

    def _held_by(self, node: ast.expr, scope: Scope) -> Slot:
        """What something holds that is gone through."""
        found = self._value(node, scope)
        if found is not None:
            return self._each(found, node)
        held = self._new()
        self._escape(held, MIXED, node)
        return held

    def _passed(self, parts: Sequence[ast.expr], scope: Scope) -> Slot:
        held = self._new()
        for one in parts:
            held.join(self._held_by(one, scope))
        return self._holding(held)

    def _grouped(self, one: ast.expr, key: ast.expr, scope: Scope, node: ast.Call) -> Slot:
        """Pairs of what a key function gives, and all in a row for which it gives that."""
        held, pair = self._held_by(one, scope), self._new()
        found = self._applied(key, [held], scope, node)
        if found is not None:
            found.find().compared.append(node)
        self._flow(pair.field(0), found, node)
        pair.field(1).join(self._holding(held))
        return self._holding(pair)

    def _reduced(
        self,
        function: ast.expr,
        one: ast.expr,
        first: Sequence[ast.expr],
        scope: Scope,
        node: ast.Call,
    ) -> Slot:
        held, total = self._held_by(one, scope), self._new()
        if first:
            self._flow(total, self._value(first[0], scope), first[0])
        else:
            total.join(held)
        self._flow(total, self._applied(function, [total, held], scope, node), node)
        return total

    def _applied(
        self, function: ast.expr, given: Sequence[Slot], scope: Scope, node: ast.Call
    ) -> Slot | None:
        """What a function gives that is called with values by one of the library."""
        if isinstance(function, ast.Lambda):
            return self._lambda(function, scope, given)
        if (named := self._function_of(function, scope)) is not None:
            return self._call_with(named, *given)
        if getter_keys(function, self.facts) and len(given) == 1:
            self._key_function(function, scope, given[0], node)
            return None
        called = self._value(function, scope)
        if called is not None:
            return self._applied_value(called, node, scope, given)
        for one in given:
            self._escape(one, HANDED_ON, node)
        return None
