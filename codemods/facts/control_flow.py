"""Build the control-flow graph of a function, and tell when two functions have the same one.

A graph's nodes are the steps that can be observed: a condition tested, a statement executed, a
context manager entered or left. Each step leads to what comes next for each of its results, and to
whatever handles an exception raised in it. ``and``, ``or``, ``not``, ``if``, ``else`` and the
exits are not steps: they only say where the steps lead. Two functions whose graphs cannot be told
apart from the start run the same steps in the same order, whatever the steps do
(``steps.same_graph``), as long as names mean the same in both (``names.same_scopes``).
"""

import ast
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from codemods.facts.exits import is_irrefutable
from codemods.facts.file import FUNCTIONS
from codemods.facts.known_results import label_of, worked_out
from codemods.facts.names import assigned, result_names
from codemods.facts.steps import THE_VALUE, Step


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the exits lead from here. The functions add what must run on the way out."""

    error: Step
    leave: Callable[[Step], Step]
    break_: Callable[[], Step]
    continue_: Callable[[], Step]
    handling: int = 0


@dataclass(frozen=True, slots=True)
class Model:
    """Which comparisons may be read as the negation of another one."""

    inverts_equality: Callable[[ast.Compare], bool]
    inverts_order: Callable[[ast.Compare], bool]


def graph(root: ast.AST, model: Model) -> Step:
    """The first step of ``root``: a function, or any other statement."""
    uncaught = Step(("uncaught",))
    around = Surroundings(uncaught, lambda final: final, _outside, _outside)
    builder = _Builder(model, root)
    if isinstance(root, FUNCTIONS):
        end = Step(("return", label_of(None)))
        return worked_out(builder.block(root.body, end, around), builder.results)
    assert isinstance(root, ast.stmt)
    return builder.statement(root, Step(("end",)), around)


def _outside() -> Step:
    return Step(("outside",))


def _dump(node: ast.AST | None) -> str:
    return "" if node is None else ast.dump(node)


class _Builder:
    """Builds graphs from the end to the start, so that each step knows what follows it."""

    def __init__(self, model: Model, root: ast.AST) -> None:
        self.model = model
        self._root = root
        self._returning: dict[Step, str] = {}

    @cached_property
    def results(self) -> frozenset[str]:
        return result_names(self._root)

    def block(self, statements: Iterable[ast.stmt], after: Step, around: Surroundings) -> Step:
        for statement in reversed(list(statements)):
            after = self.statement(statement, after, around)
        return after

    def statement(self, node: ast.stmt, after: Step, around: Surroundings) -> Step:
        match assigned(node):
            case name, value if self._returning.get(after) == name and name in self.results:
                # Assigned, returned at once and never read elsewhere: the name can't be observed.
                return self._return(value, around)
        match node:
            case ast.Pass() | ast.Expr(value=ast.Constant()):
                return after
            case ast.Break():
                return around.break_()
            case ast.Continue():
                return around.continue_()
            case ast.Return():
                return self._return(node.value, around)
            case ast.Raise():
                return self._step("raise", node, [], around)
            case ast.If():
                body = self.block(node.body, after, around)
                return self._test(node.test, body, self.block(node.orelse, after, around), around)
            case ast.While():
                return self._while(node, after, around)
            case ast.For() | ast.AsyncFor():
                return self._for(node, after, around)
            case ast.With() | ast.AsyncWith():
                return self._with(type(node).__name__, node.items, node.body, after, around)
            case ast.Try() | ast.TryStar():
                return self._try(node, after, around)
            case ast.Match():
                return self._match(node, after, around)
        return self._step("do", node, [after], around)

    def _step(
        self, kind: str, node: ast.AST | None, after: list[Step], around: Surroundings
    ) -> Step:
        return Step((kind, around.handling), [*after, around.error], node)

    def _return(self, value: ast.expr | None, around: Surroundings) -> Step:
        match value:
            case None:
                return around.leave(Step(("return", label_of(None))))
            case ast.Constant(value=constant):
                return around.leave(Step(("return", label_of(constant))))
        leave = around.leave(Step(THE_VALUE))
        step = self._step("evaluate", value, [leave], around)
        if isinstance(value, ast.Name):
            self._returning[step] = value.id
        return step

    def _test(self, test: ast.expr, yes: Step, no: Step, around: Surroundings) -> Step:
        match test:
            case ast.BoolOp(op=ast.And()):
                for value in reversed(test.values):
                    yes = self._test(value, yes, no, around)
                return yes
            case ast.BoolOp():
                for value in reversed(test.values):
                    no = self._test(value, yes, no, around)
                return no
            case ast.UnaryOp(op=ast.Not()):
                return self._test(test.operand, no, yes, around)
            case ast.Constant():
                return yes if test.value else no
            case ast.Compare(ops=[operator]) if positive := self._positive(test, operator):
                test = ast.Compare(test.left, [positive], test.comparators)
                yes, no = no, yes
        return self._step("test", test, [yes, no], around)

    def _positive(self, test: ast.Compare, operator: ast.cmpop) -> ast.cmpop | None:
        """The operator that ``operator`` is the negation of, where it is one."""
        match operator:
            case ast.IsNot():
                return ast.Is()
            case ast.NotIn():
                return ast.In()
            case ast.NotEq() if self.model.inverts_equality(test):
                return ast.Eq()
            case ast.GtE() if self.model.inverts_order(test):
                return ast.Lt()
            case ast.LtE() if self.model.inverts_order(test):
                return ast.Gt()
        return None

    def _while(self, node: ast.While, after: Step, around: Surroundings) -> Step:
        head = Step(None)
        inside = replace(around, break_=lambda: after, continue_=lambda: head)
        body = self.block(node.body, head, inside)
        head.successors = [
            self._test(node.test, body, self.block(node.orelse, after, around), around)
        ]
        return head

    def _for(self, node: ast.For | ast.AsyncFor, after: Step, around: Surroundings) -> Step:
        kind = type(node).__name__
        head = self._step(f"{kind} next", node.target, [], around)
        inside = replace(around, break_=lambda: after, continue_=lambda: head)
        body = self.block(node.body, head, inside)
        head.successors[:0] = [body, self.block(node.orelse, after, around)]
        return self._step(f"{kind} iter", node.iter, [head], around)

    def _with(
        self,
        kind: str,
        items: list[ast.withitem],
        body: list[ast.stmt],
        after: Step,
        around: Surroundings,
    ) -> Step:
        if not items:
            return self.block(body, after, around)
        item = items[0]

        def left(then: Step) -> Step:
            return self._step(f"{kind} exit", item.context_expr, [then], around)

        swallow = self._step(f"{kind} exception", item.context_expr, [after], around)
        inside = replace(
            around,
            error=swallow,
            leave=lambda final: left(around.leave(final)),
            break_=lambda: left(around.break_()),
            continue_=lambda: left(around.continue_()),
        )
        entered = self._with(kind, items[1:], body, left(after), inside)
        if item.optional_vars is not None:
            entered = self._step(f"{kind} as", item.optional_vars, [entered], inside)
        return self._step(f"{kind} enter", item.context_expr, [entered], around)

    def _try(self, node: ast.Try | ast.TryStar, after: Step, around: Surroundings) -> Step:
        def finally_(then: Step) -> Step:
            return self.block(node.finalbody, then, around)

        unhandled = finally_(around.error) if node.finalbody else around.error
        after = finally_(after)
        inside = replace(
            around,
            error=unhandled,
            leave=lambda final: finally_(around.leave(final)),
            break_=lambda: finally_(around.break_()),
            continue_=lambda: finally_(around.continue_()),
        )
        handling = replace(inside, handling=around.handling + 1)
        handlers = [self.block(handler.body, after, handling) for handler in node.handlers]
        names = tuple((_dump(handler.type), handler.name) for handler in node.handlers)
        dispatch = Step((type(node).__name__, names), [*handlers, unhandled])
        orelse = self.block(node.orelse, after, inside)
        return self.block(node.body, orelse, replace(inside, error=dispatch))

    def _match(self, node: ast.Match, after: Step, around: Surroundings) -> Step:
        otherwise = after
        for case in reversed(node.cases):
            body = self.block(case.body, after, around)
            if case.guard is not None:
                body = self._test(case.guard, body, otherwise, around)
            following = [body] if is_irrefutable(case.pattern) else [body, otherwise]
            otherwise = self._step("case", case.pattern, following, around)
        return self._step("match", node.subject, [otherwise], around)
