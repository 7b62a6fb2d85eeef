"""Make recipes for values of the standard library's own types."""

from collections.abc import Callable

from codemods.verify.inputs.leaves import Hand
from codemods.verify.inputs.mining.needs import Need
from codemods.verify.inputs.recipe import Recipe
from codemods.verify.inputs.recipes import Literal, Sequence
from codemods.verify.oracle.objects import Call, Lambda, Reference

Maker = Callable[[Hand, tuple[Recipe, ...], Need], Recipe]
_NUMBERS = ("1", "0", "2", "-1", "0.5", "10", "2.50")
_TEXT = Need(kinds=(("str", 1),))


def library_value(kind: str, hand: Hand, elements: tuple[Recipe, ...], need: Need) -> Recipe:
    """A value of one of ``LIBRARY_VALUES``; containers hold the elements."""
    return LIBRARY_VALUES[kind](hand, elements, need)


def _from_text(module: str, path: str, *texts: str) -> Maker:
    return lambda hand, elements, need: Call(module, path, (Literal(hand.pick(texts)),))


def _from_numbers(module: str, path: str, *choices: tuple[int, ...]) -> Maker:
    def make(hand: Hand, elements: tuple[Recipe, ...], need: Need) -> Recipe:
        return Call(module, path, tuple(Literal(hand.pick(choice)) for choice in choices))

    return make


def _holding(module: str, path: str) -> Maker:
    return lambda hand, elements, need: Call(module, path, (Sequence("list", elements),))


def _text_file(hand: Hand, elements: tuple[Recipe, ...], need: Need) -> Recipe:
    lines = [hand.text(_TEXT) for _ in range(hand.pick((1, 0, 2, 3)))]
    return Call("io", "StringIO", (Literal("\n".join(lines)),))


def _binary_file(hand: Hand, elements: tuple[Recipe, ...], need: Need) -> Recipe:
    return Call("io", "BytesIO", (Literal(hand.octets(need)),))


def _octets(hand: Hand, elements: tuple[Recipe, ...], need: Need) -> Recipe:
    return Call("builtins", "bytearray", (Literal(hand.octets(need)),))


def _function(hand: Hand, elements: tuple[Recipe, ...], need: Need) -> Recipe:
    found = (
        Reference("dedent", "textwrap"),
        Lambda("lambda x, y=1: x"),
        Lambda("(lambda y: lambda x: (x, y))(1)"),
        Reference("len", "builtins"),
    )
    return hand.pick(found)


LIBRARY_VALUES: dict[str, Maker] = {
    "decimal": _from_text("decimal", "Decimal", *_NUMBERS),
    "fraction": _from_text("fractions", "Fraction", "1", "0", "1/2", "-1/3", "2", "10/3"),
    "date": _from_numbers("datetime", "date", (2024, 2000, 1999, 1), (1, 2, 12), (1, 28, 15)),
    "datetime": _from_numbers(
        "datetime", "datetime", (2024, 2000, 1999, 1), (1, 2, 12), (1, 28), (0, 12, 23), (0, 59)
    ),
    "time": _from_numbers("datetime", "time", (0, 12, 23), (0, 30, 59), (0, 1)),
    "timedelta": _from_numbers("datetime", "timedelta", (0, 1, -1, 30), (0, 1, 86399), (0, 1)),
    "path": _from_text("pathlib", "PurePosixPath", "a", "", "a/b.txt", "/a", "..", "a.tar.gz"),
    "match": lambda hand, elements, need: Call(
        "re", "match", (Literal("(a*)(b?)(.*)"), Literal(hand.pick(("ab", "", "aab1", "xyz"))))
    ),
    "type": lambda hand, elements, need: Reference(
        hand.pick(("int", "object", "bool", "dict")), "builtins"
    ),
    "function": _function,
    "exception": _from_text("builtins", "ValueError", "a", "", "b"),
    "text file": _text_file,
    "binary file": _binary_file,
    "bytearray": _octets,
    "counter": _holding("collections", "Counter"),
    "array": _holding("numpy", "array"),
}
