"""Compute with whole arrays what is computed element by element.

What
    A comprehension, or a loop that appends to a list, becomes one expression on NumPy arrays, where
    it goes through arrays, lists of numbers or a ``range`` and computes something for each element:
    arithmetic, comparisons, ``abs``, ``min`` and ``max`` of two, functions of ``math`` and
    ``numpy``, powers, conditional expressions (``numpy.where``), filters and ``continue`` (masks),
    several sequences in step (``zip``, ``enumerate``), neighbours (``xs[i] - xs[i - 1]``, slices,
    ``pairwise``), and variables that a loop uses, chooses or changes on the way. ``map`` and
    ``filter`` of a lambda are comprehensions as well, and ``while i < len(xs)`` with ``i += 1`` at
    its end a loop over a range.
    ``numpy.array([...])`` around a comprehension goes away, also where ``numpy.sum`` and the like
    make an array of it. What took a list of values still gets one, with the same types in it:
    ``list(...)`` has the elements of an array, ``.tolist()`` Python's own. So do ``sorted``,
    ``math.fsum`` and ``math.prod``.
    Loops may also store into an array, or into several, under no condition or in a ladder of them
    (``numpy.where``), replace all of ``[0.0] * n``, decide (``return True`` for the first of an
    array that is too large, ``return False`` behind the loop, or a flag), keep
    the least or greatest (``best = max([best, *values])``: Python still says which of two equal
    ones, and what becomes of ``nan``), and run on: ``total += x`` with ``out.append(total)`` before
    or after it is ``numpy.cumsum``, which adds one after the other as Python does; the total may
    be read later.
    Nested loops that fill an array become one expression (outer products, tables element by
    element); where they add up products, the loop over what is summed stays, and each of its rounds
    is one operation on whole arrays: ``a @ b`` where ``sum-order`` is granted. The same goes for
    lists of lists, however they are made: filled by indices, row by row, or by nested
    comprehensions with ``zip(*table)``.
    A loop may add to several numbers, under conditions of their own: each becomes a sum.
    A sum keeps its order. ``any`` and ``all`` of comparisons of float64 become
    ``bool(... .any())``: a search that would have found something at once takes longer.
    ``len([... if ...])``, ``sum(1 for ... if ...)`` and ``count += 1`` become
    ``numpy.count_nonzero``.

Why
    An operation on a whole array takes a hundredth of the time of as many operations on its
    elements, and says what is computed without saying how to go through it. Measured at 10,000
    elements (``make arrays``): up to 500 times faster where an array goes in and comes out, 3 to 29
    times where a list of its elements has to come out. Out of a list and back into one it is 1.7 to
    2.3 times from four operations per element on, 14 times where each is clamped by ``min`` and
    ``max``, 1.5 times for an exponential; below that, or below some hundred elements, it is slower.
    With ``--verify`` each function is timed at n = 10, 100, 10,000 and, where the time suffices,
    1,000,000, and left alone where it is no faster at 10,000.

    The well-known example ``calculate_prices(prices, tax)``, ``[p * tax for p in prices]``, is left
    alone as it stands: nobody knows what ``prices`` holds. With ``prices: list[float]`` and
    ``tax: float`` it is left alone still, because the way into an array and back takes longer than
    one multiplication (0.8 times as fast). It is rewritten where it pays: with ``prices:
    np.ndarray`` to ``list(prices * tax)``, and with ``result = "ndarray"`` to ``np.array(prices,
    dtype=float) * tax`` once ``callers-accept-arrays`` is proved or granted.

    Of the modules ``pricing`` and ``figures`` of ``corpus/legacy_shop``, 26 places are recognised.
    With all granted but ``sum-order`` five pay (``shelf_prices``, ``seasonal_factors``, two sums of
    squares, and the product of tables ``bulk_prices``), and the shop's tests pass. ``sum-order``
    adds ``mat_vec``, where a test shows that rows need not be as long as the vector, so
    ``equal-lengths`` was not to be granted. With ``result = "ndarray"`` and
    ``callers-accept-arrays`` granted it is 19, and 18 of the shop's tests say that they wanted
    lists: that grant is for code whose callers are NumPy's.

Assumptions
    ``float-elements``: what is declared as ``float`` holds floats. An int is one as well for
    annotations, and an array would make a float of it; and what ``float()`` takes out of an array
    of who knows what is a real number; that arrays of unknown type hold float64, where only that
    makes a rewrite possible; and that ints which are compared with floats, divided or given to
    ``math`` stay below 2**53. Proved for arrays, and where an int becomes a float in the first
    operation anyway. Grant it where your floats are floats. Granted, it also covers what nothing is
    known of, without an annotation: grant it only in runs over files where that holds. No made-up
    call can show it, so ``--verify`` alone never writes such sites. What is only gone through may
    then be any iterable; what is declared to be something else stays as it is.
    ``int64-range``: no int, also none in between, leaves 64 bits. Arrays wrap around silently. Not
    to be granted for factorials, hashes and money in the smallest units of everything.
    ``scalar-operand``: what is the same for all elements is a number, as annotations prove.
    ``equal-lengths``: sequences in step are equally long, and so are the rows of a list of lists.
    Where ``zip`` goes through two, each is cut to the length of the other until it is granted.
    Grant it where sequences belong together, column by column; not where ``zip`` is meant to stop.
    ``nonempty``: there is an element. An array of none would have another type of elements, the
    product of a table of no rows no shape, and a total that nothing was added to another type.
    ``one-dimensional``: arrays have one dimension, or as many as they are indexed by. Proved where
    results are declared as numbers.
    ``no-domain-error``: there is no division by zero, no root of a negative number, no power too
    large. Python raises an exception, arrays give ``inf`` or ``nan``; and where Python's floats
    become those silently, arrays warn. Proved for elements of arrays, which never raised one,
    unless a condition kept them from being divided: ``numpy.where`` computes both sides
    everywhere. There a sum or product that is not chosen may warn that it is too large.
    Grant it where a division by zero would be a bug that somebody sees in the results as well.
    ``last-digit``: powers, ``exp``, ``sin`` and the like may be rounded another way. Grant it
    unless results are compared to the last digit.
    ``sum-order``: a sum may be added up in pairs, which changes its last digits and is more exact.
    Not to be granted where sums must be the same on every machine.
    ``callers-accept-arrays``: with ``result = "ndarray"``, nobody who calls the function asks for
    the truth of what it returns, appends to it, or writes it as JSON. Proved where all callers are
    in the same file, and give it to NumPy or ask for its length.
    ``loop-variables``: no other module imports the variable that a loop at module level leaves
    behind. Proved under ``if __name__ == "__main__":``. Grant it for scripts.
    ``numpy-installed``: NumPy can be imported where the code runs. Asked where the file gets its
    first import of it: proved where the manifest above it (``pyproject.toml``, ``setup.cfg``,
    ``requirements.txt`` and the like) asks for NumPy, as an extra only for files of no package.
    Not asked without a manifest. Grant it, or add NumPy to the manifest: no codemod does that.
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
    where parts of sequences that leave out more and less are gone through in step; where a loop
    goes to a number of which nothing tells that there are as many elements;
    where it does not pay; in the bodies of classes; where the file has no name for NumPy.

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
        ast.While,
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
