"""Follow values through modules that belong together, and tell of each where it stands."""

import ast
import re
from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from pathlib import Path

from codemods.facts import Facts
from codemods.facts.other_files import own_name
from codemods.facts.walking import children
from codemods.project import module_name

from .classes import Bases, method_of, receivers
from .displays import with_defaults
from .dumping import is_dict_of
from .entering import enter_instances
from .flow import Flow
from .questions import Question
from .slots import Reason, Slot, Use, united
from .tables import HANDED_ON, MIXED, WHOLE, Common

_DOTTED = re.compile(r"\w+(\.\w+)+")
_READING = ("dump", "text")


class World:
    """The slots of modules, joined as their statements say."""

    def __init__(self, files: Sequence[Facts]) -> None:
        self.common = Common()
        self.flows = [Flow(facts, self.common) for facts in files]
        names: dict[str, list[Flow]] = {}
        for flow in self.flows:
            flow.name = _name(flow.facts)
            names.setdefault(flow.name, []).append(flow)
        known = {name: flows[0] for name, flows in names.items() if len(flows) == 1}
        for flow in self.flows:
            flow.is_unique = flow.name in known
            flow.link(known)
        for flow in self.flows:
            flow.inherit()
        for flow in self.flows:
            flow.expose()
        for flow in self.flows:
            flow.follow()
        self._containers: dict[int, list[Slot]] | None = None
        self._enter()
        self._answer()
        enter_instances(self)
        self.resolve()

    def _enter(self) -> None:
        """Note the parameters of public functions that nothing here calls by name."""
        for function, facts in self.common.homes.items():
            if function in self.common.called or (
                function.name.startswith("_") and (function.name != "__init__")
            ):
                continue
            scope = self.common.scopes[function]
            for parameter, _ in with_defaults(function.args)[receivers(function, facts) :]:
                slot = scope.variables[parameter.arg].find()
                text = f"({parameter.arg})"
                own_ways = (way for way in slot.ways if way.facts is facts)
                slot.entries.update({way: None for way in own_ways if way.text.endswith(text)})
            if (more := function.args.vararg) is not None:
                several = scope.variables[more.arg].find()
                several.escapes.append((MIXED, function))
                several.foreign.append(function)

    def resolve(self) -> None:
        """Answer what methods and attributes mean: first all that is known, then the rest."""
        news = True
        while news:
            news = self._answer() or self._go_through()
            if not news:
                questions = [(flow, one) for flow in self.flows for one in flow.questions]
                open_ = [(flow, one) for flow, one in questions if _is_open(one, self.common.bases)]
                news = sum(flow.give_up(one) for flow, one in open_) > 0
                for flow in self.flows:
                    calls = [one for one in flow.applications if one.is_open]
                    news = sum([flow.give_up_call(one) for one in calls]) > 0 or news
                news = self._hand_on() or news

    def _go_through(self) -> bool:
        """Take what may be lists for lists, where nothing tells that they are dicts."""
        found = [one.go_through(late=True) for one in self.all() if one.is_container]
        if any(found):
            self.settle()
        return any(found)

    def _hand_on(self) -> bool:
        """Let functions, and what is put into instances, go where others may get at them."""
        first = self.flows[0]
        handed = [first.hand_on(one) for one in self._keeping()]
        if "__setitem__" in self.common.methods:
            handed += [first.hand_items_on(one) for one in self.all()]
        return sum(handed) > 0

    def _answer(self) -> bool:
        """Answer what is asked of receivers that are known by now; tells whether that is news."""
        questions = [(flow, one) for flow in self.flows for one in flow.questions]
        news = False
        calls = [(flow, one) for flow in self.flows for one in flow.applications]
        while sum(  # all of them, each time
            [*(flow.resolve(one) for flow, one in questions)]
            + [flow.apply(one) for flow, one in calls]
        ):
            news = True
        self.settle()
        first = self.flows[0]
        return sum([first.expose_functions(slot) for slot in self._keeping()]) > 0 or news

    def _keeping(self) -> list[Slot]:
        """The slots that functions are in, once each."""
        return list({id(one.find()): one.find() for one in self.common.keeping}.values())

    def give_up(self) -> None:
        """Let go of everything: modules know each other in rings."""
        for flow in self.flows:
            vars(flow).clear()
        vars(self).clear()

    def settle(self) -> None:
        """Let what holds of a value hold of what it holds, until nothing changes."""
        self._containers = None
        changed = True
        while changed:
            changed = False
            for slot in self.all():
                changed = slot.settle() or changed
        self._tell_false()
        waiting = list(self.all())
        read = {id(use.node) for slot in waiting for use in slot.uses if use.kind in _READING}
        while waiting:
            slot = waiting.pop()
            waiting += _handed_on(slot, read)

    def _tell_false(self) -> None:
        """Let ``False`` be no record where there are records, and anything where there are none."""
        for slot in [one for one in self.all() if one.falses]:
            if slot.sites:
                slot.gets_false = True
            elif not slot.foreign:
                slot.escapes = slot.escapes or [(MIXED, slot.falses[0])]
                slot.foreign.append(slot.falses[0])
            slot.falses.clear()

    def all(self) -> Iterator[Slot]:
        """Every slot once."""
        slots = self.common.slots
        # Those that were joined stand where the last of them stood, and once from now on.
        slots[:] = reversed(dict.fromkeys(slot.find() for slot in reversed(slots)))
        seen: set[Slot] = set()
        stack = list(slots)
        while stack:
            slot = stack.pop().find()
            if slot not in seen:
                seen.add(slot)
                yield slot
                if slot.holds_more:
                    stack += slot.inner()

    def holders(self, slot: Slot) -> list[tuple[Slot, int]]:
        """The slots that hold what ``slot`` holds: itself, its containers, containers of those."""
        if self._containers is None:
            self._containers = {}
            for one in self.all():
                if one.is_container:
                    self._containers.setdefault(id(one.element()), []).append(one)
        found = [(slot.find(), 0)]
        for one, depth in found:
            if depth < 3:
                found += [(holder, depth + 1) for holder in self._containers.get(id(one), [])]
        return found

    def dumped(self, slot: Slot) -> list[Use]:
        """Where lists of such records are read as a whole."""
        return [
            Use(use.node, "items" if holder.is_table else "", "each")
            for holder, depth in self.holders(slot)
            for use in holder.uses
            if depth == 1 and use.kind == "dump"
        ]

    def records(self) -> list[Slot]:
        """The slots that hold what sites build, in the order of the files and the text."""
        found = [slot for slot in self.all() if slot.sites]
        return sorted(found, key=lambda slot: min(map(self.place, slot.sites)))

    def place(self, node: ast.AST) -> tuple[int, int]:
        """Where a node stands: the number of its file, and its line."""
        return self._numbers[id(self.facts_of(node))], getattr(node, "lineno", 0)

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {id(flow.facts): number for number, flow in enumerate(self.flows)}

    def read(self, node: ast.expr) -> tuple[Slot, str] | None:
        """The records and the key that an expression reads, which is always there."""
        return self._reads.get(node)

    @cached_property
    def _reads(self) -> dict[ast.AST, tuple[Slot, str]]:
        uses = ((slot, use) for slot in self.all() if slot.sites for use in slot.uses)
        return {use.node: (slot, use.key) for slot, use in uses if use.kind == "load"}

    @cached_property
    def told(self) -> set[str]:
        """The names that dotted texts end in: ``patch("users.make")`` replaces what it says."""
        texts = (one.value for flow in self.flows for one in flow.facts.of(ast.Constant))
        dotted = (text for text in texts if isinstance(text, str) and _DOTTED.fullmatch(text))
        return {text.rpartition(".")[2] for text in dotted}

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """What each node is a part of."""
        return {
            child: one
            for flow in self.flows
            for one in flow.facts.every_node
            for child in children(one)
        }

    @cached_property
    def _modules(self) -> dict[ast.AST, Facts]:
        return {flow.facts.tree: flow.facts for flow in self.flows}

    def facts_of(self, node: ast.AST) -> Facts:
        """The file that a node stands in."""
        if len(self.flows) == 1:
            return self.flows[0].facts
        while node not in self._modules:
            node = self.parents[node]
        return self._modules[node]

    def statement_of(self, node: ast.AST) -> ast.stmt:
        """The statement that a node is, or stands in."""
        while not isinstance(node, ast.stmt):
            node = self.parents[node]
        return node


