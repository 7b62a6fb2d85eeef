"""Ask how the functions that differ between two versions of a module behave."""

import ast
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

from codemods.facts import Facts
from codemods.facts.control_flow import Model, graph
from codemods.facts.locality import same_scopes
from codemods.facts.steps import Step, same_graph
from codemods.facts.values import values_in
from codemods.model import Project, Source
from codemods.verify import verdict as because
from codemods.verify.budget import BACKEND, Budget
from codemods.verify.changes import Change, changes
from codemods.verify.isolation.answers import Answer, Answered, ImportFailed
from codemods.verify.isolation.limits import Limits
from codemods.verify.isolation.zygote import File
from codemods.verify.pair import Versions
from codemods.verify.verdict import Counterexample, Kind, Verdict

ENTRY = "codemods.verify.check:prepare"
TIMING = "codemods.verify.timing:prepare"
MODULE = "<module>"


class Trial(NamedTuple):
    """On inputs of which sizes to time a function; ``distinct`` elements must be no others."""

    sizes: tuple[int, ...]
    distinct: bool


@dataclass(frozen=True, slots=True)
class Question:
    """How do the functions that differ between two versions behave?

    With ``prove``, what static facts show is not executed. Where there are ``trials``, by the names
    of functions, the question is how long these take, and nothing else.
    """

    versions: Versions
    prove: bool = True
    trials: Mapping[str, Trial] = field(default_factory=dict)


def looked_at(question: Question) -> list[Verdict | Change]:
    """What is known without running anything: verdicts, and the changes that have to be run.

    In the order of the new text. Text that is no Python is one verdict, on the module.
    """
    versions = question.versions
    try:
        found = changes(versions.before, versions.after)
    except SyntaxError as error:
        reason = f"{because.NOT_PYTHON}: {error.msg}, line {error.lineno}"
        return [Verdict(MODULE, Kind.NOT_CHECKED, reason=reason)]
    if question.trials:
        found = [change for change in found if change.qualname in question.trials]
    return [_without_running(versions, change, question.prove) or change for change in found]


def file_of(question: Question, waiting: Sequence[Change], budget: Budget) -> File:
    """The task for the sandbox to run both versions of these functions."""
    versions, trials = question.versions, question.trials
    fields: dict[str, object] = asdict(budget)
    if trials:
        fields = {"seconds": budget.seconds, "seed": budget.seed}
    tasks = (
        json.dumps(
            {
                "qualname": change.qualname,
                **fields,
                **(trials[change.qualname]._asdict() if trials else {}),
            }
        )
        for change in waiting
    )
    entry = TIMING if trials else ENTRY
    warm = (f"{BACKEND}.crosshair_provider",) if budget.deep and not trials else ()
    return File(entry, versions.packed(), tuple(map(str.encode, tasks)), versions.search, warm)


def limits_for(budget: Budget) -> Limits:
    """What one function may use, with such a budget, before the sandbox ends it."""
    # A path that was begun may take some seconds more than there are.
    deep = 2 * budget.deep + 10 if budget.deep else 0.0
    return Limits(
        cpu_seconds=int(3 * budget.most + deep) + 2, wall_seconds=6 * (budget.most + deep) + 5
    )


def verdicts_on(waiting: Sequence[Change], answer: Answer) -> Iterator[Verdict]:
    """What an answer says of the function at the head of ``waiting``, or of all of them.

    Where the module can't be imported, no other answer follows.
    """
    if isinstance(answer, ImportFailed):
        for change in waiting:
            yield not_checked(change, f"{because.CANT_IMPORT}: {answer.reason}")
    else:
        yield _verdict(waiting[0], answer)


def not_checked(change: Change, reason: str) -> Verdict:
    return Verdict(change.qualname, Kind.NOT_CHECKED, reason=reason)


def _without_running(versions: Versions, change: Change, prove: bool) -> Verdict | None:
    if change.before is None:
        return not_checked(change, because.ADDED)
    if change.after is None:
        return not_checked(change, because.REMOVED)
    if not change.keeps_signature:
        return not_checked(change, because.SIGNATURE)
    return _proved(versions, change) if prove else None


def _proved(versions: Versions, change: Change) -> Verdict | None:
    """Whether both versions have the same control-flow graph."""
    assert change.before is not None and change.after is not None
    if list(map(ast.dump, change.before.decorator_list)) != list(
        map(ast.dump, change.after.decorator_list)
    ) or not same_scopes(change.before, change.after):
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


def _verdict(change: Change, answer: Answer) -> Verdict:
    if not isinstance(answer, Answered):
        return not_checked(change, answer.reason)
    fields = json.loads(answer.payload)
    example = fields.pop("counterexample")
    if example:
        example = Counterexample(**{**example, "setup": tuple(example["setup"])})
    fields |= {"kind": Kind(fields["kind"])}
    fields |= {name: tuple(map(tuple, fields[name])) for name in ("risks", "times")}
    fields |= {"records": tuple(fields["records"])}
    return Verdict(**fields, counterexample=example)
