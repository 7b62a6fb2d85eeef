"""Recognise loops that stop at a match: ``while i < len(bs) and bs[i].k != a.k: i += 1``."""

import ast
from typing import Any

from codemods.facts import Facts
from codemods.facts.counting import begin, counts

from .comprehensions import both
from .guards import denied
from .search import Search, Use, joined
from .sweeps import names_in, sweep_of


def search_in(loop: ast.While, facts: Facts) -> Search | None:
    """The search for the position of the first match; without one it is the length."""
    match loop:
        case ast.While(
            test=ast.BoolOp(
                op=ast.And(),
                values=[
                    ast.Compare(
                        left=ast.Name(id=position) as counter,
                        ops=[ast.Lt()],
                        comparators=[ast.Call(func=ast.Name(id="len"), args=[_]) as length],
                    ),
                    *others,
                ],
            ),
            body=[step],
            orelse=[],
        ) if counts(step, position):
            pass
        case _:
            return None
    start = begin(loop, position, facts)
    called = ast.copy_location(ast.Call(ast.Name("range", ast.Load()), [length], []), length)
    called.is_written = False  # type: ignore[attr-defined]
    sweep = sweep_of(ast.Name(position, ast.Store()), called, facts)
    if start is None or sweep is None or position in names_in(sweep.container):
        return None
    # What goes on while all of them hold stops where one does not.
    found = joined(list(denied(both(others))), sweep)
    if found is None or len(others) > 1:
        return None
    conditions = (*found.before, *found.after)
    if any(names_in(one) - sweep.readable for one in conditions):
        return None
    return Search(
        node=loop,
        sweep=sweep,
        key=found.key,
        sought=found.sought,
        use=Use.FIRST,
        write=lambda passage, index: _written(passage, loop, counter, found.sought, index, length),
        filters=conditions,
        turned=found.turned,
        drops=(start,),
        lives_on=True,
    )


def _written(
    passage: Any, loop: ast.While, counter: ast.Name, sought: ast.expr, index: str, length: ast.Call
) -> Any:
    from . import write_loops

    return write_loops.stopped(passage, loop, counter, sought, index, length)
