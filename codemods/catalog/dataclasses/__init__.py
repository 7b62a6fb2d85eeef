"""Turn dicts that are used as records into dataclasses.

What
    A dict with fixed keys that is built, read and changed becomes an object of a small class:
    ``d["k"]`` becomes ``d.k``, read, stored or changed in place; so does ``d.get("k")``, and
    ``"k" in d`` becomes its answer. One that never leaves its function gets a class of its own
    above that. One that is handed on is followed through the whole file: calls and returns,
    lists, tuples and dicts of such records, loops, comprehensions, ``sorted`` and ``max`` with a
    key, attributes of ``self``, defaults, closures. Annotations that say ``dict`` name the class.

Why
    A class says once which fields there are, and tools find a misspelt one before it runs.

Assumptions
    ``closed-world``: no code outside the file builds such records, or uses those it gets. Proved
    where they pass through private functions, variables and attributes alone. It stays open where a
    public function, parameter or attribute holds one, and running can't test it. Grant it for the
    modules of an application; not for a library, whose callers ask for keys.
    ``same-keys``: each key that is used is there. Proved: every place that builds the record gives
    it all keys, and none is ever taken out.
    ``known-uses``: proved by following every value of the file to all that is done with it; what is
    not understood counts as leaving the file.

Declines
    Where the whole dict is used: compared, gone through, printed, serialised, copied, unpacked,
    handed to a library; where a key is not known, is not among those it is built with, is taken
    out, or can't be the name of a field; where something else may be where the record is; where the
    places that build it do not agree on its keys; where another file may import this one and a
    public name holds the record: files are not followed into each other yet; where the module looks
    at names or attributes by texts, ``dataclass`` means something else, or the module is part of
    the standard library.

Options
    ``min-fields`` (2): how many fields a record must have.
"""

import ast
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from codemods.codemod import Assumption, Codemod
from codemods.facts import Facts
from codemods.facts.names import bindings, introspects
from codemods.facts.other_files import has_module, own_name
from codemods.facts.walking import walk
from codemods.model import (
    Change,
    Discharge,
    Evidence,
    Gain,
    Refusal,
    Rewrite,
    Span,
    Unproved,
    Verdicts,
)

from . import shared
from .definition import class_name, text
from .displays import pairs_of
from .examples import EXAMPLES
from .proof import expected
from .record import Record, Refused, found

NAME_TAKEN = "dataclass or object means something else in this module"
LOOKED_AT = "the module may look at its names"
# The keys that a record may be built with, and those that are used.
_BUILDING = re.compile(r"""["'](\w+)["']\s*:|\b(\w+)\s*=(?!=)""")
_USING = re.compile(r"""(?:\[|\.get\()\s*["'](\w+)["']""")
# What finds attributes and variables by names that are no names in the text.
_LOOKING = re.compile(r"\b(getattr|setattr|delattr|vars|globals|locals|__dict__|eval|exec)\b")
LIBRARY = "the module is part of the standard library"


@dataclass(frozen=True)
class RecordOptions:
    """When a dict is worth a class."""

    min_fields: int = 2


def judge(node: ast.AST, facts: Facts, options: RecordOptions) -> Verdicts:
    """Judge what an assignment builds, or all records that functions of a module share."""
    if isinstance(node, ast.Module):
        return _shared(node, facts, options)
    assert isinstance(node, ast.Assign)
    try:
        record = found(node, facts)
    except Refused as no:
        if ("shared record", node.value) in facts.memo:
            return None
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


def _shared(node: ast.Module, facts: Facts, options: RecordOptions) -> Sequence[Rewrite | Refusal]:
    text = facts.source.text
    # Most modules are left alone at once: they use no key that they also build, or build no record.
    using = {*_USING.findall(text)}
    if not using or not {one for pair in _BUILDING.findall(text) for one in pair} & using:
        return []
    if not any(isinstance(one, (ast.Dict, ast.Call)) and pairs_of(one) for one in walk(node)):
        return []
    for one in facts.nodes(ast.Assign):
        try:
            if found(one, facts) is not None:
                facts.memo["local record", one.value] = True
        except Refused:
            facts.memo["refused record", one.value] = True
    verdicts = list(shared.verdicts(node, facts, options.min_fields))
    if not any(isinstance(verdict, Rewrite) for verdict in verdicts):
        return verdicts
    reason = LOOKED_AT if _LOOKING.search(text) else _against(facts)
    if reason is None:
        return verdicts
    return [
        Refusal(codemod.name, one.line, reason, one.line) if isinstance(one, Rewrite) else one
        for one in verdicts
    ]


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


ASSUMPTIONS = (
    Assumption(
        "closed-world",
        "no code outside the file builds such records, or uses those that it gets from it",
        (),
    ),
)
codemod = Codemod(
    module=__name__,
    nodes=(ast.Module, ast.Assign),
    assumptions=ASSUMPTIONS,
    judge=judge,
    options=RecordOptions,
    usually="proved where only private names hold records; else granted by name",
    examples=EXAMPLES,
)