def _name(facts: Facts) -> str:
    """The name that a file is imported by."""
    return own_name(facts) or module_name(Path(facts.source.path))


def _is_open(question: Question, bases: Bases) -> bool:
    """Whether the receiver may be something that is not known."""
    receiver = question.receiver.find() if question.receiver is not None else None
    if receiver is None or receiver.foreign or (receiver.entries and not receiver.classes):
        return True
    private = question.name.startswith("_") and bool(receiver.public)
    unknown = any(not _is_known(one, question, bases) for one in receiver.classes)
    known = receiver.classes or receiver.is_container or receiver.sites
    return unknown or private or not known


def _is_known(owner: ast.ClassDef, question: Question, bases: Bases) -> bool:
    """Whether it is known what an instance of a class has under a name."""
    if bases.order(owner) is not None:
        return True
    return isinstance(question.node, ast.Call) and method_of(question.name, [owner]) is not None


def _handed_on(slot: Slot, only_read: Set[int]) -> list[Slot]:
    """Let what holds of a value hold of what it holds; gives what that was news to.

    ``only_read`` are the ids of the nodes that something reads as a whole: it puts nothing in.
    """
    if not slot.holds_more:
        return []
    dumps: list[Reason] = [(HANDED_ON, use.node) for use in slot.uses if use.kind == "dump"]
    read = list(slot.read)
    read += [(HANDED_ON, use.node) for use in slot.uses if use.kind in ("text", "keywords")]
    others: list[Reason] = []
    if slot.is_container:
        others += [(HANDED_ON, use.node) for use in slot.uses if is_dict_of(use.node)]
    if not slot.is_table:  # else only keys are compared
        others += [(WHOLE, node) for node in slot.asked]
    foreign = [one for _, one in slot.escapes if id(one) not in only_read] or slot.foreign
    is_written_out = slot.is_written_out
    found = []
    for inner in slot.inner():
        listed = is_written_out and not inner.is_container
        news = [
            _spread(slot.escapes or [*read, *(() if listed else dumps), *others], inner.escapes),
            _spread(foreign, inner.foreign),
            united(slot.ways, inner.ways),
            united(slot.entries, inner.entries),
            _spread(slot.looked_up, inner.looked_up),
            _spread(slot.compared, inner.compared),
            _spread(dumps if listed else [], inner.read),
        ]
        if any(news):
            found.append(inner)
    return found


def _spread(reasons: list, into: list) -> bool:  # type: ignore[type-arg]
    """Add the first of the reasons, where there is none yet: one is enough."""
    if reasons and not into:
        into.append(reasons[0])
        return True
    return False
