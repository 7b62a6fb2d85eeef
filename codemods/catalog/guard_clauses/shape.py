"""Find how an ``if`` can be flattened: which guards to make, and what each of them does.

A flattening is a chain of steps. Each step turns one ``if`` into a guard and puts what it wrapped
behind it; the next step concerns the ``if`` at the end of what was wrapped. So one site can undo a
whole pyramid, and every step is legal by itself.
"""

import ast
from dataclasses import dataclass, replace
from enum import Enum, auto

from codemods.facts import Facts
from codemods.facts.exits import LEAVING, Exit, Obstacle, leaves
from codemods.facts.file import LOOPS
from codemods.facts.measures import weight
from codemods.facts.names import read_names
from codemods.facts.steps import alike
from codemods.facts.values import Values
from codemods.rewriting.comments import has_comment

from .conditions import negates_cleanly
from .exits import assigned_result, is_cheap, raises
from .pays import Pays, is_long

# A joined guard must read at a glance: at most so many columns and conditions.
_JOINED_WIDTH = 72
_JOINED_CONDITIONS = 4
# A ladder of so many arms, each of which leaves, is a dispatch table.
_DISPATCH = 4


class Kind(Enum):
    WRAP = auto()  # if c: REST               -> if not c: EXIT; REST
    EXIT_FIRST = auto()  # if c: REST else: EXIT    -> if not c: EXIT; REST
    DROP_ELSE = auto()  # if c: EXIT else: REST    -> if c: EXIT; REST


