"""Generate small programs that contain, nearly contain or hide guard clauses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

Choice = TypeVar("Choice")
Lines = list[tuple[int, str]]  # depth and text; a text may hold newlines of its own

ROOM = 12  # compound statements, roughly, before only simple ones are written
DEEPEST = 6
SCRIPT_LENGTH = 48

# Texts. ``$name`` is replaced by one of the texts of that name, ``$e`` by a fresh label, ``$n`` by
# a fresh number, ``\v`` by a new line indented as this one. Some have more texts "in" a place.
# Everywhere the simplest comes first: failures shrink to it, and without tape or room it is taken.
# fmt: off
TEXTS: dict[str, tuple[str, ...]] = {
    "p": ("p0", "p1", "p0", "p1", "p0", "p1", "p2", "p3"),
    "r": ("p0", "p1"),  # these are recorders in every run
    "c": (
        *("$atom",) * 4, "not $atom", "not $atom", "($atom)", "not ($atom)", "$atom and $atom",
        "$atom or $atom", "not $atom and $atom", "not ($atom or not $atom)",
        "$atom and ($atom or $atom)", "$atom or $atom and $atom", "not ($atom and $atom)",
    ),
    "atom": (
        *("cond($e)",) * 7, "$p", "$r", "$r == $p", "$r != $p", "$r < $r", "$p != $p", "$r < $r",
        "$r >= 1", "$p in $r", "$p not in $r", "$r.ready", "$r.check($e)", "p2 is None",
        "p2 is not None", "p3", "p3 == 1", "x", "p3 != 1", "p3 > 1", "$r < $r <= $r",
        "$r == $p != $p", "(n := ev($e))", "(n := cond($e)) == 1", "isinstance(p3, int)", "True",
        "(cond($e) if $p else cond($e))", "(lambda: cond($e))()", "(lambda: $p)",
        'cond("# no comment:")', 'cond("""\nif a:  # no comment\n""")', "[n for n in $r]",
    ),
    "atom in generator": ("(yield $e)", "(yield)"),
    "atom in async": ("await pause($e)", "(await pause($e)) == $p"),
    "atom in async generator": ("await pause($e)", "(yield $e)"),
    "test": (
        *("$c",) * 12, "(\v        $c$note\v        and $c$note\v    )",
        "(  # note $n\v    $c or\v  # note $n\v    $c\v)", "$c \\\v        and $c",
        "($c\v    or $c)", "( $c ) ", "cond(\v    $e,$note\v)",
    ),
    "note": ("", "  # note $n"),
    "comment": (
        "# note $n", "# noqa: E$n", "# type: ignore[m$n]", "# pragma: no cover $n", "#$n",
        "# else: if $n", "#: $n   ", "# type: int  # $n",
    ),
    # A loop asks the script outside of its body: so each loop ends when the script does.
    "while": ("cond($e)", "not cond($e)", "p0", "p0 < p1", "cond($e) and $c", "(n := cond($e))"),
    "items": ("p0", "p1", "range(2)", "enumerate(p0)", "ev($e)", "(x, 1, None)"),
    "v": (
        "ev($e)", "x", "1", "None", "r", "$p", "True", "-0.0", '"""\n# text\n  text"""', "[x, 1]",
        "$c", "$p and $p", "not $p", "($p or 1)", "(x, r)", "lambda: x", "lambda: r", "{'k': x}",
    ),
    "literal": ("None", "0", "False", "'s'", "-0.0", "()", "[]", "[1, {}]", "{'k': -1}", "0x1F"),
    "simple": (
        *("ev($e)",) * 5, "x = ev($e)", "x = ev($e)", "x = [x]", "r = $v", "total += 1",
        "print($e)", "show(x)", "show(r)", "ev($e, $p)", "$r.save($e)", "$r.slot = x",
        "assert cond($e)", "x = $v", "ev($e); x = 1", "x = 1, \\\v  ev($e)",
        "x = [\v  ev($e),$note\v]", 'x = """\n# text\n    text\n"""', "x = lambda: $p",
        "n = [x for _ in range(2)]", "x = (n := 3)", "ev($e)  ;", "y: int = 1", "del x",
    ),
    "simple in generator": ("yield x", "x = yield $e", "yield from $r", "x = (yield)") * 2,
    "simple in async": ("await pause($e)", "x = await pause($e)", "x = [n async for n in $r]") * 2,
    "simple in async generator": ("yield x", "x = yield $e", "x = await pause($e)") * 2,
    "leave": ("raise ValueError($e)", "raise Boom($e, x)", "raise KeyError", "raise Boom"),
    "leave in function": ("return", "return $v", "return x", "return ev($e)", "return None") * 2,
    "leave in async generator": ("return",) * 4,
    "leave in loop": ("continue", "break") * 4,
    "finish": ("show(r)",),
    "finish in function": ("return r",) * 5,
    "manager": ("cm($e)", "cm($e, swallow=True)", "cm($e) as x", "cm($e), cm($e) as n"),
    "caught": ("Boom", "Exception as error", "(KeyError, ValueError)", "BaseException"),
    "subject": ("p3", "p2", "[p2, p3]", "p0", "ev($e)"),
    "case": ("0", "None", "int(n) if $c", "[n, *x] if $c", "n if $c", "1 | ''", "[None, n]", "{}"),
    "first": (*("x = r = 0",) * 4, "x, r = 0, 1", "x = 0\vr: int", "x: int\vr: int"),
    "scope": ("x = r = 0", "x = r = 0", "x = 0"),
    "scope in under module": ("global x\vr = 0",) * 2,
    "scope in under function": ("nonlocal x\vr = 0", "nonlocal x, r"),
    "kind": (*("function",) * 3, "generator", "async", "async generator", "module", "module"),
    "indent": (*("    ",) * 3, "  ", "\t", "   ", "        "),
    "newline": ("\n", "\n", "\n", "\r\n"),
    "head": ("", "", '"""Document."""\n\n', "# head\nimport os,  sys\n\n\n"),
    "last": ("\n", "\n", "\n", "", "\n\n\n# last", "\n\ntail = {  'a':1 }\t# last\n"),
}

