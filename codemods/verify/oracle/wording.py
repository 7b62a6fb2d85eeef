"""Write canonical forms as a reader would write the values."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from codemods.verify.oracle.canonical import CLOSE, Canon

LONGEST = 160
DEEPEST = 12
_BRACKETS = {"list": "[]", "tuple": "()", "set": "{}", "dict": "{}"}
STAND_IN = "codemods.verify.inputs.stand_ins.StandIn"
_PLAIN = {"float", "function", "type", "module", "complex"}


@dataclass
class _Level:
    """A value that is being written: what it is, and its parts so far."""

    label: str
    parts: list[str] = field(default_factory=list)
    attribute: str = ""

    def add(self, text: str) -> None:
        self.parts.append(self.attribute + text)
        self.attribute = ""

    def text(self) -> str:
        label, parts = self.label, self.parts
        if label == "dict":
            return "{" + ", ".join(_pairs(parts)) + "}"
        if label == "set" and not parts:
            return "set()"
        if label == "tuple" and len(parts) == 1:
            return f"({parts[0]},)"
        if label in _BRACKETS:
            return _BRACKETS[label][0] + ", ".join(parts) + _BRACKETS[label][1]
        if label == "call":
            return f"{parts[0]}({', '.join(parts[1:])})"
        if label == STAND_IN:
            return f"<stand-in {parts[0]}>"
        name = label.removeprefix(".")
        if len(parts) == 1 and (label in _PLAIN or parts[0].startswith(_last(name) + "(")):
            return parts[0]
        return f"{name}({', '.join(parts)})"


def words(canon: Canon, longest: int = LONGEST) -> str:
    """The value as Python, more or less; cut in the middle where it is long."""
    top = _Level("")
    levels = [top]
    for token in canon[: 20 * longest]:
        if token == CLOSE:
            done = levels.pop()
            if len(levels) < DEEPEST:
                levels[-1].add(done.text())
            elif len(levels) == DEEPEST:
                levels[-1].add("...")
        elif token[0] == "(":
            levels.append(_Level(_label(token)))
        else:
            _add(levels[-1], token)
    while len(levels) > 1:
        done = levels.pop()
        done.add("...")
        levels[-1].add(done.text() if len(levels) < DEEPEST else "...")
    text = ", ".join(top.parts)
    if len(text) > longest:
        half = longest // 2
        text = f"{text[:half]} ... {text[-half:]}"
    return text


def _add(level: _Level, token: str) -> None:
    if token[0] == ".":
        level.attribute = token[1:] + "="
    elif token[0] == "'":
        level.add(repr(token[1:]))
    elif token[0] == "&":
        level.add("<again>" if token[1:].isdigit() or token == "&" else f"<{token[1:]}>")
    else:
        level.add(token.removeprefix("~").removeprefix("."))


def _label(token: str) -> str:
    return token[1:].rpartition("#")[0] or token[1:]


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _pairs(parts: list[str]) -> Iterator[str]:
    for index in range(0, len(parts) - 1, 2):
        yield f"{parts[index]}: {parts[index + 1]}"
    if len(parts) % 2:
        yield parts[-1]


def first_difference(before: Canon, after: Canon) -> tuple[str, str, str]:
    """Where two forms differ first, as a path, and the two values that stand there."""
    place = next(
        (
            index
            for index, (one, other) in enumerate(zip(before, after, strict=False))
            if one != other
        ),
        min(len(before), len(after)),
    )
    return _path(before[:place]), words(_value_at(before, place)), words(_value_at(after, place))


def _path(canon: Canon) -> str:
    """Where the next token stands, as one would write it in Python behind the value."""
    levels: list[tuple[str, int, str]] = []
    for token in canon:
        if token[0] == "(":
            levels.append((_label(token), 0, ""))
            continue
        key = "..." if token == CLOSE else words((token,))
        if token == CLOSE:
            levels.pop()
        if levels:
            label, count, _ = levels[-1]
            if token[0] == ".":
                levels[-1] = (label, count, token)
            else:
                levels[-1] = (label, count + 1, key if label == "dict" else "")
    return "".join(_step(*level) for level in levels)


def _step(label: str, count: int, last: str) -> str:
    if last.startswith("."):
        return last
    if label == "dict":
        return f"[{last}]" if count % 2 else f", key {count // 2 + 1}"
    return f"[{count}]"


def _value_at(canon: Canon, place: int) -> Canon:
    """The whole value that begins with the token at this place."""
    depth = 0
    for index in range(place, len(canon)):
        token = canon[index]
        depth += (token[0] == "(") - (token == CLOSE)
        if token == CLOSE and depth < 0:
            return ("~nothing",)
        if depth == 0 and token[0] != ".":
            return canon[place : index + 1]
    return canon[place:] or ("~nothing",)
