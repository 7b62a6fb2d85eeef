"""State what a lookup rests on, and settle of that what facts can."""

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from codemods.codemod import Assumption
from codemods.facts.stability import Doubt
from codemods.facts.types import Type, Types, options
from codemods.facts.types.questions import (
    hashable_key,
    is_sequence,
    re_iterable,
    reads_safely,
    unpacks_safely,
)
from codemods.left_behind import VARIABLES, left_behind
from codemods.model import Discharge, Evidence, Probe

from .search import Search
from .sweeps import names_in

HASHABLE = "hashable-keys"
TOTAL = "total-keys"
AGAIN = "re-iterable"
ALIAS = "no-alias"
PLAIN = "plain-dict"
LISTS = "searched-lists"
OVERRIDE = "no-override"
UNHASHABLE = "the keys have no hash: they are lists, dicts or objects that compare by value"
HANDLED = "it handles a TypeError: these may be the keys that have no hash"
MISSING = "it handles that a key is missing, which an index asks of all elements"

ASSUMPTIONS = (
    Assumption(
        HASHABLE,
        "all keys have a hash that agrees with ==, and equal themselves (NaN does not)",
        ("D-2", "D-3", "D-4", "D-6", "D-20", "D-21"),
    ),
    Assumption(
        TOTAL,
        "keys and conditions can be read of every element, also of those never reached before",
        ("D-9", "X9"),
    ),
    Assumption(
        AGAIN,
        "what is searched is a sequence or another container, not an iterator that ends",
        ("D-10", "D-24"),
    ),
    Assumption(
        ALIAS,
        "nothing that the loop changes or iterates over is, or changes, what is searched",
        ("D-13", "D-23"),
    ),
    Assumption(
        PLAIN,
        "what has items() or keys() is a dict: in and [] find what a loop over it finds",
        ("D-24",),
    ),
    Assumption(
        LISTS,
        "what follows `in` is a list or a tuple where nothing tells: no set or dict already, "
        "and no text",
        ("D-7", "D-22"),
    ),
    Assumption(
        OVERRIDE,
        "no class outside of the file overrides a method that does nothing but search",
        ("D-24",),
    ),
    VARIABLES,
)


@dataclass(frozen=True, slots=True)
class Case:
    """A search with what its evidence speaks of.

    ``line`` is where the index will be built, ``inside`` where the search begins; ``scope`` are the
    generators of a comprehension that bind what the search reads, ``there`` the texts of items that
    surely are there.
    """

    search: Search
    types: Types
    line: int
    inside: int
    scope: str
    doubt: Doubt | None
    there: frozenset[str] = frozenset()


def evidence(case: Case) -> tuple[Evidence, ...]:
    """One piece of evidence for each of the four assumptions."""
    return (_hashable(case), _total(case), _again(case), _alias(case))


def other_method(search: Search) -> Evidence | None:
    """What has to be granted where a class that nobody sees may have a method of its own."""
    if not search.overridable:
        return None
    fact = f"no class has a method of its own for `{search.overridable}`"
    return Evidence(OVERRIDE, Discharge.OPEN, fact)


def variables(search: Search, types: Types) -> Evidence | None:
    """What has to be granted where other modules may import the variable of a search."""
    if isinstance(search.node, ast.expr) or search.lives_on:
        return None
    return left_behind(search.names, search.node, types.facts)


def untold_list(search: Search) -> Evidence | None:
    """What has to be granted where nothing tells that what is searched is a list.

    Running can't test it: a set of a set finds the same, it only takes longer to make.
    """
    if not search.untold:
        return None
    fact = f"`{ast.unparse(search.container)}` is a list or a tuple"
    return Evidence(LISTS, Discharge.OPEN, fact)


def key_types(search: Search, types: Types) -> tuple[Type, Type]:
    """The types of the keys of what is searched, and of what is sought."""
    if _is_whole(search):
        return types.element_of(search.container), types.of(search.sought)
    if search.home and isinstance(search.key, ast.Name) and len(search.names) == 1:
        return types.element_of(search.container), types.of(search.sought)
    return (search.home or types).of(search.key), types.of(search.sought)


def _hashable(case: Case) -> Evidence:
    search = case.search
    key, sought = ast.unparse(search.key), ast.unparse(search.sought)
    both = key_types(search, case.types)
    if all(map(hashable_key, both)):
        kinds = " and ".join(dict.fromkeys(map(str, both)))
        return Evidence(HASHABLE, Discharge.PROVED, f"all keys are {kinds}")
    what = f"every `{key}` in `{_container(case)}` and every `{sought}`"
    if _is_whole(search):
        what = f"every element of `{_container(case)}` and every `{sought}`"
    keys = f"[{key} for {search.element} in {ast.unparse(search.sweep.iterable)}]"
    probes = (
        Probe(case.line, f"__hashable__({keys})"),
        Probe(case.inside, f"__hashable__([*{keys}, {_each(case, sought)}])"),
    )
    fact = f"{what} has a hash that agrees with ==, and equals itself"
    return Evidence(HASHABLE, Discharge.OPEN, fact, probes)


