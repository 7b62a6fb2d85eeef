"""Write lookups for loops with LibCST."""

import ast
from collections.abc import Sequence

import libcst as cst

from codemods.rewriting.passage import Passage
from codemods.rewriting.suites import (
    Statements,
    block_of,
    comments_in,
    headless,
    statements_of,
    under,
)

from .dict_search import Lookup
from .loops import Matching
from .search import Condition, Use
from .sweeps import Sweep, names_in
from .write_expressions import spelled
from .write_guards import all_but, around, nothing_left, unguarded

Written = cst.BaseStatement | cst.FlattenSentinel[cst.BaseStatement]


def written(
    matching: Matching, use: Use, passage: Passage, index: str, held: Sequence[str]
) -> Written:
    """The statements for a searching loop; of what it unpacks the index has what is ``held``."""
    node = passage.find(matching.loop)
    if isinstance(node, cst.While):
        node = _uncounted(node, matching.loop)
    assert isinstance(node, cst.For)
    return _Writer(matching, passage, index, node, held).written(use)


def _uncounted(node: cst.While, loop: ast.For) -> cst.For:
    """The ``for`` loop that a loop is which counts: without what only counts."""
    block = block_of(node.body)
    begin = len(block.body) - 1 - len(loop.body)
    return cst.For(
        target=cst.ensure_type(cst.parse_expression(ast.unparse(loop.target)), cst.Name),
        iter=cst.parse_expression(ast.unparse(loop.iter)),
        body=block.with_changes(body=block.body[begin:-1]),
        orelse=node.orelse,
        leading_lines=node.leading_lines,
    )


def stopped(
    passage: Passage,
    loop: ast.While,
    counter: ast.Name,
    sought: ast.expr,
    index: str,
    length: ast.Call,
) -> cst.BaseStatement:
    """The position of the first match, or the length, for a loop that stops there."""
    node = passage.find(loop)
    assert isinstance(node, cst.While)
    found = f"{index}.get({spelled(passage, sought)}, {spelled(passage, length)})"
    return _statement(f"{counter.id} = {found}").with_changes(leading_lines=node.leading_lines)


def looked_up(
    passage: Passage, lookup: Lookup, binds_key: bool
) -> tuple[list[cst.BaseStatement], list[cst.EmptyLine]]:
    """``if key in mapping:`` for a loop over the mapping that looks for the key."""
    node = passage.find(lookup.loop)
    assert isinstance(node, cst.For)
    mapping = spelled(passage, lookup.mapping)
    sought = spelled(passage, lookup.sought, operand_of="in")
    found = Condition(ast.Name(lookup.key), lookup.sought, (), ())
    sweep = Sweep((lookup.key,), lookup.mapping, lookup.mapping)
    matching = Matching(lookup.loop, sweep, found, lookup.guards, lookup.body)
    more = " and ".join(spelled(passage, one, operand_of="and") for one in lookup.filters)
    branch = _Writer(matching, passage, mapping, node).branch(f"{sought} in {mapping}", more)
    taken: list[cst.BaseStatement] = []
    if binds_key:
        taken.append(_statement(f"{lookup.key} = {sought}"))
    if lookup.value and any(lookup.value in names_in(one) for one in lookup.reading):
        taken.append(_statement(f"{lookup.value} = {mapping}[{sought}]"))
    block = block_of(branch.body)
    return [branch.with_changes(body=block.with_changes(body=[*taken, *block.body]))], []


