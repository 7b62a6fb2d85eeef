"""Give a verdict on every function that differs between versions of modules."""

import ast
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from codemods.facts import Facts
from codemods.facts.control_flow import Model, Step, graph, same_graph
from codemods.facts.values import values_in
from codemods.model import Project, Source
from codemods.verify import verdict as because
from codemods.verify.answers import Answer, Answered, ImportFailed
from codemods.verify.budget import Budget
from codemods.verify.changes import Change, changes
from codemods.verify.limits import Limits
from codemods.verify.pair import Versions
from codemods.verify.sandbox import in_sandbox
from codemods.verify.verdict import Counterexample, Kind, Verdict

ENTRY = "codemods.verify.check:prepare"


def verdicts(versions: Versions, budget: Budget, prove: bool = True) -> Iterator[Verdict]:
    """The verdicts on the functions that differ, in the order of the new text.

    With ``prove``, what static facts show is not executed. Raises ``SyntaxError``.
    """
    waiting = []
    for change in changes(versions.before, versions.after):
        known = _without_running(versions, change, prove)
        waiting.append(known or change)
    unknown = [change for change in waiting if isinstance(change, Change)]
    executed = _executed(versions, unknown, budget)
    for one in waiting:
        yield next(executed) if isinstance(one, Change) else one


def _without_running(versions: Versions, change: Change, prove: bool) -> Verdict | None:
    if change.before is None:
        return _not_checked(change, because.ADDED)
    if change.after is None:
        return _not_checked(change, because.REMOVED)
    if not change.keeps_signature:
        return _not_checked(change, because.SIGNATURE)
    return _proved(versions, change) if prove else None


def _proved(versions: Versions, change: Change) -> Verdict | None:
    """Whether both versions have the same control-flow graph."""
    assert change.before is not None and change.after is not None
    if list(map(ast.dump, change.before.decorator_list)) != list(
        map(ast.dump, change.after.decorator_list)
    ):
        return None
    try:
        size = same_graph(
            _graph(versions.before, change.before), _graph(versions.after, change.after)
        )
    except RecursionError:
        return None
    if size is None:
        return None
    return Verdict(change.qualname, Kind.PROVED, reason=f"same control-flow graph, {size} steps")


def _graph(text: str, function: ast.AST) -> Step:
    facts = Facts(Source("", text), Project(inequality="not looked for"))
    values = values_in(facts, function)
    return graph(function, Model(values.inverts_equality, values.inverts_order))


def _executed(versions: Versions, waiting: Sequence[Change], budget: Budget) -> Iterator[Verdict]:
    if not waiting:
        return
    tasks = [
        json.dumps({"qualname": change.qualname, **asdict(budget)}).encode() for change in waiting
    ]
    limits = Limits(cpu_seconds=int(3 * budget.most) + 2, wall_seconds=6 * budget.most + 5)
    answers = in_sandbox(versions.packed(), tasks, ENTRY, limits, search=versions.search)
    remaining = iter(waiting)
    reason = because.DIED
    for change, answer in zip(remaining, answers, strict=False):
        yield _verdict(change, answer)
        if isinstance(answer, ImportFailed):
            reason = f"{because.CANT_IMPORT}: {answer.reason}"
            break
    for change in remaining:
        yield _not_checked(change, reason)


def _verdict(change: Change, answer: Answer) -> Verdict:
    if isinstance(answer, Answered):
        fields = json.loads(answer.payload)
        example = fields.pop("counterexample")
        if example:
            example = Counterexample(**{**example, "setup": tuple(example["setup"])})
        fields |= {"kind": Kind(fields["kind"]), "risks": tuple(map(tuple, fields["risks"]))}
        return Verdict(**fields, counterexample=example)
    if isinstance(answer, ImportFailed):
        return _not_checked(change, f"{because.CANT_IMPORT}: {answer.reason}")
    return _not_checked(change, answer.reason)


def _not_checked(change: Change, reason: str) -> Verdict:
    return Verdict(change.qualname, Kind.NOT_CHECKED, reason=reason)
