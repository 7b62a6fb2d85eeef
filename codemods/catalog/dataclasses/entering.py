"""Tell which instances come in by parameters that nothing here gives anything to.

A function that is public and called by nothing here gets what the same application built elsewhere.
What it asks of a parameter, attributes and methods, tells of which class that is.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from codemods.facts.file import FUNCTIONS
from codemods.facts.walking import walk

from .classes import Bases
from .displays import with_defaults
from .questions import Question
from .slots import Slot
from .tables import Common


class Followed(Protocol):
    """A module that is followed, with what it asks of receivers."""

    questions: list[Question]


class Files(Protocol):
    """The modules that belong together."""

    @property
    def common(self) -> Common: ...

    @property
    def flows(self) -> Sequence[Followed]: ...


def enter_instances(files: Files) -> None:
    """Note the classes of what comes in, where all that is asked of it leaves one open."""
    wanted: dict[int, tuple[Slot, set[str]]] = {}
    for question in (one for flow in files.flows for one in flow.questions):
        slot = question.receiver.find() if question.receiver is not None else None
        if slot is not None and slot.entries and not _is_known(slot):
            wanted.setdefault(id(slot), (slot, set()))[1].add(question.name)
    if not wanted:
        return
    bases = files.common.bases
    offers = {one: set(_offered(one, bases)) for one in bases if bases.order(one)}
    for slot, names in wanted.values():
        slot.classes += _fitting(slot, names, offers, bases)


def _is_known(slot: Slot) -> bool:
    return bool(slot.classes or slot.sites or slot.foreign or slot.is_container)


def _fitting(
    slot: Slot, names: set[str], offers: Mapping[ast.ClassDef, set[str]], bases: Bases
) -> list[ast.ClassDef]:
    """The class, with those that inherit from it, that alone has all the names."""
    fitting = [one for one, offered in offers.items() if names <= offered]
    roots = [one for one in fitting if not {*fitting} & {*(bases.order(one) or ())[1:]}]
    called = {name.strip("._").replace("_", "").lower() for name in slot.names}
    if len(roots) != 1 or (len(names) < 2 and roots[0].name.lower() not in called):
        return []
    return fitting


def _offered(owner: ast.ClassDef, bases: Bases) -> Iterator[str]:
    """The names of what instances have: methods, variables of the class, what methods store."""
    for one in bases.order(owner) or ():
        for node in one.body:
            if isinstance(node, FUNCTIONS):
                yield node.name
                yield from _stored(node)
            elif isinstance(node, (ast.Assign, ast.AnnAssign)):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                yield from (target.id for target in targets if isinstance(target, ast.Name))


def _stored(method: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    """The attributes of ``self`` that a method stores."""
    own = [one.arg for one, _ in with_defaults(method.args)][:1]
    for node in walk(method):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=attr, ctx=ast.Store()) if [
                name
            ] == own:
                yield attr
