"""Recognise loops that only decide whether something holds: of one element, of all, of none."""

import ast

from codemods.facts import Facts
from codemods.facts.names import assigned

from .filled_lists import loop_behind
from .iteration import of_loop
from .sites import Place, Sink
from .temporaries import body_of


def returned(loop: ast.For, facts: Facts) -> Place | None:
    """``for x in xs: if x > limit: return True`` with ``return False`` behind it."""
    match facts.place(loop).rest[:1]:
        case [ast.Return(value=ast.Constant(value=bool(otherwise))) as last]:
            pass
        case _:
            return None
    match body_of(loop, facts).statements:
        case [
            ast.If(test=test, body=[ast.Return(value=ast.Constant(value=bool(found)))], orelse=[])
        ]:
            return _place(loop, loop, last, last, test, (found, otherwise), facts)
    return None


def flagged(statement: ast.stmt, facts: Facts) -> Place | None:
    """``found = False`` and a loop that says ``if x > limit: found = True``, maybe a ``break``."""
    made = assigned(statement)
    if made is None or type(getattr(made[1], "value", None)) is not bool:
        return None
    name, value = made
    assert isinstance(value, ast.Constant)
    behind = loop_behind(statement, name, facts)
    if behind is None or behind[0].start is not None:
        return None
    loop, kept = behind
    match body_of(loop.plain, facts).statements:
        case [
            ast.If(
                test=test,
                body=[
                    ast.Assign(targets=[ast.Name(id=flag)], value=ast.Constant(value=bool(found))),
                    *rest,
                ],
                orelse=[],
            )
        ] if flag == name and all(isinstance(one, ast.Break) for one in rest):
            told = (found, bool(value.value))
            return _place(loop.plain, statement, loop.plain, statement, test, told, facts, kept)
    return None


def _place(
    loop: ast.For,
    first: ast.stmt,
    last: ast.stmt,
    holder: ast.stmt,
    test: ast.expr,
    told: tuple[bool, bool],
    facts: Facts,
    kept: tuple[ast.stmt, ...] = (),
) -> Place | None:
    """``told`` is what is said where the test holds of an element, and where it holds of none."""
    traversal = of_loop(loop, facts)
    value = getattr(holder, "value", None)
    if traversal is None or value is None or told[0] is told[1]:
        return None
    sink = Sink.ANY if told[0] else Sink.NONE
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand) if sink is Sink.NONE:
            sink, test = Sink.ALL, operand
    return Place(
        first, last, loop, value, traversal, test, (), sink, is_alone=True,
        body=body_of(loop, facts), holder=holder, kept=kept,
    )  # fmt: skip
