"""Say in words what differs between two observations."""

from collections.abc import Iterator

from codemods.verify.oracle.canonical import Canon, unnumbered
from codemods.verify.oracle.module_state import Changes
from codemods.verify.oracle.observation import EXHAUSTED, RAISED, RETURNED, TIMED_OUT, Observation
from codemods.verify.oracle.wording import first_difference, words

SHORT = 100
_DEEDS = {
    "call": "calls {}",
    "await": "awaits {}",
    "set": "sets {}",
    "delete": "deletes {}",
    "item": "reads an item of {}",
    "set item": "sets an item of {}",
    "delete item": "deletes an item of {}",
    "iterate": "starts to iterate over {}",
    "next": "takes an element of {}",
    "end": "comes to the end of {}",
    "enter": "enters {}",
    "exit": "leaves {}",
    "truth": "tests the truth of {}",
    "length": "asks for the length of {}",
    "search": "searches {}",
    "yield": "yields item {}",
    "suspend": "waits for the {}. time",
}


def difference(before: Observation, after: Observation) -> str | None:
    """What differs, the most important first; ``None`` where nothing does.

    Where time ran out on either side, or both ran out of stack or memory, nothing can be said, so
    nothing differs.
    """
    if before == after or TIMED_OUT in (before.outcome, after.outcome):
        return None
    if before.outcome == after.outcome == EXHAUSTED:
        return None
    return next(_differences(before, after), None)


def outcome_words(seen: Observation) -> str:
    """How a call ended: ``returned [1, 2]``."""
    if seen.outcome == RAISED:
        text = f"raised {words(seen.value)}"
    elif seen.outcome == EXHAUSTED:
        text = f"ran out of stack or memory ({words(seen.value)})"
    elif seen.outcome == TIMED_OUT:
        text = "did not end in time"
    else:
        text = f"returned {words(seen.value)}"
    if not seen.driven:
        given = [f"[{words(_inside(one), SHORT)}]" for one in seen.events[:3]]
        return f"{text}, which gives {', '.join(given)}" if given else text
    if not seen.events and seen.driven[0].startswith("(coroutine"):
        return text
    inside = ", ".join(words(_inside(event), SHORT) for event in seen.events[:10])
    more = f", ... {len(seen.events)} in all" if len(seen.events) > 10 else ""
    ended = "" if text == "returned None" else f", then {text}"
    return f"gave {_kind(seen.driven)} of [{inside}{more}]{ended}"


