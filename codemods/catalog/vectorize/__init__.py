"""Compute with whole arrays what is computed element by element.

What
    A comprehension, or a loop that appends to a list, becomes one expression on NumPy arrays, where
    it goes through arrays, lists of numbers or a ``range`` and computes something for each element:
    arithmetic, comparisons, ``abs``, ``min`` and ``max`` of two, functions of ``math`` and
    ``numpy``, conditional expressions (``numpy.where``), filters (masks), several sequences in step
    (``zip``, ``enumerate``), neighbours (``xs[i] - xs[i - 1]``, slices), and variables that a loop
    uses on the way. ``numpy.array([...])`` around a comprehension goes away, also where
    ``numpy.sum`` and the like make an array of it. What took a list of values still gets one, with
    the same types in it: ``list(...)`` has the elements of an array, ``.tolist()`` Python's own.
    Loops may also store into an array, under a condition or not, replace all of ``[0.0] * n``, and
    run on: ``total += x`` with ``out.append(total)`` is ``numpy.cumsum``, which adds one after the
    other as Python does. Nested loops that fill an array become one expression (outer products,
    tables element by element); where they add up products, the loop over what is summed stays, and
    each of its rounds is one operation on whole arrays: ``a @ b`` where ``sum-order`` is granted.
    A sum keeps its order. ``any`` and ``all`` of comparisons of float64 become
    ``bool(... .any())``: a search that would have found something at once takes longer.
    ``len([... if ...])``, ``sum(1 for ... if ...)`` and ``count += 1`` become
    ``numpy.count_nonzero``.

Why
    An operation on a whole array takes a hundredth of the time of as many operations on its
    elements, and says what is computed without saying how to go through it. Measured at 10,000
    elements: 290 times faster where an array goes in and comes out, 2 to 7 times where a list of
    its elements has to come out. Out of a list and back into one it is 1.3 to 1.7 times, from four
    operations per element on; below that, or below some hundred elements, it is slower. With
    ``--verify`` each function is timed at n = 10, 100, 10,000 and, where the time suffices,
    1,000,000, and left alone where it is no faster at 10,000.

Assumptions
    ``float-elements``: what is declared as ``float`` holds floats. An int is one as well for
    annotations, and an array would make a float of it; and what ``float()`` takes out of an array
    of who knows what is a real number. Proved for arrays, and where an int becomes a float in the
    first operation anyway. Grant it where your floats are floats.
    ``int64-range``: no int, also none in between, leaves 64 bits. Arrays wrap around silently. Not
    to be granted for factorials, hashes and money in the smallest units of everything.
    ``scalar-operand``: what is the same for all elements is a number, as annotations prove.
    ``equal-lengths``: sequences in step are equally long. Where ``zip`` goes through two, each is
    cut to the length of the other until it is granted.
    ``nonempty``: an array of no elements would have another type of elements.
    ``one-dimensional``: arrays have one dimension, or as many as they are indexed by. Proved where
    results are declared as numbers.
    ``no-domain-error``: there is no division by zero, no root of a negative number, no power too
    large. Python raises an exception, arrays give ``inf`` or ``nan``; and where Python's floats
    become those silently, arrays warn. Proved for elements of arrays, which never raised one,
    unless a condition kept them from being divided: ``numpy.where`` computes both sides
    everywhere. There a sum or product that is not chosen may warn that it is too large.
    ``last-digit``: powers, ``exp``, ``sin`` and the like may be rounded another way.
    ``sum-order``: a sum may be added up in pairs, which changes its last digits.
    ``callers-accept-arrays``: with ``result = "ndarray"``, nobody who calls the function asks for
    the truth of what it returns, appends to it, or writes it as JSON. Proved where all callers are
    in the same file, and give it to NumPy or ask for its length.
    NumPy is version 2 or later; its warnings may speak of an array where they spoke of an element.
    An array of no elements is taken for one of numbers, and may lose its other dimensions. A table
    of one row or column that is stored element by element where numbers belong raises an exception,
    and none if it is stored at once. Nested loops without a single round look at no array: one
    whose shape is not what its indices say raises an exception there that they would not.

Declines
    Where nothing is known of the elements; for Decimal, Fraction, texts and everything else that is
    no number; where the results would be of several types; for calls that have no counterpart; for
    ``int()``, ``round`` and ``math.floor``; where an element is computed from one before it; where
    the loop leaves early, its variable lives on or what is computed reads the list it goes into;
    where it does not pay; in the bodies of classes, and loops at module level, which leave
    variables that others may import; where the file has no name for NumPy.

Options
    ``min-operations`` (4): how many operations per element a list must be worth. Each further list
    takes two more, a filter three.
    ``result`` ("list"): with "ndarray" a list that is all a function returns becomes an array and
    stays one; where an annotation or the docstring says that it is a list, they change as well.
"""

import ast

from codemods.codemod import Codemod

from .assumptions import ASSUMPTIONS
from .examples import EXAMPLES
from .judging import judge
from .options import VectorizeOptions
from .pays import PACE

codemod = Codemod(
    module=__name__,
    nodes=(
        ast.Assign,
        ast.AnnAssign,
        ast.AugAssign,
        ast.Return,
        ast.Expr,
        ast.For,
        ast.If,
        ast.Assert,
        ast.Raise,
    ),
    judge=judge,
    options=VectorizeOptions,
    usually="proved for arrays of known type; for lists of floats tested, or granted by name",
    examples=EXAMPLES,
    assumptions=ASSUMPTIONS,
    pace=PACE,
)