# Blocks, indented by one space. ``<name>`` is replaced by one of the blocks of that name; a clause
# that begins with ``?`` is written or not.
BLOCKS: dict[str, tuple[str, ...]] = {
    "block": (
        "$simple", "<shape>", "<statement>\n<shape>", "<statement>\n<shape>",
        "<shape>\n<statement>", "<statement>\n<statement>\n<shape>", "<statement>\n<statement>",
        "<statement>\n$leave", "<compound>",
    ),
    "statement": (*("$simple",) * 3, "<compound>", "<compound>", "<shape>"),
    "long": (
        "$simple\n$simple\n$simple\n$simple", "$simple\n$simple", "$simple\n$simple\n$simple",
        "$simple\n$simple\n<statement>\n$simple",
        "$simple\n<statement>\n$simple\n$simple\n$simple", "$simple\n$simple\n$simple\n$leave",
        "$simple\n$simple\n$leave", "<statement>\n$simple\n<shape>", "$simple\n<compound>",
    ),
    "leaving": (*("$leave",) * 3, "$simple\n$leave"),
    "shape": (
        "if $test:\n <long>", "if $test:\n <long>", "if $test:\n <long>\nelse:\n <leaving>",
        "if $test:\n <leaving>\nelse:\n <long>", "<ladder>", "<ladder>", "<ladder>\n<leaving>",
        "if $test:\n <leaving>\nelif $test:\n <long>\n?else:\n <long>",
        "if $test:\n <long>\n?elif $test:\n <block>\n?else:\n <block>",
        "if $test:\n <answer>\nelse:\n <answer>\n$finish",
        "r = None\nif $test:\n <answer>\n?elif $test:\n <answer>\n?else:\n <answer>\n$finish",
        "if $test:\n <pyramid>\nelse:\n $simple", "if $test:\n pass\nelse:\n <leaving>",
    ),
    "shape in function": (
        "q = $literal\nif $test:\n <given>\n?else:\n <given>\nreturn q",
        "q = $literal\n<statement>\nif $test:\n <given>\n?elif $test:\n <given>\nreturn q",
    ),
    "given": (
        "q = $v", "q = $v", "<statement>\nq = $v", "if $test:\n <given>",
        "if $test:\n <given>\nelse:\n <given>", "$simple\nif $test:\n <given>", "$simple",
        "q = $literal\nif $test:\n <given>",
    ),
    "pyramid": (
        "$simple\n$simple", "if $test:\n <pyramid>\nelse:\n $simple", "<long>",
        "if $test:\n <pyramid>\nelse:\n $simple", "if $test:\n <long>\nelse:\n <leaving>",
        "$simple\nif $test:\n <long>\nelse:\n $simple\n $simple",
    ),
    "ladder": (
        "if $test:\n <long>\n?else:\n <leaving>", "if $test:\n <ladder>\n?else:\n <leaving>",
        "if $test:\n $simple\n <ladder>\n?else:\n <leaving>",
        "if $test:\n <ladder>\nelse:\n <leaving>",
    ),
    "answer": (
        "r = $v", "r = $v", "$simple\nr = $v", "if $test:\n <answer>\nelse:\n <answer>",
        "if $test:\n <answer>\nelif $test:\n $simple\n <answer>\n?else:\n <answer>",
    ),
    "compound": (
        "for x in $items:\n <block>\n?else:\n <block>",
        "for x in $items:\n $simple\n <shape>\n?else:\n <block>",
        "while $while:\n <block>\n?else:\n <block>", "while True:\n ev($e)\n <block>",
        "with $manager:\n <block>",
        "try:\n <block>\nexcept $caught:\n <block>\n?else:\n <block>\n?finally:\n <block>",
        "try:\n <block>\nfinally:\n <block>",
        "try:\n <long>\nexcept:\n <leaving>\nelse:\n <shape>",
        "match $subject:\n case $case:\n  <block>\n ?case $case:\n  <block>\n ?case _:\n  <block>",
        "# fmt: off\nx   =  [1,2]\n<shape>\n# fmt: on", "def inner():\n <body>\nx = inner()",
        "def items():\n <body>\n yield\nx = list(items())",
        "try:\n <long>\nexcept* (Boom, KeyError):\n <shape>\n?finally:\n <block>",
    ),
    "compound in function": ("def inner():\n <body>\nreturn inner",),
    "compound in async": (
        "async for x in $r:\n <block>\n?else:\n <block>", "async with $manager:\n <block>",
        "async def inner():\n <body>\nawait inner()",
    ),
    "body": (
        "global total\n$scope\n<block>",
        '"""Document.\v\v  if a:  # text\v"""\nglobal total\n$scope\n<block>',
    ),
    "main": ("global total\n$first\n<block>", "'Document.'\nglobal total\n$first\n<block>"),
    "main in generator": ("global total\n$first\n<block>\nyield",) * 9,
    "main in async generator": ("global total\n$first\n<block>\nyield",) * 9,
    "program": (
        "def run(p0, p1, p2, p3):\n <main>", "def run(p0, p1, p2, p3) -> object:\n <main>",
        "class Machine:\n def run(self, p0, p1, p2, p3):\n  <main>",
        "if True:\n def run(*p):\n  p0, p1, p2, p3 = p\n  <main>",
    ),
    "loop": (
        "x = r = n = 0\nfor x in $r:\n <block>\n?else:\n <block>",
        "x = r = n = 0\nwhile $while:\n <block>",
    ),
}
# fmt: on
# The headers that need their block on lines of its own.
WHOLE = re.compile(r"(async )?def|class|match|if True|while True")


