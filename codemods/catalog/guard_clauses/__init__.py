"""Turn nested ifs into guard clauses.

What
    Code that is wrapped in an ``if`` up to the end of its function or loop body becomes a guard
    (``if not c: return`` or ``continue``) followed by the code itself, one level less deep. So do
    pyramids of ifs with a common fallback behind them, a long branch with a short exit in its
    ``else``, and an ``else`` behind a branch that always leaves. In a pyramid whose ``else``
    branches say something short each, they say it first, and leave. A variable that every branch
    assigns and the next line returns becomes a ``return`` in each branch; so does one that begins
    with a literal, which only some branches replace.

Why
    The conditions under which nothing happens come first and are done with. What remains is the
    work, at the depth where it belongs.

Assumptions
    ``same-control-flow``: both versions test the same conditions and run the same statements, in
    the same order, on every path, exceptions included. Proved for each rewrite by building the
    control-flow graphs of the function before and after, and comparing them.
    ``negated-equality``: ``!=`` is the opposite of ``==``. Taken from the published model, where no
    class in the given paths defines ``__ne__`` and no array or query library is imported; elsewhere
    the negation is written ``not (a == b)`` and nothing is assumed.
    ``total-order``: ``>=`` is the opposite of ``<``. Used only between ints or between strings,
    known by literals, builtins such as ``len`` and annotations; else it becomes ``not (a < b)``.

Declines
    Where an early exit would skip something: statements behind the ``if``, the ``else`` of a
    ``try``, a ``finally`` that leaves by itself; at class and module level; inside ``finally`` and
    ``except*``; where the repeated exit is more than a literal, a name or an equally cheap
    expression, or reads a name that the wrapped code binds again; where the wrapped code only adds
    to what both paths return; where a comment or directive could not be kept beside what it speaks
    of; around ``global`` and ``nonlocal`` declarations; and where it does not pay: short ifs, small
    last steps of long functions, balanced branches, branches that only raise, long ladders of short
    exits.

Options
    ``min-statements`` (4): how many statements a flat body must have to be worth a guard; one less
    where the ``if`` is all there is, but for one exit behind it; twice as many where negation or
    exit would read badly.
    ``min-nested-statements`` (3): the same for a body with ifs or loops in it. Ifs that wrap all
    there is and become one guard are worth it whatever they wrap.
    ``min-nesting-gain`` (1), ``min-complexity-gain`` (0): how much the nesting of the site and the
    cognitive complexity of the function must drop. Complexity never rises.
"""

import ast

from codemods.codemod import Codemod
from codemods.facts import Facts
from codemods.facts.exits import TOP_LEVEL, Exit, Obstacle, fall_off, returns_values
from codemods.facts.file import FUNCTIONS, LOOPS, statements_within
from codemods.facts.measures import nesting, weight
from codemods.facts.names import bindings, read_names, result_names
from codemods.facts.values import values_in
from codemods.facts.walking import walk
from codemods.model import Refusal, Rewrite, Span, Verdict
from codemods.rewriting.comments import closes_something, has_directive, scopes_a_block

from .examples import EXAMPLES
from .exits import default_before, ends_in, is_cheap, results
from .flat import Flat, write
from .pays import GuardOptions, Pays
from .proof import Proof, gains
from .shape import Kind, Shaper, is_elif

DEAR_EXIT = "the exit behind it is more than a literal, a name or an equally cheap expression"
DECLARATION = "a global or nonlocal declaration in it must come before every use"
BLOCK_DIRECTIVE = "a directive on its head is about the whole block"
REPEATED_DIRECTIVE = "a directive on the exit behind it would have to be repeated"
CLOSING_COMMENT = "a comment before the exit behind it closes what another one opened"
SAME_RESULT = "both paths go on to return the same"
REBOUND = "the exit behind it reads a name that the wrapped code binds again"
OTHER_USE = "the result variable has another use"


def judge(node: ast.If, facts: Facts, options: GuardOptions) -> Verdict:
    """Judge one ``if`` as the outermost one of a site."""
    place = facts.place(node)
    if (
        isinstance(place.owner, ast.If)
        and place.block is place.owner.orelse
        and is_elif(place.owner, place.block)
    ):
        return None
    return _Judge(node, facts, options).verdict()