@dataclass(frozen=True, slots=True)
class Step:
    """What to do with one ``if``.

    ``guarded`` are the conditions that its guard turns around: its own, and, where it is
    ``joined`` with the guards before it, theirs. An ``else`` that is ``completed`` falls through to
    the exit behind it all; as a guard it says that exit itself.
    """

    node: ast.If
    kind: Kind
    guarded: tuple[ast.expr, ...] = ()
    joined: bool = False
    completed: bool = False

    @property
    def repeats(self) -> bool:
        """Whether its guard says the exit behind it all."""
        return self.kind is Kind.WRAP or self.completed


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
    pays: Pays
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

    def always_leaves(self, steps: list[Step]) -> bool:
        """Whether control never falls out of the end of what the steps leave behind."""
        last = steps[-1]
        return self._leaves(last.node.orelse if last.kind is Kind.DROP_ELSE else last.node.body)

    def _turns_unreadable(self, test: ast.expr) -> bool:
        """Whether the negation would be ``not (a != b)``, or ``not`` before several lines."""
        if negates_cleanly(test, self.values):
            return False
        denies = isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.NotEq)
        return denies or test.lineno != test.end_lineno

    def _tail(self, block: list[ast.stmt], fall: Exit | Obstacle, outer: Step) -> list[Step]:
        last = block[-1]
        return self.steps(last, fall, outer) if isinstance(last, ast.If) else []

    def _wrap(self, node: ast.If, fall: Exit | Obstacle, outer: Step | None) -> list[Step]:
        if isinstance(fall, Obstacle):
            return []
        if outer is None and raises(node.body) and not isinstance(fall.statement, ast.Raise):
            return []  # the error is the exception: it is what stays indented
        step = self._step(node, Kind.WRAP, outer)
        steps = [step, *self._tail(node.body, fall, step)]
        valued = fall.statement is not None and self.always_leaves(steps)
        if step.joined or self.pays.worth(node) or self._is_small_pyramid(steps):
            return steps
        # The last arm of a ladder stays as it is, like the arms before it.
        inner = outer is not None and outer.kind is not Kind.DROP_ELSE
        branches = len(node.body) > 1 and any(isinstance(one, ast.If) for one in node.body)
        return steps if valued and (len(steps) > 1 or inner or branches) else []

    def _is_small_pyramid(self, steps: list[Step]) -> bool:
        """Whether ifs that become one guard are all there is, and no search that ends there."""
        node = steps[0].node
        searches = isinstance(self.facts.place(node).owner, LOOPS) and leaves(steps[-1].node.body)
        joined = len(steps) > 1 and all(step.joined for step in steps[1:])
        return joined and not searches and self.pays.wraps_everything(node)

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
        return len(one) == len(other) == 1 and self._is_cheap(one[0]) and alike(one[0], other[0])

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
        while heads and heads[-1].lstrip().startswith("#"):
            heads = heads[:-1]  # what stands over the wrapped code speaks of that
        tails = self.facts.lines[(node.body[-1].end_lineno or 0) : (outer.end_lineno or 0)]
        return not any(map(has_comment, (*heads, *(tails if node.orelse else ()))))

    def _exit_first(self, node: ast.If, fall: Exit | Obstacle, outer: Step | None) -> list[Step]:
        otherwise = node.orelse
        if self._is_short(otherwise) and not self._leaves(otherwise):
            return self._exit_completed(node, fall, outer)
        if not self._is_short_exit(otherwise) or self._is_error_path(node):
            return []
        step = self._step(node, Kind.EXIT_FIRST, outer)
        tail = self._tail(node.body, fall, step)
        size = weight(node.body)
        # A value worth computing makes the else a branch like any other.
        plain = isinstance(otherwise[-1], ast.Raise) or self._is_cheap(otherwise[-1])
        least = 2 if plain else 3
        clean = negates_cleanly(node.test, self.values) and not is_long(node.test)
        if not clean:
            least += 1
        idle = clean and all(isinstance(statement, ast.Pass) for statement in node.body)
        if tail or idle or step.joined or size >= max(least, 2 * weight(otherwise)):
            return [step, *tail]
        validates = isinstance(otherwise[-1], ast.Raise)
        if outer is None:
            lone = validates and clean and len(otherwise) == size == 1
            return [step] if lone and not raises(node.body) else []
        # Behind another guard even a short branch stays in line, unless it is itself an exit.
        validates = validates and outer.kind is not Kind.DROP_ELSE
        return [step] if size > 1 or validates or not self._leaves(node.body) else []

    def _exit_completed(
        self, node: ast.If, fall: Exit | Obstacle, outer: Step | None
    ) -> list[Step]:
        """The same for an ``else`` that says something short and then falls through to ``fall``.

        In a pyramid of such branches only: a pair of them is a choice, and reads well as it is.
        """
        if not isinstance(fall, Exit) or isinstance(fall.statement, ast.Raise):
            return []
        if fall.statement is not None and read_names(fall.statement):
            return []
        step = replace(self._step(node, Kind.EXIT_FIRST, outer), completed=True)
        tail = self._tail(node.body, fall, step)
        if tail and tail[0].kind is not Kind.WRAP:
            return [step, *tail]
        inside = outer is not None and outer.kind is Kind.EXIT_FIRST
        return [step, *tail] if inside and weight(node.body) >= 2 * weight(node.orelse) else []

    def _drop_else(self, node: ast.If, fall: Exit | Obstacle, outer: Step | None) -> list[Step]:
        if not self._leaves(node.body):
            return []
        step = Step(node, Kind.DROP_ELSE)
        tail = self._tail(node.orelse, fall, step)
        size, rest = weight(node.body), weight(node.orelse)
        if is_elif(node, node.orelse):
            goes_on = bool(tail) or self._is_last_arm(node.orelse[0])
            return (
                [step, *tail]
                if goes_on and size <= 3 and not self._is_dispatch(node, outer)
                else []
            )
        if self._is_guard(node):
            return [step, *tail]
        in_line = outer is not None and outer.kind is Kind.DROP_ELSE and rest < size
        short = in_line or (size <= 2 and (bool(tail) or outer is not None))
        if short or self.result is not None or rest >= 2 * size:
            return [step, *tail]
        return []

    def _is_guard(self, node: ast.If) -> bool:
        """Whether ``node`` is a short way out, and its ``else`` all that goes on from there."""
        insists = isinstance(node.body[-1], ast.Raise) and not raises(node.orelse)
        return self._is_short_exit(node.body) and (insists or not self._leaves(node.orelse))

    def _is_last_arm(self, node: ast.stmt) -> bool:
        """Whether ``node`` ends a ladder of results, with only the default behind it."""
        return isinstance(node, ast.If) and not node.orelse and self._is_short_exit(node.body)

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
        assigned = self.result and assigned_result(block, self.result)
        return self._is_short(block) and (bool(assigned) or isinstance(block[-1], LEAVING))

    def _is_short(self, block: list[ast.stmt]) -> bool:
        if len(block) > 2 or weight(block) != len(block):
            return False
        return (block[-1].end_lineno or 0) - block[0].lineno <= 3

    def _is_cheap(self, statement: ast.stmt) -> bool:
        """``is_cheap``, where assigning the result counts as returning it."""
        if self.result and (assign := assigned_result([statement], self.result)):
            return is_cheap(ast.Return(assign.value))
        return is_cheap(statement)

    def _is_error_path(self, node: ast.If) -> bool:
        """Whether the ``else`` is the normal way out and the body the failure."""
        return isinstance(node.body[-1], ast.Raise) and not isinstance(node.orelse[-1], ast.Raise)
