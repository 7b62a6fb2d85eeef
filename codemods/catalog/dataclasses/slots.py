"""Keep apart, or join, the sets of values that variables, fields and containers may hold.

Points-to analysis by unification, after B. Steensgaard, "Points-to analysis in almost linear time"
(POPL 1996): what may be the same object is in the same slot.
"""

import ast
from dataclasses import dataclass, field
from typing import Literal

from codemods.facts import Facts

Key = str | int
Kind = Literal["list", "dict", "defaultdict", "other"]
# One key: ``load`` to ``contains``. Several: ``keys`` is a call of ``itemgetter``, ``update`` a
# statement, ``spread`` the display ``{**record, ...}``. All: ``copy``, and what needs a dict for a
# moment, ``dump``, or one for ``each`` in a list, or in a dict where ``key`` is "items"; ``text``
# is one in an f-string, ``keywords`` the call ``f(**record)``.
UseKind = Literal[
    "load", "store", "change", "get", "contains", "keys",
    "update", "spread", "copy", "dump", "each", "text", "keywords",
]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Use:
    """A place where keys of a record are used; where it is one key, ``key`` is that.

    ``key`` of ``keywords`` is the name of the variable; ``guarded`` tells that ``None`` may stand
    in the place of the record.
    """

    node: ast.expr | ast.stmt
    key: str
    kind: UseKind
    keys: tuple[str, ...] = ()
    guarded: bool = False

    @property
    def default(self) -> ast.expr:
        """What ``get`` gives where there is no such key."""
        assert isinstance(self.node, ast.Call)
        return next(iter(self.node.args[1:]), ast.Constant(None))


# Why something is not to be done, and what is to blame.
Reason = tuple[str, ast.AST]
Stored = tuple[ast.expr | None, ast.operator | None]
_LISTS = (
    "sites", "uses", "names", "annotations", "looked_up", "classes", "kinds", "callees", "falses",
)  # fmt: skip
# Of these one is enough.
_REASONS = ("escapes", "whole", "foreign", "compared", "asked", "read", "dynamic", "unpacked")


@dataclass(frozen=True)
class Way:
    """A name by which other modules may reach a value of this one: ``make_user()``, ``.user``."""

    text: str
    facts: Facts

    @property
    def name(self) -> str:
        """The last of the names that are written to reach it."""
        return self.text.partition("(")[0].rpartition(".")[2]

    @property
    def is_private(self) -> bool:
        return self.text.lstrip(".").startswith("_")

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Callee:
    """A function that is a value, of whose parameters the first ones are given already."""

    function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    skip: int


