"""Turn dicts that are used as records into dataclasses.

What
    A dict with fixed keys that a function builds, reads and changes, and that never leaves it,
    becomes an object of a small class above the function: ``d["k"]`` becomes ``d.k``, read, stored
    or changed in place; so does ``d.get("k")``, and ``"k" in d`` becomes its answer.

Why
    A class says once which fields there are, and tools find a misspelt one before it runs.

Assumptions
    ``closed-world``: no code but the function sees the record. Proved for each rewrite: every use
    of the variable is one of those above, so the dict is never handed on.
    ``same-keys``: each key that is used is there. Proved: the dict is built with all of them in the
    block that uses them, and none is ever taken out.

Declines
    Where the whole dict is used: returned, passed, compared, gone through, printed, kept in
    something else; where a key is not known, is not among those it is built with, is taken out, or
    can't be the name of a field; where the variable is bound again, a nested function uses it, the
    function looks at its variables by name; and in modules where ``dataclass`` means something
    else, or which are part of the standard library.

Options
    ``min-fields`` (2): how many fields a record must have.
"""

import ast
import re
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from codemods.codemod import Codemod
from codemods.facts import Facts
from codemods.facts.names import bindings, introspects
from codemods.facts.other_files import has_module, own_name
from codemods.model import (
    Change,
    Discharge,
    Evidence,
    Gain,
    Refusal,
    Rewrite,
    Span,
    Unproved,
    Verdict,
)

from .definition import class_name, text
from .examples import EXAMPLES
from .proof import expected
from .record import Record, Refused, found

NAME_TAKEN = "dataclass or object means something else in this module"
LOOKED_AT = "the module may look at its names"
LIBRARY = "the module is part of the standard library"


@dataclass(frozen=True)
class RecordOptions:
    """When a dict is worth a class."""

    min_fields: int = 2


def judge(node: ast.Assign, facts: Facts, options: RecordOptions) -> Verdict:
    """Judge what an assignment builds."""
    try:
        record = found(node, facts)
    except Refused as no:
        return Refusal(codemod.name, node.lineno, no.reason, no.line)
    if record is None or len(record.fields) < options.min_fields:
        return None
    if reason := _against(facts):
        return Refusal(codemod.name, node.lineno, reason, node.lineno)
    name = class_name(record, facts)
    return Rewrite(
        codemod=codemod.name,
        line=node.lineno,
        span=Span(node.lineno, record.last.end_lineno or record.last.lineno),
        anchors=(node.lineno,),
        write=partial(_written, record, name),
        prove=partial(_proved, record, name),
        measure=lambda _: (Gain("untyped keys", len(record.fields), 0),),
        imports=("from dataclasses import dataclass",),
        above=text(record, name, facts),
    )


def _against(facts: Facts) -> str | None:
    """What in the module as a whole stands in the way."""
    meant = [node for name, node in bindings(facts.tree) if name == "dataclass"]
    imported = {
        alias
        for node in facts.tree.body
        if isinstance(node, ast.ImportFrom) and node.module == "dataclasses" and not node.level
        for alias in node.names
        if alias.name == "dataclass"
    }
    shadowed = has_module(facts, "dataclasses") or not facts.is_builtin("object")
    if shadowed or any(node not in imported for node in meant):
        return NAME_TAKEN
    if introspects(facts.tree) or re.search(r"\bglobals\b", facts.source.text):
        return LOOKED_AT
    names = (own_name(facts), Path(facts.source.path).stem)
    tops = {name.partition(".")[0] for name in names}
    return LIBRARY if tops & sys.stdlib_module_names else None


def _written(record: Record, name: str, passage: Any) -> Any:
    # Imported here: LibCST takes long to load, and few files need it.
    from .write import written

    return written(passage, record, name)


def _proved(record: Record, name: str, change: Change) -> tuple[Evidence, ...]:
    after = [ast.dump(one) for one in change.after]
    if after != expected(record, name, change.before):
        raise Unproved("the result is not the original with each use replaced")
    uses = len(record.uses)
    return (
        Evidence("closed-world", Discharge.PROVED, f"all {uses} uses are of single keys"),
        Evidence("same-keys", Discharge.PROVED, "built with every key, and none is taken out"),
    )


codemod = Codemod(
    module=__name__,
    nodes=(ast.Assign,),
    judge=judge,
    options=RecordOptions,
    usually="proved: the record never leaves its function",
    examples=EXAMPLES,
)
