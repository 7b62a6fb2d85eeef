"""Find a dict that is a record of one function, and tell each of its uses."""

import ast
import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS
from codemods.facts.names import bindings, introspects
from codemods.facts.walking import children, walk

ESCAPES = "the whole dict is used here, or leaves the function"
DYNAMIC = "a key is not known"
MISSING = "a key is not among those that the dict is built with"
DELETED = "a key is taken out"
CAPTURED = "a nested function or class uses it"
ELSEWHERE = "it is used outside the block that builds it"
REBOUND = "its variable is bound more than once"
NO_FIELD = "a key can't be the name of a field"
TYPED = "a type comment says that it is a dict"
INTROSPECTED = "the function may look at its variables by name"
# A field of such a name would hide the type from the fields after it.
TYPES = frozenset({"int", "str", "float", "bool", "bytes", "object"})


_TYPE_COMMENT = re.compile(r"#\s*type:(?!\s*ignore)")


class Refused(Exception):
    """Raised where a record can't be written as an object: the reason, and the line of it."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(frozen=True)
class Record:
    """A dict that one variable holds: its fields with their values, and what is done with it."""

    name: str
    node: ast.Assign
    root: ast.FunctionDef | ast.AsyncFunctionDef
    fields: dict[str, ast.expr]
    uses: tuple[ast.expr, ...]
    last: ast.stmt

    def answer(self, use: ast.expr) -> tuple[str, bool | None]:
        """The key of a use, and where that only asks for the key, what it is told."""
        if isinstance(use, ast.Compare):
            return _text(use.left), isinstance(use.ops[0], ast.In)
        if isinstance(use, ast.Call):
            return _text(use.args[0]), None
        assert isinstance(use, ast.Subscript)
        return _text(use.slice), None


def found(node: ast.Assign, facts: Facts) -> Record | None:
    """The record that a statement builds; ``None`` where none is. Raises ``Refused``."""
    fields = _fields(node.value, facts)
    root = facts.root(node)
    if fields is None or len(node.targets) != 1 or not isinstance(root, FUNCTIONS):
        return None
    target = node.targets[0]
    if not isinstance(target, ast.Name):
        return None
    name = target.id
    parents = facts.once("parents", root, lambda: parents_in(root))
    reads = [
        one
        for one in walk(root)
        if isinstance(one, ast.Name) and one.id == name and one is not target
    ]
    if sum(_is_item(one, parents) for one in reads) < 2:
        return None
    if any(_TYPE_COMMENT.search(one) for one in facts.lines[node.lineno - 1 : node.end_lineno]):
        raise Refused(TYPED, node.lineno)
    for key in fields:
        if not can_be_field(key):
            raise Refused(NO_FIELD, node.lineno)
    for bound, by in bindings(root):
        if bound == name and by is not target:
            raise Refused(REBOUND, getattr(by, "lineno", node.lineno))
    if call := introspects(root):
        raise Refused(INTROSPECTED, call.lineno)
    uses = tuple(_use(one, parents, root, fields) for one in reads)
    return Record(name, node, root, fields, uses, _last(node, facts, reads))


def parents_in(root: ast.AST) -> dict[ast.AST, ast.AST]:
    """The node around each node inside ``root``."""
    return {child: parent for parent in walk(root) for child in children(parent)}


def _fields(value: ast.expr, facts: Facts) -> dict[str, ast.expr] | None:
    """The keys and values, where they are at least two, all text, and all different."""
    match value:
        case ast.Dict(keys=keys, values=values):
            names = [one.value if isinstance(one, ast.Constant) else None for one in keys]
        case ast.Call(func=ast.Name(id="dict"), args=[], keywords=given) if facts.is_builtin(
            "dict"
        ):
            names = [one.arg for one in given]
            values = [one.value for one in given]
        case _:
            return None
    texts = [one for one in names if isinstance(one, str)]
    if len(texts) < max(2, len(names)) or len(set(texts)) < len(texts):
        return None
    return dict(zip(texts, values, strict=True))


def can_be_field(key: str) -> bool:
    """Whether a key can be the name of a field, and hides no type from the fields after it."""
    plain = key.isascii() and key.isidentifier() and not keyword.iskeyword(key)
    return plain and not key.startswith("__") and key not in TYPES


def _is_item(name: ast.Name, parents: dict[ast.AST, ast.AST]) -> bool:
    parent = parents[name]
    return (
        isinstance(parent, ast.Subscript)
        and parent.value is name
        and isinstance(parent.slice, ast.Constant)
        and isinstance(parent.slice.value, str)
    )


def _use(
    name: ast.Name,
    parents: dict[ast.AST, ast.AST],
    root: ast.AST,
    fields: dict[str, ast.expr],
) -> ast.expr:
    """The expression that an attribute or a constant can replace. Raises ``Refused``."""
    for owner in _upwards(name, parents, root):
        if isinstance(owner, (*FUNCTIONS, ast.ClassDef, ast.Lambda)):
            raise Refused(CAPTURED, name.lineno)
    parent = parents[name]
    match parent:
        case ast.Subscript(value=value, slice=key, ctx=context) if value is name:
            use: ast.expr = parent
            if isinstance(context, ast.Del):
                raise Refused(DELETED, name.lineno)
        case ast.Attribute(attr="get"):
            call = parents[parent]
            if not (isinstance(call, ast.Call) and call.func is parent and _is_get(call)):
                raise Refused(ESCAPES, name.lineno)
            use, key = call, call.args[0]
        case ast.Compare(left=key, ops=[ast.In() | ast.NotIn()], comparators=[right]) if (
            right is name
        ):
            use = parent
            if not (isinstance(key, ast.Constant) and key.value in fields):
                raise Refused(MISSING, name.lineno)
        case _:
            raise Refused(ESCAPES, name.lineno)
    if not (isinstance(key, ast.Constant) and isinstance(key.value, str)):
        raise Refused(DYNAMIC, name.lineno)
    if key.value not in fields:
        raise Refused(MISSING, name.lineno)
    return use


def _is_get(call: ast.Call) -> bool:
    """Whether it gets one key, and nothing is lost when its default is not evaluated."""
    constant = all(isinstance(one, ast.Constant) for one in call.args[1:])
    return not call.keywords and len(call.args) in (1, 2) and constant


def _upwards(node: ast.AST, parents: dict[ast.AST, ast.AST], root: ast.AST) -> Iterator[ast.AST]:
    while (node := parents[node]) is not root:
        yield node


def _last(node: ast.Assign, facts: Facts, reads: list[ast.Name]) -> ast.stmt:
    """The last statement of the block that uses it. Raises ``Refused`` where others do too."""
    place = facts.place(node)
    block = place.block[place.index :]
    homes = {id(one): number for number, home in enumerate(block) for one in walk(home)}
    for one in reads:
        if id(one) not in homes:
            raise Refused(ELSEWHERE, one.lineno)
    return block[max(homes[id(one)] for one in reads)]


def _text(node: ast.expr) -> str:
    assert isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value
