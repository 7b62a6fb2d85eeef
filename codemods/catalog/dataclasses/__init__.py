"""Turn dicts that are used as records into dataclasses.

What
    A dict with fixed keys that is built, read and changed becomes an object of a small class:
    ``d["k"]`` becomes ``d.k``, read, stored or changed in place; so does ``d.get("k")``, and ``"k"
    in d`` becomes its answer. Keys that are added right behind the display go into the call of the
    class, ``d.update(k=1)`` becomes an assignment, ``{**d, "k": 1}`` and ``d.copy()`` become
    ``replace(d, k=1)``, ``f(**d)`` names what it gives, ``itemgetter`` becomes ``attrgetter``. ``d
    | {"k": 1}`` is one more way to spell a copy. Where a dict is needed for a moment, for
    ``print``, ``json.dumps``, ``csv.DictWriter``, ``str`` or a format, alone, in a list or a dict,
    or inside of a display that is written out at once or next, there is one again: ``asdict(d)``
    where a deep copy is as good, else one that names the fields. A key that may be missing is a
    field with a default. A record that never leaves its function gets a private class; others are
    followed through the whole file: calls and returns, ``*args``, generators, coroutines, methods
    of known instances, class methods, properties and what sets them, bases, ``with``, lists,
    deques, tuples and dicts of such records, their sums, loops, comprehensions, ``sorted``,
    ``max``, ``map``, ``reduce`` and ``itertools``, attributes of ``self``, fields of dataclasses,
    defaults, closures, and functions that are values: callbacks, tables of functions, methods that
    are handed on, ``partial``. Annotations that say ``dict``, by whatever name, name the class.
    Fields have the types of what is put into them, as literals, annotations, other fields and the
    calls of functions tell; functions that build records say what they take and give. Where
    ``closed-world`` is granted records are followed through all files of the run: the class goes
    where a record is built, the other files import it, and all of them are written or none. Where
    that closes a ring of imports, the class gets a module of its own, ``order_record.py`` for
    ``Order``.

Why
    A class says once which fields there are, and tools find a misspelt one before it runs.

Assumptions
    ``closed-world``: no code outside the given files builds such records, or uses those it gets.
    Proved where they pass through private functions, variables and attributes alone. It stays open
    where a public function, parameter or attribute holds one, and running can't test it. Grant it
    for the modules of an application, with all that uses them among the given files (``codemods
    run .``, tests included); not for a library, whose callers ask for keys. A public function that
    nothing here calls gets its records from outside: its keys, and names where these leave it
    open, must tell which they are; the line of the site lists such parameters. An instance of a
    class that comes in that way is told by the attributes and methods that it is asked for.
    ``same-shape``: a record that lacks a key is as good as one that has ``None`` under it. Open
    where a key that may be missing is read without a test (a ``KeyError`` before, ``None`` after),
    or may hold ``None`` and is then told from one that is missing. Grant it where ``None`` means
    "not known" everywhere, and no one waits for that ``KeyError``.
    ``self-equal``: records that are compared hold nothing that differs from itself, as ``nan``
    does. Open where one may hold a float, or what is not known: two dicts that hold the same
    ``nan`` are equal, two objects are not, from Python 3.13 on.
    ``validated-input``, for models of pydantic alone: what they are built of has the types of the
    fields. A record that has not raises where it is built, or is converted (``"3"`` to 3).
    ``same-keys``: each key that is used is there. Proved: every place that builds the record gives
    it all keys, and none is ever taken out.
    ``known-uses``: proved by following every value of the file to all that is done with it; what is
    not understood counts as leaving the file.

Declines
    Where the whole dict is used: gone through, measured, handed to a library, or to a function that
    collects keys by ``**``; where a key is not known, is not among those it is built with, is taken
    out, or can't be the name of a field; where something else may be where the record is (``False``
    may, as long as nothing uses the whole dict); where there may be none and a TypeError or an
    AttributeError is handled; where the places that build it do not agree on its keys; where
    another file may use it, and files are not followed; where a parameter may get it from outside,
    or something else; where not all files that name the class can import it; where the module looks
    at names or attributes by texts, ``dataclass`` means something else, or the module is part of
    the standard library. The reason names the line, in whatever file it is.

Options
    ``min-fields`` (2): how many fields a record must have.
    ``names`` (none): what classes are to be called in the place of the names in the preview, as
    ``names = { Row = "Sale" }``.
    ``flavor`` ("dataclass"): "pydantic" makes models that check what they are built of;
    "typeddict" leaves the dicts as they are, and annotates them, wherever they may go.
"""

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from codemods.codemod import Assumption, Codemod
from codemods.facts import Facts
from codemods.facts.names import bindings, introspects
from codemods.facts.other_files import has_module, own_name
from codemods.model import Group, Refusal, Rewrite, Verdicts

