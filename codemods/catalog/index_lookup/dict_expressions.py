"""Ask a dict for a key where an expression goes through all of them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from codemods.facts import Facts
from codemods.facts.effects import Act, effects_in
from codemods.facts.file import FUNCTIONS
from codemods.facts.module_scope import own_nodes
from codemods.facts.types import Types, types_in
from codemods.facts.types.questions import has_unhashable
from codemods.model import Gain, Refusal, Rewrite, Span

from .assumptions import UNHASHABLE
from .collected import collected
from .dict_search import ACTS, evidence_of, parts_of
from .expressions import is_constant, is_read
from .guards import denied
from .handled import handles_type_error
from .options import NAME, LookupOptions
from .sweeps import is_container, names_in

# Each question has one of these words.
_WORDS = ("any", "all", "next", "keys")


@dataclass(frozen=True, slots=True)
class Question:
    """An expression that goes through the keys of ``mapping`` for ``sought``.

    ``answer`` is the text that answers it at once.
    """

    node: ast.expr
    mapping: ast.expr
    sought: ast.expr
    answer: str


def judge(node: ast.stmt, facts: Facts, options: LookupOptions) -> Iterator[Rewrite | Refusal]:
    """Judge the expressions in a statement that only ask a dict for one key."""
    root = facts.root(node)
    if not isinstance(root, FUNCTIONS) or isinstance(node, (ast.For, ast.While)):
        return
    asked = node.test if isinstance(node, ast.If) else node
    if not any(facts.has_word(word, asked) for word in _WORDS):
        return
    types = types_in(facts, root)
    if isinstance(node, ast.If) and facts.place(node).field == "orelse":
        return  # it may be an ``elif``
    test = [node.test, *own_nodes(node.test)] if isinstance(node, ast.If) else []
    for one in test or own_nodes(node):
        question = _question(one, types) if isinstance(one, (ast.Call, ast.Compare)) else None
        if question is not None and (verdict := _verdict(question, node, types)):
            yield verdict
            return


def _question(node: ast.expr, types: Types) -> Question | None:
    facts = types.facts
    match node:
        case ast.Compare(left=left, ops=[ast.In() | ast.NotIn() as op], comparators=[right]):
            return _membership(node, left, op, right, types)
        case ast.Call(func=ast.Name(id="any" | "all" | "next" as name), args=[made, *rest]) if (
            facts.is_builtin(name) and not node.keywords
        ):
            pass
        case _:
            return None
    match name, made, rest:
        case "any", ast.GeneratorExp(elt=test, generators=[one]), [] if not one.ifs:
            return _asked(node, one, test, "{sought} in {mapping}", types)
        case (
            "all",
            ast.GeneratorExp(elt=ast.Compare() as test, generators=[one]),
            [],
        ) if not one.ifs and isinstance(test.ops[0], ast.NotEq):
            (equal,) = denied(test)
            return _asked(node, one, equal, "{sought} not in {mapping}", types)
        case "next", ast.GeneratorExp(elt=ast.Name(id=value), generators=[one]), [default] if len(
            one.ifs
        ) == 1 and (is_constant(default) or isinstance(default, ast.Name)):
            bare = ast.unparse(default)
            answer = f"{{mapping}}.get({{sought}}{'' if bare == 'None' else ', ' + bare})"
            return _asked(node, one, one.ifs[0], answer, types, value)
    return None


def _membership(
    node: ast.expr, left: ast.expr, op: ast.cmpop, right: ast.expr, types: Types
) -> Question | None:
    """``key in list(table.keys())``; ``key in table.keys()`` asks the dict already."""
    match right:
        case ast.Call(func=ast.Name(), args=[ast.Call(func=ast.Attribute(attr="keys"))]):
            mapping = collected(right, types)
            if mapping is not None and mapping is not right and is_container(mapping):
                word = "in" if isinstance(op, ast.In) else "not in"
                return Question(node, mapping, left, f"{{sought}} {word} {{mapping}}")
    return None


def _asked(
    node: ast.expr,
    one: ast.comprehension,
    test: ast.expr,
    answer: str,
    types: Types,
    value: str = "",
) -> Question | None:
    """What a generator asks of the keys that it goes through, and takes of what they stand for."""
    parts = parts_of(one.target, one.iter, [], types)
    if parts is None or one.is_async or (value and parts[2] != value):
        return None
    mapping, key, own = parts
    match test:
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
            for side, other in ((left, right), (right, left)):
                is_key = isinstance(side, ast.Name) and side.id == key
                if is_key and is_read(other) and not names_in(other) & {key, own}:
                    return Question(node, mapping, other, answer)
    return None


def _verdict(question: Question, statement: ast.stmt, types: Types) -> Rewrite | Refusal | None:
    line = question.node.lineno
    for action in effects_in(types.facts, types.root).of([question.sought, question.mapping]):
        if action.act is not Act.ITERATES:
            return Refusal(NAME, line, ACTS, action.line)
    sought = types.of(question.sought)
    if has_unhashable(sought) or handles_type_error(question.node, types.root, [sought]):
        return Refusal(NAME, line, UNHASHABLE, line)
    evidence = tuple(evidence_of(question.mapping, question.sought, statement.lineno, types))
    return Rewrite(
        codemod=NAME,
        line=line,
        span=Span(statement.lineno, statement.end_lineno or statement.lineno),
        anchors=(line,),
        write=lambda passage: _write(passage, question),
        prove=lambda change: evidence,
        measure=lambda change: (Gain("growth", "O(n)", "O(1)"),),
    )


def _write(passage: Any, question: Question) -> Any:
    # Imported here: LibCST takes half a second to load, and most files have no site.
    from . import write

    return write.asked(passage, question)