@dataclass(frozen=True)
class Place:
    """What is legal in a block, as the names of places that it is in, and how deep it lies."""

    tags: tuple[str, ...]
    depth: int = 0

    def under(self, header: str) -> "Place":
        """The place in the block under a header."""
        tags = self.tags
        if "def in" in header or "def items" in header:
            tags = self.function_tags(header)
        elif header.startswith(("for", "while", "async for")):
            tags = (*self.without("loop"), "loop")
        elif header.startswith("except*"):  # nothing may jump out of it
            tags = self.without("loop", "function", "async generator")
        return Place(tags, self.depth + 1)

    def without(self, *names: str) -> tuple[str, ...]:
        return tuple(tag for tag in self.tags if tag not in names)

    def function_tags(self, header: str) -> tuple[str, ...]:
        kinds = {"async def inner():": "async", "def items():": "generator"}
        tags = ("function", "nested", kinds.get(header, ""))
        if "nested" in self.tags:  # what the outer function made global is no binding for nonlocal
            return tags
        return (*tags, "under module" if "module" in self.tags else "under function")


NOWHERE = Place(())


class Author:
    """Writes one program; the tape holds all choices, and when it ends, so does the program."""

    def __init__(self, tape: bytes) -> None:
        self.tape = iter(tape)
        self.room = ROOM
        self.labels = 0

    def pick(self, options: Sequence[Choice]) -> Choice:
        return options[next(self.tape, 0) * len(options) >> 8]

    def chance(self, percent: int) -> bool:
        return next(self.tape, 0) * 100 >> 8 >= 100 - percent

    def fill(self, text: str, place: Place) -> str:
        """Replace the names in a text."""
        return re.sub(r"\$(\w+)", lambda name: self.text(name[1], place), text)

    def text(self, name: str, place: Place = NOWHERE) -> str:
        """Choose a text that is legal here."""
        if name in ("e", "n"):
            self.labels += 1
            return f'"e{self.labels}"' if name == "e" else str(self.labels)
        return self.fill(self.pick(options(TEXTS, name, place)), place)

    def block(self, name: str, place: Place) -> Lines:
        """Choose a block that is legal here."""
        self.room -= name in ("shape", "compound", "ladder", "answer", "given", "pyramid")
        cramped = self.room <= 0 or place.depth >= DEEPEST
        choice = options(BLOCKS, name, place)
        return self.expanded(choice[0] if cramped else self.pick(choice), place)

    def expanded(self, template: str, place: Place) -> Lines:
        """Replace the names in a block, and add comments and blank lines."""
        lines: Lines = []
        places, left_out = {0: place}, DEEPEST
        for line in template.split("\n"):
            text = line.lstrip(" ")
            depth = len(line) - len(text)
            if depth > left_out:
                continue
            left_out = depth if text[0] == "?" and not self.chance(45) else DEEPEST
            if left_out == depth:
                continue
            if text[0] == "<":
                block = self.block(text[1:-1], places[depth])
                lines += [(depth + deeper, inner) for deeper, inner in block]
                continue
            text = self.fill(text.lstrip("?"), places[depth])
            lines += self.between(depth)
            if text[-1] == ":":
                inside = places[depth + 1] = places[depth].under(text)
                if self.chance(5) and not WHOLE.match(text):
                    text += " " + self.text(self.pick(("simple", "leave")), inside)
                    left_out = depth
            comment = "  " + self.text("comment") if self.chance(7) else ""
            lines.append((depth, text + comment))
        return lines + (self.comment(0) if self.chance(5) else [])

    def between(self, depth: int) -> Lines:
        """Write what may stand before a statement or an else."""
        if not self.chance(10):
            return []
        return [(0, "")] if self.chance(40) else self.comment(depth)

    def comment(self, depth: int) -> Lines:
        """Write a comment with this indentation, an inner or an outer one."""
        return [(depth + self.pick((0, 0, 0, 1, -1, -1, -2)), self.text("comment"))]


