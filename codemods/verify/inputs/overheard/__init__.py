"""Overhear what a function is given while the project's own examples and tests run.

What code passes to a function is what its arguments look like: trees that a parser made, tables
with the headers that are asked for, objects that belong together.
"""

import importlib
import math
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from codemods.verify.changes import Change
from codemods.verify.inputs.mining import binding_of
from codemods.verify.inputs.overheard.entries import Entry, entries
from codemods.verify.inputs.overheard.given import Overheard, Part
from codemods.verify.inputs.overheard.listening import MANY, Given, Listener
from codemods.verify.inputs.overheard.relatives import RECEIVERS, inner, others
from codemods.verify.inputs.overheard.texts import Texts
from codemods.verify.inputs.overheard.variation import places_in
from codemods.verify.inputs.recipe import Recipe
from codemods.verify.inputs.recipes import Arguments
from codemods.verify.isolation.attempt import restore_builtins
from codemods.verify.isolation.deadline import Deadline
from codemods.verify.oracle.surroundings import Surroundings
from codemods.verify.pair import Pair

ENOUGH = 5  # calls
SOON = 0.005  # seconds


class Overhearing:
    """Hears calls of one function, for as long as it is asked to go on."""

    def __init__(self, pair: Pair, change: Change) -> None:
        versions, qualname = pair.versions, change.qualname
        self._pair = pair
        self._home, self._qualname, self._namespace = versions.name, qualname, pair.namespace
        owner, _, name = qualname.rpartition(".")
        assert change.after is not None
        self._binding = binding_of(change.after, owner or None)
        self._taken: list[tuple[float, Arguments]] = []  # with the seconds that each took
        self._inner, self._others = inner(change), others(change, pair.tree)
        self._listener = Listener(versions.path, qualname, (*self._inner, *self._others))
        path, folder = Path(versions.path), Path(*versions.search[:1])
        is_known = bool(versions.search) and path.is_relative_to(folder) and not pair.adapter
        texts = Texts(path, folder)
        self._left = entries(texts, name, owner, versions.name) if is_known else iter(())
        self._where: dict[int, str] = {}  # in which entry calls were heard, by their ids

    def calls(self, seconds: float, patience: float) -> Iterator[Arguments]:
        """What is heard within so many seconds of CPU time; each call once.

        It ends where nothing new was heard for as many seconds as ``patience`` has. Nothing is
        where it takes as long to execute the module once more.
        """
        if self._pair.seconds > patience:
            return
        heard, now = self._listener.heard, time.process_time()
        end, last = now + seconds, now
        while len(heard) < MANY and time.process_time() < min(end, last + patience):
            entry = next(self._left, None)
            if entry is None:
                return
            known = len(heard)
            try:
                with self._pair.spare():
                    _run(entry, self._listener, entry.seconds)
            except Exception:  # the module can't be executed once more
                return
            for calls in self._listener.calls.values():
                for given in calls.given:
                    if self._where.setdefault(id(given), entry.title) is entry.title:
                        last = time.process_time()
            for number, given in enumerate(heard[known:]):
                call = replace(self._call(given), later=self._later(number))
                last = time.process_time()
                try:
                    yield call
                finally:
                    self._taken.append((time.process_time() - last, call))

    def cheap(self) -> tuple[Arguments, ...]:
        """Those calls that took hardly longer than others: to make some that are like them."""
        longest = 3 * min((seconds for seconds, _ in self._taken), default=0.0) + SOON
        return tuple(call for seconds, call in self._taken if seconds <= longest)

    def lent(self) -> tuple[Mapping[str, Recipe], ...]:
        """What others of the module were given, by the names of their parameters.

        Where the function itself was heard, that tells more.
        """
        if len(self._taken) >= ENOUGH:
            return ()
        every = ((one, given) for one in self._others for given in self._listener.calls[one].given)
        return tuple(self._lent(given, one) for one, given in every)

    def _lent(self, given: Given, qualname: str) -> Mapping[str, Recipe]:
        found = dict(zip(given.parameters, self._parts(given, qualname), strict=False))
        if qualname.rpartition(".")[0] != self._qualname.rpartition(".")[0]:
            for name in RECEIVERS:  # an object of another class
                found.pop(name, None)
        return found

    def _call(self, given: Given) -> Arguments:
        parts = self._parts(given, self._qualname)
        by_name = tuple(zip(given.names, parts[given.positional :], strict=True))
        positional = parts[: given.positional]
        receiver = positional.pop(0) if self._binding and positional else None
        return Arguments(tuple(positional), by_name, receiver)

    def _later(self, number: int) -> tuple[Recipe, ...] | None:
        """What functions that this one made were given; another call for each number."""
        every = [(one, given) for one in self._inner for given in self._listener.calls[one].given]
        fitting = [pair for pair in every if not pair[1].names]
        if not fitting:
            return None
        one, given = fitting[number % len(fitting)]
        return tuple(self._parts(given, one))

    def _parts(self, given: Given, qualname: str) -> list[Recipe]:
        """The values of a call, one by one."""
        place, entry = f"{self._home}:{qualname}", self._where[id(given)]
        whole = Overheard(place, entry, given.number, given.frozen)
        count = given.positional + len(given.names)
        values: Sequence[object] = [None] * count
        with suppress(Exception):  # it can't be made of this version's classes
            values = given.frozen.thaw(self._namespace)
        return [Part(whole, *one) for one in enumerate(map(places_in, values))]


def arguments_of(function: str, entry: str, number: int) -> tuple[Any, ...]:
    """What a function, ``module:name``, is given at its ``number``-th call while ``entry`` runs.

    ``entry`` is a test or a text with examples, as counterexamples name it. Raises ``LookupError``
    where that does not call the function so often.
    """
    home, _, qualname = function.partition(":")
    module = importlib.import_module(home)
    path = Path(str(module.__file__))
    folder = path.parents[home.count(".") + (path.stem == "__init__")]
    owner, _, name = qualname.rpartition(".")
    listener = Listener(str(path), qualname)
    for one in entries(Texts(path, folder), name, owner, home):
        if one.title == entry:
            _run(one, listener, math.inf)
    for given in listener.heard:
        if given.number == number:
            return tuple(given.frozen.thaw(vars(module)))
    raise LookupError(f"{entry} makes no such call of {qualname}")


def _run(entry: Entry, listener: Listener, seconds: float) -> None:
    """Run what may call the function, whatever becomes of it."""
    around, deadline, here = Surroundings(), Deadline(), Path.cwd()
    try:
        with around.around():
            try:
                if seconds < math.inf:
                    deadline.arm(seconds)
                with listener.listening():
                    entry.run()
            finally:
                deadline.disarm()
    except BaseException:  # what ends a test is a matter of its own: skipped, failed, out of time
        return
    finally:
        deadline.disarm()
        restore_builtins()
        os.chdir(here)
