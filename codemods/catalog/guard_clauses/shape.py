"""Find how an ``if`` can be flattened: which guards to make, and what each of them does.

A flattening is a chain of steps. Each step turns one ``if`` into a guard and puts what it wrapped
behind it; the next step concerns the ``if`` at the end of what was wrapped. So one site can undo a
whole pyramid, and every step is legal by itself.
"""

import ast
from dataclasses import dataclass, replace
from enum import Enum, auto

from codemods.facts import Facts
from codemods.facts.control_flow import alike
from codemods.facts.exits import LEAVING, Exit, Obstacle, leaves
from codemods.facts.file import FUNCTIONS, LOOPS
from codemods.facts.measures import has_structure, weight
from codemods.facts.values import Values

from .conditions import negates_cleanly
from .exits import assigned_result, is_cheap

# A joined guard must read at a glance: at most so many columns and conditions.
_JOINED_WIDTH = 72
_JOINED_CONDITIONS = 4
# A ladder of so many arms, each of which leaves, is a dispatch table.
_DISPATCH = 4


@dataclass(frozen=True, slots=True)
class GuardOptions:
    """When flattening pays."""

    min_statements: int = 4
    min_nested_statements: int = 3
    min_nesting_gain: int = 1
    min_complexity_gain: int = 0


class Kind(Enum):
    WRAP = auto()  # if c: REST               -> if not c: EXIT; REST
    EXIT_FIRST = auto()  # if c: REST else: EXIT    -> if not c: EXIT; REST
    DROP_ELSE = auto()  # if c: EXIT else: REST    -> if c: EXIT; REST


@dataclass(frozen=True, slots=True)
class Step:
    """What to do with one ``if``.

    ``guarded`` are the conditions that its guard turns around: its own, and, where it is
    ``joined`` with the guards before it, theirs.
    """

    node: ast.If
    kind: Kind
    guarded: tuple[ast.expr, ...] = ()
    joined: bool = False


def _is_long(test: ast.expr) -> bool:
    """Whether a condition joins others on more than one line."""
    return isinstance(test, ast.BoolOp) and test.lineno != test.end_lineno


def always_leaves(steps: list[Step]) -> bool:
    """Whether control never falls out of the end of what the steps leave behind."""
    last = steps[-1]
    return leaves(last.node.orelse if last.kind is Kind.DROP_ELSE else last.node.body)


def is_elif(node: ast.If, orelse: list[ast.stmt]) -> bool:
    """Whether ``orelse`` of ``node`` is written as ``elif``."""
    match orelse:
        case [ast.If(col_offset=column)]:
            return column == node.col_offset and orelse[0].lineno > node.lineno
    return False


