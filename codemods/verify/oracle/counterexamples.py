"""Write down a call on which two versions of a function differ, as Python."""

import ast

from codemods.verify.changes import Change
from codemods.verify.inputs.recipes import Arguments
from codemods.verify.oracle.difference import outcome_words
from codemods.verify.oracle.drives import Drive
from codemods.verify.oracle.observation import Observation
from codemods.verify.verdict import Counterexample


def counterexample(
    change: Change,
    call: Arguments,
    drive: Drive,
    before: Observation,
    after: Observation,
    differs: str,
) -> Counterexample:
    """The call with all lines that it needs, what both versions did, and what differs."""
    globals_, line = written_call(change, call)
    note = () if drive is Drive.PLAIN else (f"# driven: {drive}",)
    setup = (*call.prelude(), *globals_, *note)
    return Counterexample(setup, line, outcome_words(before), outcome_words(after), differs)


def written_call(change: Change, call: Arguments) -> tuple[list[str], str]:
    """The call as Python, and the lines that set globals before it."""
    function = change.after
    is_property = function is not None and any(
        isinstance(decorator, ast.Name) and decorator.id in ("property", "cached_property")
        for decorator in function.decorator_list
    )
    *globals_, line = call.source(change.qualname, is_property).split("\n")
    return globals_, line
