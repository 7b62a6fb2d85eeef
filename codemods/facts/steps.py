"""Hold the steps of a control-flow graph, and tell when two graphs can't be told apart.

The comparison is that of Hopcroft and Karp for deterministic automata: assume the starts equal,
follow equal results, and merge what must then be equal, until nothing is left or labels differ.
"""

import ast
from dataclasses import dataclass, field
from typing import Any

# The label of a step that returns what was evaluated last.
THE_VALUE = ("return", "the value")


@dataclass(eq=False, slots=True)
class Step:
    """A node of the graph: what kind of step, and the code it runs.

    A step without a label is a mere joint: it stands for its successor.
    """

    label: tuple[Any, ...] | None
    successors: list["Step"] = field(default_factory=list)
    node: ast.AST | None = None

    def is_like(self, other: "Step") -> bool:
        return (
            self.label == other.label
            and len(self.successors) == len(other.successors)
            and alike(self.node, other.node)
        )


def same_graph(first: Step, second: Step) -> int | None:
    """How many steps the graphs have when they are the same, else ``None``."""
    leader: dict[Step, Step] = {}

    def find(step: Step) -> Step:
        while step in leader:
            step = leader[step]
        return step

    pairs = [(first, second)]
    merged = 0
    while pairs:
        one, other = (find(_solid(step)) for step in pairs.pop())
        if one is other:
            continue
        if not one.is_like(other):
            return None
        leader[one] = other
        merged += 1
        pairs += zip(one.successors, other.successors, strict=True)
    return merged


def alike(one: ast.AST | None, other: ast.AST | None) -> bool:
    """Whether two trees say the same, wherever they stand. Much faster than to dump both."""
    pairs: list[tuple[Any, Any]] = [(one, other)]
    while pairs:
        a, b = pairs.pop()
        if type(a) is not type(b):
            return False
        if isinstance(a, ast.AST):
            pairs += [(getattr(a, name, None), getattr(b, name, None)) for name in a._fields]
        elif isinstance(a, list):
            if len(a) != len(b):
                return False
            pairs += zip(a, b, strict=True)
        elif a != b or (a == 0 and repr(a) != repr(b)):  # 0.0 and -0.0 are equal, yet not the same
            return False
    return True


def _solid(step: Step) -> Step:
    seen = set()
    while step.label is None and step not in seen:
        seen.add(step)
        step = step.successors[0]
    return step