class _Writer:
    def __init__(
        self,
        matching: Matching,
        passage: Passage,
        index: str,
        node: cst.For,
        held: Sequence[str] = (),
    ) -> None:
        self.matching = matching
        self.index = index
        self.node = node
        self.passage = passage
        self.sought = spelled(passage, matching.condition.sought)
        target = matching.loop.target
        self.element = target.id if isinstance(target, ast.Name) else ", ".join(held)
        self.unpacks = isinstance(target, ast.Tuple)

    def written(self, use: Use) -> Written:
        match use:
            case Use.MATCHES:
                return self._over_matches()
            case Use.FACT if self._only_misses_matter():
                return self._missed(f"{self.sought} not in {self.index}")
            case Use.FACT:
                return self.branch(f"{self.sought} in {self.index}")
            case Use.COUNT:
                return self._counted()
        if self.unpacks or isinstance(self.matching.condition.key, ast.Name):
            # What is taken may be None: that it was found is told apart from what was found.
            branch = self.branch(f"{self.sought} in {self.index}")
            block = block_of(branch.body)
            taken = _statement(f"{self.element} = {self.index}[{self.sought}]")
            return branch.with_changes(body=block.with_changes(body=[taken, *block.body]))
        taken = _statement(f"{self.element} = {self.index}.get({self.sought})")
        taken = taken.with_changes(leading_lines=[*self.node.leading_lines, *self._head()])
        branch = self.branch(f"{self.element} is not None")
        return cst.FlattenSentinel([taken, branch.with_changes(leading_lines=[])])

    def _over_matches(self) -> cst.For:
        """The same loop over the matches alone."""
        matches = cst.parse_expression(f"{self.index}.get({self.sought}, ())")
        block = block_of(self.node.body)
        left = all_but(self.matching.condition, self.passage)
        body, footer = unguarded(statements_of(block), self.matching.guards, left)
        block = block.with_changes(body=body, footer=[*footer, *block.footer])
        return self.node.with_changes(iter=matches, body=block)

    def branch(self, test: str, inner: str = "") -> cst.If:
        """An ``if`` in the place of the loop, and its ``else`` as that of the ``if``.

        Of what is done with a match ``inner`` is one more condition.
        """
        body, footer = self._body(), self._footer()
        if isinstance(self.matching.body[-1], ast.Break):
            body = _without_break(body)
        block, _ = headless(self.node.body)
        done = block.with_changes(body=body, footer=footer)
        if inner:
            done = cst.IndentedBlock([cst.If(cst.parse_expression(inner), done)])
        return cst.If(
            test=cst.parse_expression(test),
            body=done,
            orelse=self.node.orelse,
            leading_lines=[*self.node.leading_lines, *self._head()],
        )

    def _only_misses_matter(self) -> bool:
        """Whether a match does nothing but leave the loop, past its ``else``."""
        match self.matching.body, self.node.orelse:
            case [ast.Break()], cst.Else(body=cst.IndentedBlock()):
                (only,) = self._body()
                # Its comments stand over it by now.
                return not around(only) and not comments_in(self._footer())
        return False

    def _missed(self, test: str) -> cst.If:
        """An ``if`` for the ``else`` of the loop."""
        otherwise = self.node.orelse
        assert otherwise is not None
        return cst.If(
            test=cst.parse_expression(test),
            body=otherwise.body,
            leading_lines=[
                *self.node.leading_lines,
                *self._head(),
                *comments_in(otherwise.leading_lines),
            ],
        )

    def _counted(self) -> cst.BaseStatement:
        (counted,) = self.matching.body
        assert isinstance(counted, ast.AugAssign) and isinstance(counted.target, ast.Name)
        name = counted.target.id
        statement = _statement(f"{name} += {self.index}.get({self.sought}, 0)")
        (old,) = under(self._head(), self._body())
        assert isinstance(old, cst.SimpleStatementLine)
        above = [*self.node.leading_lines, *comments_in(old.leading_lines)]
        return statement.with_changes(
            leading_lines=above, trailing_whitespace=old.trailing_whitespace
        )

    def _head(self) -> list[cst.EmptyLine]:
        """The comments of the head of the loop, and over the first test."""
        block, head = headless(self.node.body)
        return [*head, *comments_in(statements_of(block)[0].leading_lines)]

    def _body(self) -> Statements:
        """What is done with a match, under the comments of the tests but those of the head."""
        return self._unguarded()[0]

    def _footer(self) -> Sequence[cst.EmptyLine]:
        return [*self._unguarded()[1], *block_of(self.node.body).footer]

    def _unguarded(self) -> tuple[Statements, list[cst.EmptyLine]]:
        test, *rest = statements_of(block_of(self.node.body))
        bare = test.with_changes(leading_lines=[])
        return unguarded([bare, *rest], self.matching.guards, nothing_left)


def _without_break(body: Statements) -> Statements:
    *rest, last = body
    assert isinstance(last, cst.SimpleStatementLine)
    small = list(last.body[:-1])
    if small:
        small[-1] = small[-1].with_changes(semicolon=cst.MaybeSentinel.DEFAULT)
        return [*rest, last.with_changes(body=small)]
    comments = around(last)
    if not rest:
        passing = _statement("pass").with_changes(leading_lines=comments)
        return [passing]
    if comments:
        *others, end = rest
        return [*others, end.with_changes(leading_lines=[*end.leading_lines, *comments])]
    return rest


def _statement(text: str) -> cst.SimpleStatementLine:
    parsed = cst.parse_statement(text)
    assert isinstance(parsed, cst.SimpleStatementLine)
    return parsed
