"""Work out what variables that only carry a result hold where they are returned.

``r = None`` at the top and ``return r`` at the end is ``return None`` on every path that assigns
nothing else in between. This is constant propagation along paths (G. Kildall, "A unified approach
to global program optimization", 1973), made by taking the product of the graph with what is known:
each step is there once for each state of knowledge that it is reached in, so nothing is ever
joined. Assigning a literal can't be observed, where nothing but ``return`` reads the variable.
"""

import ast

from codemods.facts.names import assigned
from codemods.facts.steps import THE_VALUE, Step

# What each variable is known to hold. The empty name stands for the value that is being returned.
Known = frozenset[tuple[str, str]]
_RETURNED = ""


def label_of(value: object) -> str:
    """How the label of a step names a constant: with its type, since ``1 == True``."""
    return f"{type(value).__name__}:{value!r}"


def is_literal(node: ast.AST) -> bool:
    """Whether evaluating ``node`` always gives the same, and can't be observed."""
    match node:
        case ast.Constant():
            return True
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=ast.Constant(value=int() | float())):
            return True
        case ast.Tuple(elts=items) | ast.List(elts=items):
            return all(map(is_literal, items))
        case ast.Dict(keys=keys, values=values):
            return all(isinstance(key, ast.Constant) for key in keys) and all(
                map(is_literal, values)
            )
    return False


def worked_out(start: Step, names: frozenset[str]) -> Step:
    """The graph from ``start``, where ``names`` are variables that only ``return`` reads."""
    return _Product(start, names).start if _assigns_literals(start, names) else start


def _assigns_literals(start: Step, names: frozenset[str]) -> bool:
    found, seen = [start], {start}
    for step in found:
        if _literal(step, names) is not None:
            return True
        for following in step.successors:
            if following not in seen:
                seen.add(following)
                found.append(following)
    return False


def _literal(step: Step, names: frozenset[str]) -> ast.expr | None:
    match assigned(step.node):
        case name, value if name in names:
            return value if is_literal(value) else None
    return None


class _Product:
    """The steps of a graph, each with what is known when it is reached."""

    def __init__(self, start: Step, names: frozenset[str]) -> None:
        self._names = names
        self._copies: dict[tuple[Step, Known], Step] = {}
        self._waiting: list[tuple[Step, Known]] = []
        self._values: dict[str, ast.expr] = {}
        self.start = self._at(start, frozenset())
        while self._waiting:
            place = self._waiting.pop()
            self._fill(self._copies[place], *place)

    def _at(self, step: Step, known: Known) -> Step:
        place = (step, known)
        if place not in self._copies:
            self._copies[place] = Step(step.label, [], step.node)
            self._waiting.append(place)
        return self._copies[place]

    def _fill(self, copy: Step, step: Step, known: Known) -> None:
        facts = dict(known)
        match assigned(step.node):
            case name, value if name in self._names:
                self._assign(copy, step, known, name, value)
                return
        match step.node:
            case ast.Name(id=name) if _evaluates(step) and name in facts:
                copy.node = self._values[facts[name]]
                if isinstance(copy.node, ast.Constant):
                    self._skip(copy, step, _with(known, _RETURNED, facts[name]))
                    return
        if _evaluates(step):
            known = _with(known, _RETURNED, None)
        if step.label == THE_VALUE and _RETURNED in facts:
            value = self._values[facts[_RETURNED]]
            assert isinstance(value, ast.Constant)
            copy.label = ("return", label_of(value.value))
        copy.successors += [self._at(following, known) for following in step.successors]

    def _assign(self, copy: Step, step: Step, known: Known, name: str, value: ast.expr) -> None:
        if is_literal(value):
            text = ast.dump(value)
            self._values[text] = value
            self._skip(copy, step, _with(known, name, text))
            return
        done, failed = step.successors
        copy.successors += [self._at(done, _with(known, name, None)), self._at(failed, known)]

    def _skip(self, copy: Step, step: Step, known: Known) -> None:
        """Make a step that can't be observed a mere joint."""
        copy.label, copy.node = None, None
        copy.successors.append(self._at(step.successors[0], known))


def _evaluates(step: Step) -> bool:
    return step.label is not None and step.label[0] == "evaluate"


def _with(known: Known, name: str, text: str | None) -> Known:
    """``known``, but for ``name``, which holds ``text`` or nothing that is known."""
    others = [(other, value) for other, value in known if other != name]
    return frozenset([*others, (name, text)] if text is not None else others)
