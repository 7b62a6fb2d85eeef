"""Freeze values as they are; thaw them for any version of a module; vary them a little."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codemods.verify.inputs.choosers import Rolled
from codemods.verify.inputs.leaves import Hand, Menus
from codemods.verify.inputs.overheard.frozen import Constants, TooLarge, frozen
from codemods.verify.inputs.overheard.given import Overheard, Part
from codemods.verify.inputs.overheard.variation import CHANGES, places_in, variation
from codemods.verify.inputs.recipes import Arguments
from codemods.verify.inputs.workshop import Workshop
from codemods.verify.oracle.canonical import canonical


class Node:
    """A class of the module under test, as far as these tests are concerned."""

    def __init__(self, inner: object) -> None:
        self.inner = inner


def graphs() -> st.SearchStrategy[Any]:
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3)

    def grown(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        lists = st.lists(inner, max_size=3)
        shared = inner.map(lambda one: [one, one, (one,)])
        cycle = lists.map(lambda some: (some.append(some), some)[1])
        return lists | lists.map(tuple) | inner.map(Node) | shared | cycle

    return st.recursive(leaves, grown, max_leaves=8)


@given(graphs())
def test_what_is_thawed_is_what_was_frozen(value: Any) -> None:
    kept = frozen(value, globals(), Constants())
    before = canonical(value)
    one, other = kept.thaw(globals()), kept.thaw(globals())
    assert canonical(one) == canonical(other) == before
    if isinstance(value, list | Node):
        assert one is not other and one is not value


def test_classes_of_the_module_are_those_of_the_version() -> None:
    class Other:
        pass

    kept = frozen([Node(Node)], globals(), Constants())
    (made,) = kept.thaw({"Node": Other})
    assert type(made) is Other and made.inner is Other


def test_what_is_too_large_is_left() -> None:
    with pytest.raises(TooLarge):
        frozen([[] for _ in range(30_000)], globals(), Constants())


@given(graphs(), st.randoms(use_true_random=False))
def test_what_is_varied_keeps_its_type(value: Any, chance: Random) -> None:
    whole = Overheard("m:f", "a test", 1, frozen((value,), globals(), Constants()))
    part = Part(whole, 0, places_in(value))
    hand = Hand(Rolled(chance), Menus())
    varied = variation(Arguments((part,)), hand)
    assert (varied is None) == (not part.places)
    if varied is not None:
        made = Workshop(globals(), []).make(varied.positional[0])
        assert type(made) is type(value)
        space = {"arguments_of": lambda *_: whole.frozen.thaw(globals())}
        setup, text = varied.prelude(), varied.positional[0].source()
        exec("\n".join(line for line in setup if not line.startswith("from")), space)
        assert canonical(eval(text, space)) == canonical(made)


@pytest.mark.parametrize(("kind", "change"), [(k, c) for k, some in CHANGES.items() for c in some])
@pytest.mark.parametrize("empty", [True, False])
def test_changes_take_any_value_of_the_type(kind: type, change: str, empty: bool) -> None:
    full: dict[type, Any] = {
        bool: True,
        int: 7,
        float: 1.5,
        str: "ab",
        list: [1, 2],
        dict: {1: 2, 3: 4},
        tuple: (1, 2),
    }
    value = kind() if empty else full[kind]
    assert type(eval(change)(value)) is kind


def test_what_is_private_to_an_object_stays_in_order() -> None:
    node = Node([1])
    node._count = len(node.inner)  # type: ignore[attr-defined, arg-type]
    assert {steps[:1] for steps, _ in places_in(node)} == {("inner",)}
    assert {steps[:1] for steps, _ in places_in({"_count": 1})} == {(), (0,)}