def _is_whole(search: Search) -> bool:
    """Whether the elements themselves are the keys of a search that has no name for them."""
    return search.element == "_"


def _container(case: Case) -> str:
    return ast.unparse(case.search.container)


def _each(case: Case, expression: str) -> str:
    """The values of an expression at the place of the search, for a display."""
    return f"*[{expression} {case.scope}]" if case.scope else expression


def _total(case: Case) -> Evidence:
    search = case.search
    doubtful = list(dict.fromkeys(ast.unparse(one) for one in _doubtful(case)))
    if not doubtful:
        return Evidence(TOTAL, Discharge.PROVED, "keys are plain fields that are never missing")
    what = ", ".join(f"`{one}`" for one in doubtful)
    parts = [search.key, *search.filters, *search.before]
    known = {*search.names} | _free(case) | search.sweep.builtins
    read = ", ".join(ast.unparse(one) for one in parts if names_in(one) <= known)
    container, iterable = _container(case), ast.unparse(search.sweep.iterable)
    # An iterator can be unpacked once.
    again = f"[*{container}, *{container}]" if search.sweep.unpacks else iterable
    reading = f"__read__([({read},) for {search.element} in {again}])"
    # Nothing is shown by it where there is nothing to search.
    each = _each(case, ast.unparse(search.sought))
    sought = f"[{each}] is not None and __read__({container})"
    probes = (Probe(case.line, reading), Probe(case.inside, sought))
    fact = f"{what} can be read of every element without an error"
    return Evidence(TOTAL, Discharge.OPEN, fact, probes)


def _free(case: Case) -> set[str]:
    """Names that mean the same before the loop as in it."""
    return names_in(case.search.container)


def _doubtful(case: Case) -> Iterator[ast.expr]:
    """What might raise when it is evaluated for the index, or where it was not before."""
    search, types, container = case.search, case.types, case.search.container
    home = search.home or types
    there = {*case.there, search.sweep.by_position if is_sequence(types.of(container)) else ""}
    if not reads_safely(container, types):
        yield container
    # What ``in`` looks for is evaluated whether or not there is anything to search.
    if not isinstance(search.node, ast.Compare) and not reads_safely(search.sought, types, there):
        yield search.sought
    if search.sweep.unpacks and not unpacks_safely(types.element_of(container), search.names):
        yield ast.parse(search.element, mode="eval").body
    if not _is_whole(search) and not reads_safely(search.key, home, there):
        yield search.key
    for part in (*search.filters, *search.before):
        if not is_total(part, home, there):
            yield part


def is_total(node: ast.expr, types: Types, there: Collection[str] = ()) -> bool:
    """Whether evaluating a condition can't raise."""
    match node:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return is_total(operand, types, there)
        case ast.BoolOp(values=values):
            return all(is_total(one, types, there) for one in values)
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            sides = (left, *comparators)
            if not all(reads_safely(one, types, there) for one in sides):
                return False
            plain = all(isinstance(op, (ast.Eq, ast.NotEq, ast.Is, ast.IsNot)) for op in ops)
            kinds = {str(one) for side in sides for one in options(types.of(side))}
            return plain or kinds <= {"int", "float", "bool"} or kinds == {"str"}
    return reads_safely(node, types, there)


def _again(case: Case) -> Evidence:
    container = _container(case)
    found = case.types.of(case.search.container)
    if re_iterable(found):
        return Evidence(AGAIN, Discharge.PROVED, f"`{container}` is a {_kind(str(found))}")
    probe = Probe(case.line, f"__re_iterable__({container})")
    fact = f"`{container}` is a container, not an iterator that ends"
    return Evidence(AGAIN, Discharge.OPEN, fact, (probe,))


def _kind(name: str) -> str:
    return name.partition("[")[0]


def _alias(case: Case) -> Evidence:
    container = _container(case)
    if case.doubt is None:
        fact = f"nothing in the loop can change `{container}` or its keys"
        return Evidence(ALIAS, Discharge.PROVED, fact)
    line = case.doubt.line
    fact = f"what line {line} changes or iterates over is and changes no part of `{container}`"
    if case.doubt.target is None:
        return Evidence(ALIAS, Discharge.OPEN, fact)
    what = ast.unparse(case.doubt.target)
    check = f"__plain__({what})" if case.doubt.iterates else f"__apart__({what}, {container})"
    return Evidence(ALIAS, Discharge.OPEN, fact, (Probe(case.doubt.line, check),))