def _differences(before: Observation, after: Observation) -> Iterator[str]:
    yield from _outcome(before, after)
    yield from _arguments(before, after)
    yield from _globals(before.globals, after.globals)
    if before.leftovers != after.leftovers:
        for (name, old), (_, new) in zip(before.leftovers, after.leftovers, strict=False):
            if old != new:
                yield f"left [{words(_inside(old))}] in {name}, now [{words(_inside(new))}]"
        yield "leaves something else in the iterators that it was given"
    yield from _calls(before.calls, after.calls)
    for name in ("stdout", "stderr"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield f"wrote {_clip(old)} to {name}, now {_clip(new)}"
    if before.warnings != after.warnings:
        yield f"warned {_warned(before)}, now {_warned(after)}"
    yield from _identity(before, after)


def _outcome(before: Observation, after: Observation) -> Iterator[str]:
    if (before.outcome, bool(before.driven)) != (after.outcome, bool(after.driven)):
        yield f"{outcome_words(before)}, now {_now(outcome_words(after))}"
    if unnumbered(before.driven) != unnumbered(after.driven):
        yield f"gave {_kind(before.driven)}, now {_kind(after.driven)}"
    pairs = zip(before.events, after.events, strict=False)
    for number, (old, new) in enumerate(pairs, 1):
        if unnumbered(old) != unnumbered(new):
            yield f"step {number} gave {words(_inside(old))}, now {words(_inside(new))}"
    if len(before.events) != len(after.events):
        yield f"gave {len(before.events)} items, now {len(after.events)}"
    if unnumbered(before.value) != unnumbered(after.value):
        yield _changed(f"{before.outcome} ", before.value, after.value, f"now {_verb(after)} ")


def _kind(driven: Canon) -> str:
    """What kind of iterator or coroutine a call gave."""
    name, _, number = driven[0][1:].partition("#")
    name = name.removeprefix(".").replace("_", " ")
    article = "an" if name[0] in "aeiou" else "a"
    return f"{article} {name}" + ("" if number.isdigit() else f" ({number} itself)")


def _now(text: str) -> str:
    first, _, rest = text.partition(" ")
    verbs = {"returned": "returns", "raised": "raises", "gave": "gives", "ran": "runs"}
    return f"{verbs.get(first, first)} {rest}"


def _verb(seen: Observation) -> str:
    return "returns" if seen.outcome == RETURNED else "raises"


def _changed(verb: str, before: Canon, after: Canon, now: str) -> str:
    old, new = words(before), words(after)
    if old != new and len(old) <= SHORT and len(new) <= SHORT:
        return f"{verb}{old}, {now}{new}"
    path, old, new = first_difference(unnumbered(before), unnumbered(after))
    return f"{verb}{words(before)}; at {path or 'the top'} it was {old}, now it is {new}"


def _arguments(before: Observation, after: Observation) -> Iterator[str]:
    given = dict(before.given)
    for (name, old), (_, new) in zip(before.arguments, after.arguments, strict=False):
        if unnumbered(old) != unnumbered(new):
            start = unnumbered(given.get(name, ()))
            if unnumbered(old) == start:
                yield f"left {name} as it was, now makes it {words(new)}"
            elif unnumbered(new) == start:
                yield f"made {name} {words(old)}, now leaves it as it was"
            else:
                yield _changed(f"made {name} ", old, new, "now makes it ")


def _globals(before: Changes, after: Changes) -> Iterator[str]:
    old, new = dict(before), dict(after)
    for name in [*old, *(name for name in new if name not in old)]:
        if name not in new:
            yield f"made {name} {words(old[name])}, now leaves it as it was"
        elif name not in old:
            yield f"left {name} as it was, now makes it {words(new[name])}"
        elif unnumbered(old[name]) != unnumbered(new[name]):
            yield _changed(f"made {name} ", old[name], new[name], "now makes it ")


def _calls(before: tuple[Canon, ...], after: tuple[Canon, ...]) -> Iterator[str]:
    pairs = zip(before, after, strict=False)
    for number, (old, new) in enumerate(pairs, 1):
        if unnumbered(old) != unnumbered(new):
            yield f"as deed {number} it {_deed(old)}, now it {_deed(new)}"
    if len(before) > len(after):
        yield f"as deed {len(after) + 1} it {_deed(before[len(after)])}, now it does not"
    if len(after) > len(before):
        yield f"as deed {len(before) + 1} it now {_deed(after[len(before)])}, before it did not"


def _deed(canon: Canon) -> str:
    kind = canon[0][1:]
    if kind == "call":
        return "calls " + words(canon)
    text = _DEEDS.get(kind, kind + " {}").format(canon[1].removeprefix("~"))
    given = canon[2:-1]
    return f"{text}: {words(given)}" if given else text


def _inside(event: Canon) -> Canon:
    """What was yielded, without the words around it."""
    return event[2:-1] if event[0] in ("(yield", "(suspend", "(inner", "(left") else event


def _clip(text: str) -> str:
    return repr(text if len(text) <= SHORT else f"{text[:SHORT]}... ({len(text)} characters)")


def _warned(seen: Observation) -> str:
    return ", ".join(f"{name}: {_clip(text)}" for name, text in seen.warnings) or "of nothing"


def _identity(before: Observation, after: Observation) -> Iterator[str]:
    """All values are alike; what differs is which of them are the same object."""
    if before.value != after.value:
        old, new = _owner(before.value), _owner(after.value)
        if old != new:
            yield f"returned {old}, now {new}"
        yield f"the result {words(before.value)} is made of other objects than it was"
    if before.events != after.events:
        yield "the items are other objects than they were, though alike"
    for (name, old_), (_, new_) in zip(before.arguments, after.arguments, strict=False):
        if old_ != new_:
            yield f"{name} afterwards consists of other objects than it did, though alike"
    for (name, old_), (_, new_) in zip(before.globals, after.globals, strict=False):
        if old_ != new_:
            yield f"{name} afterwards consists of other objects than it did, though alike"
    if before.calls != after.calls:
        yield "calls get other objects than they did, though alike"


def _owner(canon: Canon) -> str:
    name = canon[0].rpartition("#")[2] if canon and "#" in canon[0] else ""
    return "a new object" if not name or name.isdigit() else f"{name} itself"