class _Judge:
    def __init__(self, node: ast.If, facts: Facts, options: GuardOptions) -> None:
        self.node = node
        self.facts = facts
        self.options = options
        self.place = facts.place(node)
        self.root = facts.root(node)
        self.values = values_in(facts, self.root)
        self.pays = Pays(facts, self.values, options)

    def verdict(self) -> Verdict:
        match self.place.rest:
            case [ast.Return(value=ast.Name(id=name)) as last]:
                if verdict := self._flatten_default(name, last):
                    return verdict
                if ends_in(self.node, name):
                    return self._flatten_result(name, last)
        fall = fall_off(self.facts, self.node)
        shaper = Shaper(self.facts, self.values, self.pays)
        steps = shaper.steps(self.node, fall)
        if not steps:
            return self._obstructed(fall)
        if not self._may_leave():
            return self._refuse(TOP_LEVEL, self.node.lineno)
        return self._flatten(Flat(tuple(steps), fall, shaper.always_leaves(steps)))

    def _flatten(self, flat: Flat) -> Verdict:
        return self._refuse_scope(flat) or self._refuse_exit(flat) or self._rewrite(flat)

    def _may_leave(self) -> bool:
        """Whether the site is in a function or in a loop."""
        for owner in self.facts.owners(self.node):
            if isinstance(owner, (*FUNCTIONS, *LOOPS)):
                return True
            if isinstance(owner, ast.ClassDef):
                return False
        return False

    def _obstructed(self, fall: Exit | Obstacle) -> Refusal | None:
        """Refuse where only what comes after the ``if`` stands in the way of a guard."""
        if not isinstance(fall, Obstacle) or self.node.orelse or not self.pays.worth(self.node):
            return None
        owner = self.place.owner
        if isinstance(owner, ast.If) and not self.place.rest and not owner.orelse:
            return None  # told once, for the outermost if
        if "__name__" in read_names(self.node.test):
            return None
        return self._refuse(fall.reason, fall.line)

    def _flatten_default(self, name: str, last: ast.Return) -> Verdict:
        """Flatten where the result variable has a default, and some branches assign another one."""
        default = default_before(self.place, name)
        if default is None or name not in result_names(self.root):
            return None
        told = getattr(self.root, "returns", None)
        if isinstance(default.statement, ast.AnnAssign) and told is None:
            return None  # nothing else would say what is returned
        bound = sum(1 for other, _ in bindings(self.root) if other == name)
        assigned = len(list(results(self.node, name)))
        if not assigned or bound != assigned + 1 or self._returns(name) != 1:
            return None
        exit_ = Exit("return", ast.copy_location(ast.Return(default.value), last), adjacent=True)
        shaper = Shaper(self.facts, self.values, self.pays, result=name)
        steps = shaper.steps(self.node, exit_)
        if not steps:
            return None
        leaves = shaper.always_leaves(steps)
        return self._flatten(Flat(tuple(steps), exit_, leaves, name, default))

    def _returns(self, name: str) -> int:
        """How often the function returns what ``name`` holds."""
        values = [one.value for one in walk(self.root) if isinstance(one, ast.Return)]
        return sum(isinstance(value, ast.Name) and value.id == name for value in values)

    def _flatten_result(self, name: str, last: ast.Return) -> Verdict:
        assignments = list(results(self.node, name))
        others = [binder for bound, binder in bindings(self.root) if bound == name]
        targets = [assignment.targets[0] for assignment in assignments]
        if name not in result_names(self.root) or len(others) != len(targets):
            other = next((binder for binder in others if binder not in targets), last)
            return self._refuse(OTHER_USE, getattr(other, "lineno", last.lineno))
        shaper = Shaper(self.facts, self.values, self.pays, result=name)
        steps = shaper.steps(self.node, Obstacle(OTHER_USE, last.lineno))
        small = len(assignments) < 3 and nesting([self.node]) < 2 and weight([self.node]) <= 5
        if not steps or small:
            return None
        flat = Flat(tuple(steps), Exit("return", last, adjacent=True), True, name)
        return self._refuse_scope(flat) or self._rewrite(flat)

    def _refuse_scope(self, flat: Flat) -> Refusal | None:
        """Refuse where a declaration or directive would no longer hold for the same code."""
        for inner in statements_within(self.node):
            if isinstance(inner, (ast.Global, ast.Nonlocal)):
                return self._refuse(DECLARATION, inner.lineno)
        for step in flat.steps:
            if step.kind is Kind.DROP_ELSE:
                continue
            # The line above the head counts too: some tools look there.
            for number in range(max(step.node.lineno - 1, 1), step.node.body[0].lineno):
                if scopes_a_block(self.facts.lines[number - 1]):
                    return self._refuse(BLOCK_DIRECTIVE, number)
        return None

    def _refuse_exit(self, flat: Flat) -> Refusal | None:
        """Refuse where the exit that the guards repeat is not fit to be repeated."""
        repeating = [step for step in flat.steps if step.repeats]
        fall = flat.fall
        if not repeating or not isinstance(fall, Exit) or fall.statement is None:
            return None
        copies = sum(not step.joined for step in repeating)
        moved = copies == 1 and fall.adjacent and flat.leaves
        if len(repeating) == 1 and not flat.leaves and _is_result(fall.statement):
            return self._refuse(SAME_RESULT, fall.statement.lineno)
        if not is_cheap(fall.statement) and not (moved and isinstance(fall.statement, ast.Raise)):
            return self._refuse(DEAR_EXIT, fall.statement.lineno)
        if isinstance(fall.statement, ast.Raise) and len(ast.unparse(fall.statement)) > 72:
            return self._refuse(DEAR_EXIT, fall.statement.lineno)
        if copies + (not moved) > 1 and has_directive(self.facts.lines[fall.statement.lineno - 1]):
            return self._refuse(REPEATED_DIRECTIVE, fall.statement.lineno)
        between = self.facts.lines[self.node.end_lineno or 0 : fall.statement.lineno]
        if fall.adjacent and any(map(closes_something, between)):
            return self._refuse(CLOSING_COMMENT, fall.statement.lineno)
        read = read_names(fall.statement)
        for name, binder in bindings(self.node):
            if name in read:
                return self._refuse(REBOUND, getattr(binder, "lineno", self.node.lineno))
        return None

    def _rewrite(self, flat: Flat) -> Rewrite:
        exit_ = flat.fall if isinstance(flat.fall, Exit) else None
        last: ast.stmt = self.node
        if exit_ and exit_.statement and (flat.moves or flat.result):
            last = exit_.statement
        first = (flat.default.statement if flat.default else self.node).lineno
        text = self._exit_text(flat)
        negated = [step.node.test for step in flat.steps if step.kind is not Kind.DROP_ELSE]
        return Rewrite(
            codemod=codemod.name,
            line=self.node.lineno,
            span=Span(first, last.end_lineno or last.lineno),
            anchors=self._anchors(flat),
            write=lambda passage: write(flat, text, self.values, passage.statements),
            prove=Proof(self.facts, negated).evidence,
            measure=lambda change: gains(self.facts, change, self.options),
        )

    def _anchors(self, flat: Flat) -> tuple[int, ...]:
        """The lines of the heads of all ifs that change, of their exit, of the default."""
        heads = [range(step.node.lineno, step.node.body[0].lineno + 1) for step in flat.steps]
        fall, default = flat.fall, flat.default
        exits = [fall.statement.lineno] if isinstance(fall, Exit) and fall.statement else []
        defaults = [default.statement.lineno] if default else []
        return (*(line for head in heads for line in head), *exits, *defaults)

    def _exit_text(self, flat: Flat) -> str:
        """The exit as a guard says it."""
        exit_ = flat.fall
        if not isinstance(exit_, Exit):
            return "pass"
        if flat.default is not None:
            return f"return {self._spelling(flat.default.value)}"
        if exit_.statement is not None:
            # As the author spelled it, where that is one line.
            return self._spelling(exit_.statement)
        if exit_.keyword == "return" and returns_values(self.root):
            return "return None"
        return exit_.keyword

    def _spelling(self, statement: ast.stmt | ast.expr) -> str:
        if statement.lineno != statement.end_lineno:
            return ast.unparse(statement)
        line = self.facts.lines[statement.lineno - 1].encode()
        return line[statement.col_offset : statement.end_col_offset].decode()

    def _refuse(self, reason: str, cause: int) -> Refusal:
        return Refusal(codemod.name, self.node.lineno, reason, cause)


def _is_result(statement: ast.stmt) -> bool:
    """Whether an exit returns what variables hold."""
    match statement:
        case ast.Return(value=ast.Name() | ast.Attribute()):
            return True
        case ast.Return(value=ast.Tuple(elts=[_, *_] as items)):
            return all(isinstance(item, (ast.Name, ast.Attribute)) for item in items)
    return False


codemod = Codemod(
    module=__name__,
    nodes=(ast.If,),
    judge=judge,
    options=GuardOptions,
    usually="proved: the same control-flow graph before and after",
    examples=EXAMPLES,
)