def options(table: dict[str, tuple[str, ...]], name: str, place: Place) -> tuple[str, ...]:
    """All texts or blocks of that name that are legal in the place."""
    return sum((table.get(f"{name} in {tag}", ()) for tag in place.tags), table[name])


def written(tape: bytes) -> str:
    """Write the program that the choices on the tape lead to."""
    author = Author(tape)
    kind, indent, newline = (author.text(name) for name in ("kind", "indent", "newline"))
    head, last = author.text("head"), author.text("last")
    tags = (kind,) if kind in ("function", "module", "async generator") else (kind, "function")
    lines = author.block("loop" if kind == "module" else "program", Place(tags))
    text = "\n".join(rendered(indent * max(depth, 0), line) for depth, line in lines)
    if "async" in kind:
        text = text.replace("def run(", "async def run(")
    return (head + text + last).replace("\n", newline)


def rendered(indent: str, text: str) -> str:
    """Write one line, or the lines of one text."""
    return (indent + text.replace("\v", "\n" + indent)) if text else ""


def programs() -> SearchStrategy[str]:
    """Source texts of modules that ``observation.observe`` can run."""
    return st.binary(min_size=120, max_size=420).map(written)


def scripts(count: int) -> SearchStrategy[list[bytes]]:
    """Lists of scripts, each of which decides what the operations of one run do."""
    script = st.binary(min_size=SCRIPT_LENGTH, max_size=SCRIPT_LENGTH)
    return st.lists(script, min_size=count, max_size=count)
