"""Time the function ``f`` of two texts, for the campaigns that compare shapes."""

import timeit
from collections.abc import Callable
from functools import partial
from typing import Any


def ratio(before: str, after: str, arguments: tuple[Any, ...], calls: int, repeats: int) -> float:
    """The time of the original over that of the result: best of ``repeats``, ``calls`` each."""
    best = []
    for text in (before, after):
        call = partial(_function(text), *arguments)
        best.append(min(timeit.repeat(call, number=calls, repeat=repeats)))
    return best[0] / best[1]


def _function(text: str) -> Callable[..., Any]:
    names: dict[str, Any] = {}
    exec(compile(text, "<shape>", "exec"), names)
    found: Callable[..., Any] = names["f"]
    return found
