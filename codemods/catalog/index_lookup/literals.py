"""Search a literal of many constants as a set: ``word in {"a", "b", ...}``."""

import ast
from collections.abc import Iterator, Sequence
from typing import Any

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS
from codemods.facts.module_scope import own_nodes
from codemods.facts.types import types_in
from codemods.facts.types.questions import has_unhashable, hashable_member
from codemods.model import Discharge, Evidence, Gain, Probe, Refusal, Rewrite, Span

from .assumptions import HASHABLE
from .options import NAME, LookupOptions
from .places import repetitions, statement_of

# Constants whose equality and hash agree, and that a frozenset of the compiler can hold.
_KINDS = (int, str, bytes, bool, type(None))


def judge(node: ast.stmt, facts: Facts, options: LookupOptions) -> Iterator[Rewrite | Refusal]:
    """Judge the membership tests in literals that a loop or comprehension repeats."""
    if not isinstance(facts.root(node), FUNCTIONS) or _is_repeated(node, facts):
        return
    for repetition in repetitions(node, facts):
        tests = [
            one
            for part in repetition.parts
            for one in (part, *own_nodes(part))
            if isinstance(one, ast.Compare) and _is_large(one, options.min_elements)
            if not has_unhashable(types_in(facts, facts.root(node)).of(one.left))
        ]
        if tests:
            yield _rewrite(tests, repetition.statement, facts)


def _is_repeated(node: ast.stmt, facts: Facts) -> bool:
    """Whether a loop around this statement has its tests already."""
    for owner in facts.owners(node):
        if isinstance(owner, FUNCTIONS):
            return False
        if isinstance(owner, (ast.For, ast.While)):
            return True
    return False


def _is_large(test: ast.Compare, least: int) -> bool:
    match test:
        case ast.Compare(
            ops=[ast.In() | ast.NotIn()],
            comparators=[ast.List(elts=elements) | ast.Tuple(elts=elements)],
        ):
            constants = all(
                isinstance(one, ast.Constant) and isinstance(one.value, _KINDS) for one in elements
            )
            return constants and len(elements) >= least
    return False


def _rewrite(tests: Sequence[ast.Compare], statement: ast.stmt, facts: Facts) -> Rewrite:
    evidence = tuple(_evidence(test, statement, facts) for test in tests)
    literals = [test.comparators[0] for test in tests]
    size = max(len(one.elts) for one in literals if isinstance(one, (ast.List, ast.Tuple)))
    return Rewrite(
        codemod=NAME,
        line=tests[0].lineno,
        span=Span(statement.lineno, statement.end_lineno or statement.lineno),
        anchors=tuple(test.lineno for test in tests),
        write=lambda passage: _write(passage, literals),
        prove=lambda change: tuple(dict.fromkeys(evidence)),
        measure=lambda change: (Gain("comparisons", size, 1),),
    )


def _evidence(test: ast.Compare, statement: ast.stmt, facts: Facts) -> Evidence:
    found = types_in(facts, facts.root(statement)).of(test.left)
    if hashable_member(found):
        return Evidence(HASHABLE, Discharge.PROVED, f"all members are {found}")
    sought = ast.unparse(test.left)
    fact = f"every `{sought}` has a hash that agrees with =="
    probe = Probe(statement_of(test, statement), f"__members__([{sought}])")
    return Evidence(HASHABLE, Discharge.OPEN, fact, (probe,))


def _write(passage: Any, literals: Sequence[ast.expr]) -> Any:
    # Imported here: LibCST takes half a second to load, and most files have no site.
    from . import write

    return write.as_sets(passage, literals)