@dataclass(frozen=True)
class Shaper:
    """Finds the steps for one site. ``result`` is a variable that the code after it returns."""

    facts: Facts
    values: Values
    options: GuardOptions
    result: str | None = None

    def steps(self, node: ast.If, fall: Exit | Obstacle, outer: Step | None = None) -> list[Step]:
        """The chain that starts at ``node``; empty where flattening it would not help."""
        if isinstance(node.test, ast.Constant):
            return []
        turns = not self._turns_unreadable(node.test)
        if all(isinstance(statement, ast.Pass) for statement in node.orelse):
            return self._wrap(node, fall, outer) if turns else []
        if outer is not None and outer.kind is Kind.DROP_ELSE and self._leaves(node.body):
            turns = turns and not self._is_short_exit(node.orelse)  # arms of a ladder stay in line
        if turns and not is_elif(node, node.orelse):
            return self._exit_first(node, fall, outer) or self._drop_else(node, fall, outer)
        return self._drop_else(node, fall, outer)

    def _turns_unreadable(self, test: ast.expr) -> bool:
        """Whether the negation would be a ``not`` before parentheses over several lines."""
        return test.lineno != test.end_lineno and not negates_cleanly(test, self.values)

    def worth(self, node: ast.If) -> bool:
        """Whether what the ``if`` wraps is big enough to be worth a guard."""
        size = weight(node.body)
        if isinstance(self.facts.place(node).owner, LOOPS) and leaves(node.body):
            size //= 2  # a search: "when found, do this and stop" reads well as it is
        if _is_long(node.test):
            size //= 2  # all of it turned around takes longer to read
        if has_structure(node.body):
            return size >= self.options.min_nested_statements
        least = self.options.min_statements - self._wraps_everything(node)
        if size < least or not self._wraps_the_most(node):
            return False
        # ``if not (a < b)`` costs the reader something too.
        return size >= 2 * least or negates_cleanly(node.test, self.values)

    def _wraps_everything(self, node: ast.If) -> bool:
        """Whether the ``if`` is all there is in its function or loop, but for the docstring."""
        place = self.facts.place(node)
        before = place.block[: place.index]
        docstring = all(isinstance(statement, ast.Expr) for statement in before) and len(before) < 2
        whole = isinstance(place.owner, (*FUNCTIONS, *LOOPS)) and place.field == "body"
        return whole and docstring and not place.rest

    def _wraps_the_most(self, node: ast.If) -> bool:
        """Whether the ``if`` is what its function or loop is about, not its last small step."""
        around = next(
            owner
            for owner in self.facts.owners(node)
            if isinstance(owner, (*FUNCTIONS, *LOOPS, ast.Module, ast.ClassDef))
        )
        return 2 * weight(node.body) >= weight(around.body)

    def _tail(self, block: list[ast.stmt], fall: Exit | Obstacle, outer: Step) -> list[Step]:
        last = block[-1]
        return self.steps(last, fall, outer) if isinstance(last, ast.If) else []

    def _wrap(self, node: ast.If, fall: Exit | Obstacle, outer: Step | None) -> list[Step]:
        if isinstance(fall, Obstacle):
            return []
        step = self._step(node, Kind.WRAP, outer)
        steps = [step, *self._tail(node.body, fall, step)]
        valued = fall.statement is not None and always_leaves(steps)
        if step.joined or self.worth(node):
            return steps
        # The last arm of a ladder stays as it is, like the arms before it.
        inner = outer is not None and outer.kind is not Kind.DROP_ELSE
        return steps if valued and (len(steps) > 1 or inner) else []

    def _step(self, node: ast.If, kind: Kind, outer: Step | None) -> Step:
        """The step for ``node``: with the guard of ``outer``, where both are said in one line."""
        step = Step(node, kind, (node.test,))
        if outer is None or not self._same_exit(outer, step) or outer.node.body != [node]:
            return step
        together = replace(step, guarded=(*outer.guarded, node.test), joined=True)
        return together if self._reads_at_a_glance(together) else step

    def _same_exit(self, outer: Step, inner: Step) -> bool:
        """Whether the guards of both steps leave in the same way, by one cheap statement."""
        if outer.kind is not inner.kind or outer.kind is Kind.DROP_ELSE:
            return False
        if outer.kind is Kind.WRAP:
            return True
        one, other = outer.node.orelse, inner.node.orelse
        return len(one) == len(other) == 1 and is_cheap(one[0]) and alike(one[0], other[0])

    def _reads_at_a_glance(self, step: Step) -> bool:
        """Whether the guard for all of ``step.guarded`` is short, plain and free of comments."""
        tests, node = step.guarded, step.node
        if len(tests) > _JOINED_CONDITIONS or any(test.lineno != test.end_lineno for test in tests):
            return False
        if any(isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or) for test in tests):
            return False
        if not all(negates_cleanly(test, self.values) for test in tests):
            return False
        text = " or ".join("not " + ast.unparse(test) for test in tests)
        if node.col_offset + len(f"if {text}:") > _JOINED_WIDTH:
            return False
        outer = self.facts.place(node).owner
        assert isinstance(outer, ast.If)
        heads = self.facts.lines[outer.lineno - 1 : node.body[0].lineno - 1]
        tails = self.facts.lines[(node.body[-1].end_lineno or 0) : (outer.end_lineno or 0)]
        return not any("#" in line for line in (*heads, *(tails if node.orelse else ())))

    def _exit_first(self, node: ast.If, fall: Exit | Obstacle, outer: Step | None) -> list[Step]:
        otherwise = node.orelse
        if not self._is_short_exit(otherwise) or self._is_error_path(node):
            return []
        step = self._step(node, Kind.EXIT_FIRST, outer)
        tail = self._tail(node.body, fall, step)
        size = weight(node.body)
        # A value worth computing makes the else a branch like any other.
        plain = isinstance(otherwise[-1], ast.Raise) or is_cheap(otherwise[-1])
        least = 2 if plain else 3
        if not negates_cleanly(node.test, self.values) or _is_long(node.test):
            least *= 2
        if tail or step.joined or size >= max(least, 2 * weight(otherwise)):
            return [step, *tail]
        if outer is None:
            return []
        # Behind another guard even a short branch stays in line, unless it is itself an exit.
        validates = outer.kind is not Kind.DROP_ELSE and isinstance(otherwise[-1], ast.Raise)
        return [step] if size > 1 or validates or not self._leaves(node.body) else []

    def _drop_else(self, node: ast.If, fall: Exit | Obstacle, outer: Step | None) -> list[Step]:
        if not self._leaves(node.body):
            return []
        step = Step(node, Kind.DROP_ELSE)
        tail = self._tail(node.orelse, fall, step)
        size, rest = weight(node.body), weight(node.orelse)
        if is_elif(node, node.orelse):
            return (
                [step, *tail] if tail and size <= 3 and not self._is_dispatch(node, outer) else []
            )
        in_line = outer is not None and outer.kind is Kind.DROP_ELSE and rest < size
        short = in_line or (size <= 2 and (bool(tail) or outer is not None))
        if short or self.result is not None or rest >= 2 * size:
            return [step, *tail]
        return []

    def _is_dispatch(self, node: ast.If, outer: Step | None) -> bool:
        """Whether ``node`` begins a long ladder of short exits: it reads well as it is."""
        arms = 1
        while is_elif(node, node.orelse):
            arms += 1
            (inner,) = node.orelse
            assert isinstance(inner, ast.If)
            node = inner
        return outer is None and arms >= _DISPATCH and weight(node.orelse) <= 2

    def _leaves(self, block: list[ast.stmt]) -> bool:
        """``leaves``, where assigning the result counts as returning it."""
        if self.result is None:
            return leaves(block)
        if assigned_result(block, self.result):
            return True
        last = block[-1] if block else None
        if isinstance(last, ast.If):
            return self._leaves(last.body) and self._leaves(last.orelse)
        return leaves(block)

    def _is_short_exit(self, block: list[ast.stmt]) -> bool:
        """One or two simple statements on a few lines, the last of which leaves."""
        if len(block) > 2 or weight(block) != len(block):
            return False
        if (block[-1].end_lineno or 0) - block[0].lineno > 3:
            return False
        if self.result and assigned_result(block, self.result):
            return True
        return isinstance(block[-1], LEAVING)

    def _is_error_path(self, node: ast.If) -> bool:
        """Whether the ``else`` is the normal way out and the body the failure."""
        return isinstance(node.body[-1], ast.Raise) and not isinstance(node.orelse[-1], ast.Raise)
