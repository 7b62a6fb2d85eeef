"""Cut both sides of one rewrite out of its file, as trees."""

import ast
from collections.abc import Sequence

from codemods.facts import Facts
from codemods.facts.file import first_line, follow, parse
from codemods.model import Change
from codemods.rewriting.laws import Edit, splice
from codemods.rewriting.plan import Offer


class Unlawful(Exception):
    """Raised where a rewrite can't be written within the laws."""


def both_sides(facts: Facts, offer: Offer, edit: Edit) -> Change:
    """Both sides of one rewrite, the side after it parsed from the text of its root alone."""
    depth = 0 if isinstance(offer.root, ast.Module) else len(facts.path_to(offer.root))
    if isinstance(offer.root, ast.Module) or not offer.path[depth:]:
        return _modules(facts, facts.tree, edit)  # it stands there itself
    root_after = _parsed(facts, offer.root, edit)
    *owner, (name, index) = offer.path[depth:]
    old = getattr(follow(offer.root, owner), name)
    new = _block(root_after, owner, name)
    count = sum(statement.lineno <= offer.rewrite.span.last for statement in old[index:])
    return Change(
        root_before=offer.root,
        root_after=root_after,
        before=tuple(old[index : index + count]),
        after=tuple(new[index : len(new) - (len(old) - index - count)]),
    )


def _block(root: ast.AST, owner: Sequence[tuple[str, int]], name: str) -> list[ast.stmt]:
    """The statements at the same place of the result. Raises ``Unlawful`` where it has no such."""
    try:
        found = getattr(follow(root, owner), name)
    except (AttributeError, IndexError) as error:
        raise Unlawful("the result has other blocks than were said") from error
    return found  # type: ignore[no-any-return]


def _modules(facts: Facts, root: ast.Module, edit: Edit) -> Change:
    """Both sides of what changes statements of a module: the statements of the span."""
    try:
        after = parse(splice(facts.lines, [edit]))
    except (SyntaxError, ValueError) as error:
        raise Unlawful(f"the result can't be parsed: {error}") from error
    before = [
        number
        for number, one in enumerate(root.body)
        if edit.span.first <= one.lineno <= edit.span.last
    ]
    start, end = before[0], len(root.body) - before[-1] - 1
    return Change(
        root_before=root,
        root_after=after,
        before=tuple(root.body[start : before[-1] + 1]),
        after=tuple(after.body[start : len(after.body) - end]),
    )


def _parsed(facts: Facts, root: ast.stmt, edit: Edit) -> ast.stmt:
    first = first_line(root)
    last = max(root.end_lineno or root.lineno, edit.span.last)
    lines = list(facts.lines[first - 1 : last])
    lines[edit.span.first - first : edit.span.last - first + 1] = [edit.text]
    try:
        # The root may be indented, and the text goes on behind it: a block takes it as it stands.
        (block,) = parse("if 1:\n" + "".join(lines) if root.col_offset else "".join(lines)).body
    except SyntaxError as error:
        raise Unlawful(f"the result can't be parsed: {error.msg}") from error
    except ValueError as error:
        raise Unlawful("the result can't be parsed by itself") from error
    if not root.col_offset:
        return block
    assert isinstance(block, ast.If)
    return block.body[0]
