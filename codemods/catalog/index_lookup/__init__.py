"""Look things up in an index instead of searching for them again and again.

What
    A search that a loop or comprehension repeats becomes a lookup in a dict or set that is built
    once, before the loop:

    * nested loops joined by ``==``, with further conditions in the same test, in tests inside it
      or before it, ``if ...: continue``; keys may be fields, items, whole elements, tuples of
      those, or what ``str``, ``len``, arithmetic, f-strings and methods of texts make of one;
    * comprehensions and generators with two ``for``, also ``any(a.k == b.k for a in rows for b in
      others)``;
    * ``next``, ``any``, ``all``, ``sum``, ``len`` and comprehensions with a search inside, also
      ``list``, ``len`` and ``next`` of ``filter(lambda b: b.k == a.k, others)``;
    * ``in``, ``count`` and ``index`` on lists; ``in list(rows)``, ``sorted(rows)``, ``rows[:]``,
      ``[row.id for row in rows]``, ``table.values()``, which are made anew each time;
    * calls of functions and methods of the same file, and of those inside the function, that do
      nothing but search.

    Elements may be unpacked into plain names, ``for key, name in rows``, and searched by position,
    with ``enumerate(rows)``, ``range(len(rows))`` or ``while i < len(rows)``. A loop that stops at
    a match, ``while i < len(rows) and rows[i].id != wanted: i += 1``, looks up where that is.
    Searches that follow one another share an index while nothing changes in between. A list that
    grows while it is searched gets a set in its place or beside it, also where others know the
    list, and a loop that only drops duplicates becomes ``dict.fromkeys``. Membership in a long
    literal of constants becomes membership in a set. A loop or an expression that goes through a
    dict for one key becomes ``in``, ``[]`` and ``get``. At module level the names of indices begin
    with ``_``.

Why
    A search in a loop takes n times m steps, a lookup n plus m: with a thousand rows on both
    sides that is a hundred times less. Worst cases, as measured: four rows on both sides 0.8
    times as fast to 5 times, one row against 64 a quarter as fast, 16 rows that each find the
    first of 1,024 at once a thirtieth. With ``--verify`` each function is timed at n = 10, 100
    and 1,000 rows on all sides, all different, and left alone where it is slower at every size.
    Order, multiplicity, first or last match and what happens without a match stay what they
    are.

Assumptions
    ``hashable-keys``: keys have a hash that agrees with ``==``, and equal themselves. Proved where
    types tell that they are numbers without a fraction, texts, dates, enums or tuples of those.
    Grant it where keys are ids, names or codes; not where they may be lists, dicts or NaN.
    ``total-keys``: the key can be read of every element, and what is sought of every row, also of
    those that the search never came to; what is unpacked can be, as often as one likes. Proved for
    fields of closed classes, items of tuples and tuples of known length. Grant it where no row
    lacks the key; not where a search stops before the bad ones.
    ``re-iterable``: what is searched is a container, not ``None`` and not an iterator that the
    first search uses up. Grant it where it is a list whenever the function is called.
    ``no-alias``: what the loop changes or goes through is not what is searched. Grant it where the
    two sides of a join come from different places.
    ``plain-dict``: what has ``items()`` is a dict. Grant it where no class of your own has such a
    method and finds with ``in`` what its ``items()`` lacks.
    ``searched-lists``: what follows ``in``, or has ``index`` and ``count``, is a list or a tuple,
    where nothing tells. Running can't test it: where it is a set or dict already, the same is
    found, and time is lost. Grant it for files in which you know; not where it may be a text.
    ``no-override``: no class outside of the file has a method of its own in the place of one that
    only searches. Not needed for names with two underscores, and for static methods of a class
    that is named. Grant it for applications; not for libraries whose classes are there to be
    derived from.
    ``loop-variables``: no other module imports the variable that a search at module level leaves
    behind. Proved under ``if __name__ == "__main__":``. Grant it for scripts, and wherever nobody
    would think of it.

Declines
    Where what is searched depends on the outer element, is changed, bound again or handed to
    something unknown in the loop; where other code may run at a ``yield`` or ``await`` meanwhile;
    where the key or what is sought is computed by a call that may do something; for ``<``, ``in``
    between texts and other tests that are not equality; where a variable of the search is read
    after it, in its ``else`` or by a closure; where a target has a star or is nested; where what is
    searched is an iterator, which the first search uses up; where a ``TypeError`` is handled by the
    search or around it, as of keys without a hash; where the statement shares its line with others;
    in the bodies of classes; where the index would be built again in each round of a loop around
    it, which changes what is searched or waits at a ``yield``.

Options
    ``min-elements`` (8): sides known to have fewer elements are left alone. An index that serves
    one lookup takes sixteen times as long as a search through 64 elements, and fifty times as long
    as one that finds its match at once: it pays where the loop has many rows.
"""

import ast
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from codemods.codemod import Codemod
from codemods.facts import Facts
from codemods.model import Refusal, Rewrite

from . import dict_expressions, dict_search, growing, in_step, judging, literals, pays
from .assumptions import ASSUMPTIONS
from .examples import EXAMPLES
from .options import LookupOptions
from .places import repetitions

# Each looks for searches of its own kind.
Shape = Callable[[Any, Facts, LookupOptions], Iterable[Rewrite | Refusal]]
SHAPES: Sequence[Shape] = (
    dict_expressions.judge,
    growing.judge,
    dict_search.judge,
    in_step.judge,
    judging.judge,
    literals.judge,
)


def judge(node: ast.stmt, facts: Facts, options: LookupOptions) -> Sequence[Rewrite | Refusal]:
    """Judge what a statement searches, or repeats."""
    shapes = SHAPES
    if not repetitions(node, facts):  # it may only make a list, or ask a dict
        shapes = SHAPES[:2] if isinstance(node, (ast.Assign, ast.AnnAssign)) else SHAPES[:1]
    found = [verdict for shape in shapes for verdict in shape(node, facts, options)]
    if not found:
        return []
    # What one of them refuses another one may know how to do.
    done = {one.line for one in found if isinstance(one, Rewrite)}
    if not isinstance(node, (ast.Assign, ast.AnnAssign)):
        done |= growing.lines(facts.root(node), facts)  # told where the list is made
    kept: dict[int, Refusal] = {}
    for one in found:
        if isinstance(one, Refusal) and one.line not in done:
            kept.setdefault(one.line, one)
    return [*(one for one in found if isinstance(one, Rewrite)), *kept.values()]


codemod = Codemod(
    module=__name__,
    nodes=(
        *(ast.For, ast.While, ast.If, ast.Return, ast.Expr),
        *(ast.Assign, ast.AnnAssign, ast.AugAssign),
    ),
    judge=judge,
    options=LookupOptions,
    usually="proved where annotations tell the types of keys; else tested, or granted by name",
    examples=EXAMPLES,
    assumptions=ASSUMPTIONS,
    pace=pays.PACE,
)
