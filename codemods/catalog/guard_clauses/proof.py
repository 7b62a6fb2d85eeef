"""Show that a function behaves the same before and after, and what it gained."""

import ast
from collections.abc import Iterator, Sequence

from codemods.facts import Facts
from codemods.facts.control_flow import Model, graph
from codemods.facts.file import FUNCTIONS
from codemods.facts.locality import same_scopes
from codemods.facts.measures import nesting
from codemods.facts.steps import Step, same_graph
from codemods.facts.values import values_in
from codemods.facts.walking import walk
from codemods.model import Change, Discharge, Evidence, Gain, Unprofitable, Unproved

from .conditions import negates_cleanly, turned_comparisons
from .pays import GuardOptions


class Proof:
    """Shows that the function before and after has one and the same control-flow graph.

    ``negated`` are the conditions that the rewrite turned around.
    """

    def __init__(self, facts: Facts, negated: Sequence[ast.expr]) -> None:
        self._facts = facts
        self._negated = negated

    def evidence(self, change: Change) -> tuple[Evidence, ...]:
        before = self._facts.once("frame", change.root_before, lambda: _frame(change.root_before))
        if before != _frame(change.root_after):
            raise Unproved("the head of the function is not the same")
        if not same_scopes(change.root_before, change.root_after):
            raise Unproved("other names are local to the function than before")
        size = same_graph(self._graph(change.root_before), self._graph(change.root_after))
        if size is None:
            raise Unproved("the control-flow graphs before and after are not the same")
        fact = f"same control-flow graph, {size} steps"
        proof = Evidence("same-control-flow", Discharge.PROVED, fact)
        return (proof, *self._comparisons(change))

    def _graph(self, root: ast.AST) -> Step:
        values = values_in(self._facts, root)
        model = Model(values.inverts_equality, values.inverts_order)
        return self._facts.once("graph", root, lambda: graph(root, model))

    def _comparisons(self, change: Change) -> Iterator[Evidence]:
        values = values_in(self._facts, change.root_before)
        turned = {
            type(comparison.ops[0])
            for test in self._negated
            if negates_cleanly(test, values)
            for comparison in turned_comparisons(test)
        }
        if turned & {ast.Lt, ast.LtE, ast.Gt, ast.GtE}:
            fact = "both sides are ints or strings, by literals, builtins and annotations"
            yield Evidence("total-order", Discharge.PROVED, fact)
        if turned & {ast.Eq, ast.NotEq}:
            fact = "known values, or no class or library in sight redefines !="
            yield Evidence("negated-equality", Discharge.PROVED, fact)


def _frame(root: ast.AST) -> tuple[str, ...]:
    """What of a function is not its body: the head, and what makes it a generator."""
    if not isinstance(root, FUNCTIONS):
        return (type(root).__name__,)
    suspensions = sum(
        isinstance(node, (ast.Yield, ast.YieldFrom, ast.Await)) for node in walk(root)
    )
    head = [root.args, *root.decorator_list, *([root.returns] if root.returns else [])]
    return (type(root).__name__, root.name, str(suspensions), *map(ast.dump, head))


def gains(facts: Facts, change: Change, options: GuardOptions) -> tuple[Gain, ...]:
    # Imported here: only files with a site need the measuring library.
    from codemods.facts.complexity import cognitive_complexity

    root = change.root_before
    complexity = facts.once("complexity", root, lambda: cognitive_complexity(root))
    measured = (
        ("nesting", nesting(change.before), nesting(change.after), options.min_nesting_gain),
        (
            "cognitive complexity",
            complexity,
            cognitive_complexity(change.root_after),
            options.min_complexity_gain,
        ),
    )
    for measure, before, after, least in measured:
        if before - after < least:
            raise Unprofitable(f"it would not pay: {measure} {before} -> {after}")
    return tuple(Gain(measure, before, after) for measure, before, after, _ in measured)