from .examples import EXAMPLES
from .flavored import EXAMPLES as IN_FLAVORS
from .flavors import FLAVORS
from .flavors import Name as Flavor
from .prefilter import may_hold_records
from .records import Part, Wanted, new_module, verdicts
from .world import World

NAME_TAKEN = "dataclass, or another name that it needs, means something else in this module"
LOOKED_AT = "the module may look at its names"
# What finds attributes and variables by names that are no names in the text.
_ASKING = re.compile(r"\b(get_type_hints|get_annotations|__annotations__)\b")
_LOOKING = re.compile(r"\b(getattr|setattr|delattr|vars|globals|locals|__dict__|eval|exec)\b")
OLD = "the lowest Python that has to run it has no unions in classes, or no slots of dataclasses"
LIBRARY = "the module is part of the standard library"


@dataclass(frozen=True)
class RecordOptions:
    """When a dict is worth a class."""

    min_fields: int = 2
    names: dict[str, str] = field(default_factory=dict)
    flavor: Flavor = "dataclass"


def judge(node: ast.AST, facts: Facts, options: RecordOptions) -> Verdicts:
    """Judge all records of a module."""
    assert isinstance(node, ast.Module)
    if not may_hold_records(facts):
        return []
    found: list[Rewrite | Refusal] = []
    followed = facts.project.followed == codemod.name and options.flavor != "typeddict"
    for verdict in _judged([facts], options, private=followed):
        if isinstance(verdict, Group):
            found += verdict.rewrites.values()
        else:
            found.append(verdict[1])
    return found


def follow(files: Sequence[Facts], options: RecordOptions) -> Iterator[Group | tuple[str, Refusal]]:
    """Judge all records of files that belong together."""
    if options.flavor != "typeddict":  # what stays a dict may go to other files
        yield from _judged(files, options, private=False)


def _judged(
    files: Sequence[Facts], options: RecordOptions, private: bool
) -> Iterator[Group | tuple[str, Refusal]]:
    """Judge records; ``private`` leaves out those that were followed through all files before."""
    wanted = Wanted(options.min_fields, options.names, FLAVORS[options.flavor])
    world = World(files)
    found = list(verdicts(world, wanted, private))
    world.give_up()
    against: dict[str, str | None] = {}
    for verdict in found:
        if not isinstance(verdict, list):
            facts, refusal = verdict
            yield facts.source.path, refusal
            continue
        reason = None
        for part in verdict:
            path = part.facts.source.path
            if path not in against:
                against[path] = _against(part.facts)
            reason = reason or _name_taken(part) or against[path]
        if verdict[0].shape.slot.looked_up and any(
            _LOOKING.search(one.source.text) for one in files
        ):
            reason = reason or LOOKED_AT
        if reason is None:
            rewrites = {part.facts.source.path: part.rewrite for part in verdict}
            yield Group(rewrites, new_module(verdict[0].shape))
            continue
        first = next((one for one in verdict if one.facts is one.shape.home), verdict[0])
        line = first.rewrite.line
        yield first.facts.source.path, Refusal(codemod.name, line, reason, line)


def _name_taken(part: Part) -> str | None:
    """Whether a name that the result needs means something else in the module."""
    tree = part.facts.tree
    for name, module in part.library.items():
        imported = {
            alias
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and node.module == module and not node.level
            for alias in node.names
            if alias.name == name and alias.asname in (None, name)
        }
        if any(one == name and node not in imported for one, node in bindings(tree)):
            return NAME_TAKEN
    return None


def _against(facts: Facts) -> str | None:
    """What in the module as a whole stands in the way."""
    if facts.project.target < (3, 10):
        return OLD
    if has_module(facts, "dataclasses") or not facts.is_builtin("object"):
        return NAME_TAKEN
    if introspects(facts.tree) or re.search(r"\bglobals\b", facts.source.text):
        return LOOKED_AT
    if _ASKING.search(facts.source.text):
        return LOOKED_AT
    name = own_name(facts) or Path(facts.source.path).stem
    return LIBRARY if name.partition(".")[0] in sys.stdlib_module_names else None


ASSUMPTIONS = (
    Assumption(
        "closed-world",
        "no code outside the given files builds such records, or uses those that it gets",
        (),
    ),
    Assumption(
        "same-shape",
        "a record that lacks a key is as good as one that has None under it",
        ("C-5",),
    ),
    Assumption("self-equal", "what records hold is equal to itself: it is not nan", ()),
    Assumption(
        "validated-input",
        "what records are built of has the types of the fields: else the model raises, or converts",
        (),
    ),
)
codemod = Codemod(
    module=__name__,
    nodes=(ast.Module,),
    assumptions=ASSUMPTIONS,
    judge=judge,
    follow=follow,
    follows_with="closed-world",
    options=RecordOptions,
    usually="proved where only private names hold records; else granted by name",
    examples=(*EXAMPLES, *IN_FLAVORS),
)
