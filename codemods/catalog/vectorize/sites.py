"""Find what expressions compute for each element of a sequence."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from codemods.facts import Facts
from codemods.facts.applied import applied
from codemods.facts.module_scope import module_scope
from codemods.facts.walking import children

from .iteration import traversal
from .scans import Scan
from .temporaries import Body
from .traversal import Step, Stream, Traversal, is_dotted

_SIMPLE = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Return, ast.Expr, ast.Assert, ast.Raise)
# Functions that make an array of a list first.
_TAKING = frozenset(
    """array asarray sum mean std var prod max min median sort cumsum cumprod diff any
    all""".split()
)
_INNER = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Sink(Enum):
    """What becomes of the values."""

    LIST = "a list"
    TUPLE = "a tuple"
    ARRAY = "an array"
    SUM = "their sum"
    ADD = "what is added to a number"
    STORE = "an array that there is already"
    BEST = "the least or greatest of them and of a number"
    EXTREME = "the least or greatest of them"
    COUNT = "how many there are"
    ANY = "whether one of them is true"
    ALL = "whether all of them are true"
    NONE = "whether none of them is true"


DECIDING = (Sink.ANY, Sink.ALL, Sink.NONE)


@dataclass(frozen=True, eq=False)
class Place:
    """A computation where it stands.

    ``statement`` is the first of the statements that make it up, ``last`` the last of them;
    ``replaced`` the expression whose place is taken, ``element`` what is computed for each element
    that meets the ``filters``; ``is_alone`` tells that it is all there is to the statement.
    A loop that stores into a ``target`` or adds to it is replaced as a whole; ``body`` tells what
    was computed on the way, and ``scan`` how each value goes into the next one. ``holder`` is the
    statement that is changed, if it is not the first, and ``kept`` are those that stay; ``loops``
    are the loops of a nest, from the outside in, ``function`` the one that returns an array now;
    ``extreme`` is ``min`` or ``max``. ``spelled`` is how the text has a comprehension that stands
    nowhere in it.
    """

    statement: ast.stmt
    last: ast.stmt
    node: ast.expr | ast.For
    replaced: ast.expr
    traversal: Traversal
    element: ast.expr
    filters: tuple[ast.expr, ...]
    sink: Sink
    is_alone: bool
    target: ast.Name | ast.Attribute | None = None
    operator: ast.operator | None = None
    body: Body = field(default_factory=lambda: Body([]))
    scan: Scan | None = None
    holder: ast.stmt | None = None
    kept: tuple[ast.stmt, ...] = ()
    loops: tuple[ast.For, ...] = ()
    function: ast.FunctionDef | None = None
    extreme: str = ""
    spelled: ast.expr | None = None

    @property
    def is_argument(self) -> bool:
        """Whether what takes the values stays, and gets an array of them."""
        return self.replaced is (self.spelled or self.node)

    @property
    def statements(self) -> list[ast.stmt]:
        """The statements that are replaced."""
        found = [self.statement, self.holder or self.statement, self.last]
        return list(dict.fromkeys(found))

    @property
    def filled(self) -> str:
        """What a loop stores into or adds to, as text."""
        return ast.unparse(self.target) if self.target is not None else ""

    @property
    def is_bare(self) -> bool:
        """Whether elements are taken as they are, all of them."""
        names = self.traversal.named
        return not self.filters and isinstance(self.element, ast.Name) and self.element.id in names

    @property
    def line(self) -> int:
        return self.node.lineno


def places(statement: ast.stmt, facts: Facts) -> Iterator[Place]:
    """What the comprehensions of one statement compute, as far as they are reached first."""
    if isinstance(statement, ast.If):
        words = any(facts.has_word(word, statement) for word in ("for", "lambda"))
        if words and not _is_elif(statement, facts):
            yield from _within(statement, statement.test, facts)
        return
    if not isinstance(statement, _SIMPLE):
        return
    if any(facts.has_word(word, statement) for word in ("for", "sum", "lambda")):
        yield from _within(statement, statement, facts)


def _within(statement: ast.stmt, part: ast.AST, facts: Facts) -> Iterator[Place]:
    """What the comprehensions in a part of a statement compute."""
    stack: list[tuple[ast.AST, ast.AST | None]] = [(part, None)]
    while stack:
        node, parent = stack.pop()
        if isinstance(node, (ast.ListComp, ast.GeneratorExp)):
            found = _comprehended(statement, node, node, parent, facts)
            if found is not None:
                yield found
        elif (made := _applied(node, facts)) is not None:
            assert isinstance(node, ast.Call)
            found = _comprehended(statement, made, node, parent, facts)
            if found is not None:
                yield found
            continue
        elif isinstance(node, ast.Call):
            found = _added_up(statement, node, facts)
            if found is not None:
                yield found
        if not isinstance(node, _INNER):
            stack += [(child, node) for child in children(node)]


def _applied(node: ast.AST, facts: Facts) -> ast.ListComp | ast.GeneratorExp | None:
    """What ``map`` or ``filter`` of a lambda gives, or a list of that."""
    match node:
        case ast.Call(func=ast.Name(id="list"), args=[ast.Call() as inner], keywords=[]):
            found = applied(inner, facts) if facts.is_builtin("list") else None
            if found is None:
                return None
            return ast.copy_location(ast.ListComp(found.elt, found.generators), node)
    return applied(node, facts)


def _added_up(statement: ast.stmt, node: ast.Call, facts: Facts) -> Place | None:
    """``sum(xs)``, as the sum of the elements one by one."""
    match node:
        case ast.Call(func=ast.Name(id="sum"), args=[source], keywords=[]) if is_dotted(source):
            if facts.is_builtin("sum"):
                each = elements_of(source)
                stream = Traversal(Step.ALONE, {"one": Stream(source)})
                alone = getattr(statement, "value", None) is node
                return Place(
                    statement, statement, each, node, stream, each.elt, (), Sink.SUM, alone
                )
    return None


def elements_of(source: ast.expr) -> ast.ListComp:
    """The list of the elements of a sequence."""
    generator = ast.comprehension(ast.Name("one", ast.Store()), source, [], 0)
    made = ast.copy_location(ast.ListComp(ast.Name("one", ast.Load()), [generator]), source)
    return ast.fix_missing_locations(made)


def _comprehended(
    statement: ast.stmt,
    node: ast.ListComp | ast.GeneratorExp,
    spelled: ast.expr,
    parent: ast.AST | None,
    facts: Facts,
) -> Place | None:
    """What a comprehension computes, which the text has as ``spelled``."""
    if len(node.generators) != 1 or node.generators[0].is_async:
        return None
    (generator,) = node.generators
    found = traversal(generator.target, generator.iter, facts)
    if found is None:
        return None
    sink, replaced = _sink(node, spelled, parent, facts)
    if sink is None:
        return None
    alone = getattr(statement, "value", None) is replaced
    ifs = tuple(generator.ifs)
    if sink is Sink.SUM and ifs and is_one(node.elt):
        sink = Sink.COUNT
    return Place(
        statement, statement, node, replaced, found, node.elt, ifs, sink, alone, spelled=spelled
    )


def _is_elif(statement: ast.If, facts: Facts) -> bool:
    """Whether an ``if`` is a part of another one, and no statement of its own."""
    return facts.lines[statement.lineno - 1].lstrip().startswith("elif")


def is_one(node: ast.expr) -> bool:
    """Whether each element counts one."""
    match node:
        case ast.Constant(value=1 as one):
            return type(one) is int
    return False


def _is_harmless(node: ast.ListComp | ast.GeneratorExp) -> bool:
    """Whether nothing is computed for each element."""
    names = [one.target.id for one in node.generators if isinstance(one.target, ast.Name)]
    return isinstance(node.elt, ast.Constant) or ast.unparse(node.elt) in names


def _sink(
    node: ast.ListComp | ast.GeneratorExp, spelled: ast.expr, parent: ast.AST | None, facts: Facts
) -> tuple[Sink | None, ast.expr]:
    """What takes the values, and the expression that comes to that."""
    is_list = isinstance(node, ast.ListComp)
    match parent:
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if argument is spelled:
            if facts.is_builtin(name):
                match name:
                    case "list":
                        return Sink.LIST, parent
                    case "tuple":
                        return Sink.TUPLE, parent
                    case "sum":
                        return Sink.SUM, parent
                    case "len" if is_list and node.generators[0].ifs and _is_harmless(node):
                        return Sink.COUNT, parent
                    case "any" | "all":
                        return Sink[name.upper()], parent
                    case "min" | "max":
                        return Sink.EXTREME, spelled
                    case "sorted" | "set" | "frozenset":
                        return Sink.LIST, spelled
        case ast.Call(func=ast.Attribute(value=ast.Name(id=module), attr=attr), args=[argument]):
            origin = module_scope(facts).imports.get(module)
            if argument is spelled and f"{origin}.{attr}" in ("math.fsum", "math.prod"):
                return Sink.LIST, spelled
            is_numpy = origin == "numpy"
            is_taken = argument is spelled and not parent.keywords and attr in _TAKING
            if is_taken and is_numpy and is_list:
                return Sink.ARRAY, parent if attr in ("array", "asarray") else spelled
    return (Sink.LIST if is_list else None), spelled