@dataclass(eq=False, slots=True)
class Slot:
    """Values that may be the same objects, and all that is done with them.

    ``sites`` are the displays that build records, ``escapes`` the reasons why such a value, or what
    it holds, can't be rewritten; ``whole`` those that concern it but not what it holds. ``ways``
    tell by which names other modules may reach it, ``entries`` which of them are parameters that
    get it from nowhere in these modules, ``looked_up`` that it can be reached by texts,
    ``compared`` where it is, ``asked`` where it is asked what is in it, ``read`` where a list of
    such records is read as a whole, ``dynamic`` why it is a container, ``unpacked`` where it is
    taken apart, ``foreign`` where something unknown may get in; ``classes`` are those whose
    instances are in it, ``callees`` the functions that are in it, ``kinds`` what containers are
    built as. ``values`` are what is put into a key, with the operator of ``+=`` and its like;
    ``None`` is something that no expression gives. ``gets_none`` tells that the value may be
    ``None`` as well, ``gets_false`` that it may be ``False`` where no record is; ``falses``
    are those not told of yet. ``binds`` tells that functions in it are methods: a class has them.
    """

    sites: list[ast.expr] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    escapes: list[Reason] = field(default_factory=list)
    whole: list[Reason] = field(default_factory=list)
    # In the order in which they were found.
    ways: dict[Way, None] = field(default_factory=dict)
    entries: dict[Way, None] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    annotations: list[ast.expr] = field(default_factory=list)
    values: dict[str, list[Stored]] = field(default_factory=dict)
    looked_up: list[str] = field(default_factory=list)
    compared: list[ast.AST] = field(default_factory=list)
    foreign: list[ast.AST] = field(default_factory=list)
    asked: list[ast.AST] = field(default_factory=list)
    read: list[Reason] = field(default_factory=list)
    dynamic: list[Reason] = field(default_factory=list)
    unpacked: list[Reason] = field(default_factory=list)
    classes: list[ast.ClassDef] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    callees: list[Callee] = field(default_factory=list)
    is_container: bool = False
    falses: list[ast.AST] = field(default_factory=list)
    gets_none: bool = False
    gets_false: bool = False
    binds: bool = False
    _fields: dict[Key, "Slot"] = field(default_factory=dict)
    _element: "Slot | None" = None
    _each: "Slot | None" = None
    _parent: "Slot | None" = None
    _size: int = 1

    @property
    def may_be_other(self) -> bool:
        """Whether something may be in it that nothing is known of, or ``False``."""
        return bool(self.foreign) or self.gets_false

    @property
    def is_list(self) -> bool:
        """Whether it is nothing but lists that are built here."""
        return {*self.kinds} == {"list"} and not self.may_be_other

    @property
    def is_table(self) -> bool:
        """Whether it is nothing but dicts that are built here: their keys are no records."""
        known = {*self.kinds} <= {"dict", "defaultdict"}
        return bool(self.kinds) and known and not self.may_be_other

    @property
    def is_written_out(self) -> bool:
        """Whether it can be read as a whole where it holds records: each is a dict there."""
        return {*self.kinds} in ({"list"}, {"dict"}) and not self.may_be_other

    @property
    def is_mixed(self) -> bool:
        """Whether objects, functions or tuples may be in it, where there are records."""
        tuples = any(isinstance(key, int) for key in self._fields)
        return bool(self.sites) and bool(self.classes or self.callees or tuples)

    @property
    def public(self) -> list[Way]:
        """The ways that a leading underscore does not close."""
        return [way for way in self.ways if not way.is_private]

    def find(self) -> "Slot":
        """The slot that stands for all that were joined with this one."""
        slot = self._parent
        if slot is None:
            return self
        while slot._parent is not None:
            slot = slot._parent
        self._parent = slot
        return slot

    def element(self) -> "Slot":
        """What the container holds."""
        slot = self.find()
        if slot._element is None:
            slot._element = Slot()
        return slot._element.find()

    def each(self) -> "Slot":
        """What is got by going through it: what it holds, or the keys of a dict."""
        slot = self.find()
        if slot._each is None:
            slot._each = Slot()
        return slot._each.find()

    def field(self, key: Key) -> "Slot":
        """What the record, or the tuple, holds at a key."""
        return self.find()._fields.setdefault(key, Slot()).find()

    def join(self, other: "Slot") -> None:
        """From now on both are one."""
        waiting = [(self, other)]
        while waiting:
            one, two = (slot.find() for slot in waiting.pop())
            if one is two:
                continue
            if one._size < two._size:
                one, two = two, one
            two._parent = one
            one._size += two._size
            for name in _REASONS:
                if not getattr(one, name):
                    setattr(one, name, getattr(two, name))
            for name in _LISTS:
                getattr(one, name).extend(getattr(two, name))
            one.ways.update(two.ways)
            one.entries.update(two.entries)
            for key, values in two.values.items():
                one.values.setdefault(key, []).extend(values)
            one.is_container = one.is_container or two.is_container
            one.binds = one.binds or two.binds
            one.gets_none = one.gets_none or two.gets_none
            one.gets_false = one.gets_false or two.gets_false
            if one._element is None:
                one._element = two._element
            elif two._element is not None:
                waiting.append((one._element, two._element))
            if one._each is None:
                one._each = two._each
            elif two._each is not None:
                waiting.append((one._each, two._each))
            # Nothing new is made here: each step leaves one slot less, also where they go in rings.
            for place, slot in two._fields.items():
                if place in one._fields:
                    waiting.append((one._fields[place], slot))
                else:
                    one._fields[place] = slot

    @property
    def holds_more(self) -> bool:
        """Whether there is anything that such a value may hold."""
        return bool(self._fields) or self._element is not None or self._each is not None

    def inner(self) -> list["Slot"]:
        """What such a value holds, in any way."""
        slot = self.find()
        found = [one.find() for one in slot._fields.values()]
        found += [one.find() for one in (slot._element, slot._each) if one is not None]
        return found

    def reaches(self, goal: "Slot") -> bool:
        """Whether a value holds another one, in its fields, in containers there, and so on."""
        seen, waiting = {id(self)}, [self]
        while waiting:
            for inner in waiting.pop().inner():
                if inner is goal:
                    return True
                if id(inner) not in seen:
                    seen.add(id(inner))
                    waiting.append(inner)
        return False

    def settle(self) -> bool:
        """Take the fields of a container for elements; tells whether anything changed."""
        slot = self.find()
        if len(slot.classes) > 1:
            slot.classes = list(dict.fromkeys(slot.classes))
        if not slot.is_container:
            return False
        changed = False
        for one in list(slot._fields.values()):
            if one.find() is not slot.element():
                slot.element().join(one)
                changed = True
        return slot.go_through(late=False) or changed

    def go_through(self, late: bool) -> bool:
        """Tell what going through it gives; of what may yet be a dict only ``late``.

        Where that may be keys or what is held, neither is known. Tells whether anything changed.
        """
        slot = self.find()
        holds_keys = bool(slot.sites) or bool({*slot.kinds} & {"dict", "defaultdict"})
        unused = slot._each is None and not slot.unpacked
        if unused or not (slot.kinds or holds_keys or late):
            return False
        apart = slot.each() is not slot.element()
        if not holds_keys:
            if apart:
                slot.element().join(slot.each())
            return apart
        mixed = not apart or not ({*slot.kinds} <= {"dict", "defaultdict"}) or bool(slot.unpacked)
        parts = [slot.each(), slot.element()] if mixed else [slot.each()]
        news = any(not part.foreign for part in parts)
        for part in parts:
            part.escapes = part.escapes or slot.unpacked or slot.dynamic
            part.foreign = part.foreign or [part.escapes[0][1]]
        return news


def united(ways: dict[Way, None], into: dict[Way, None]) -> bool:
    """Add those of the ways that are not there yet; tells whether there are any."""
    count = len(into)
    into.update(ways)
    return len(into) > count
