"""Tell by what else is done with something that it is no list."""

import ast
from collections.abc import Iterator

from codemods.facts import Facts
from codemods.facts.types import Types
from codemods.facts.walking import walk

# Methods that lists and tuples lack, and dicts, sets or texts have.
_OTHERS = frozenset(
    """add discard get items keys values setdefault update union intersection difference issubset
    issuperset isdisjoint symmetric_difference split strip lower upper startswith endswith replace
    encode join find""".split()
)
_MAKERS = frozenset(
    "dict set frozenset str defaultdict OrderedDict Counter ChainMap WeakKeyDictionary".split()
)


def is_no_list(container: ast.expr, sought: ast.expr, types: Types) -> bool:
    """Whether its name tells, or a use in the same function, or a value that it gets in the file.

    What is looked for with ``in`` and then read by it, ``table[key]``, is the key of a dict.
    """
    text, wanted = ast.unparse(container), ast.unparse(sought)
    if text.endswith("__") or text.startswith("string."):
        return True  # ``__dict__`` and its like, ``string.digits``
    for node in walk(types.root):
        match node:
            case ast.Attribute(value=value, attr=attr) if attr in _OTHERS:
                if ast.unparse(value) == text:
                    return True
            case ast.Subscript(value=value, slice=key) if not isinstance(key, ast.Constant):
                if ast.unparse(value) == text and ast.unparse(key) == wanted:
                    return True
    name = container.attr if isinstance(container, ast.Attribute) else text
    return name in types.facts.once(
        "no lists", types.facts.tree, lambda: frozenset(_no_lists(types.facts))
    )


def _no_lists(facts: Facts) -> Iterator[str]:
    """The names and attributes that get a dict, a set or a text somewhere in a file."""
    for node in facts.nodes(ast.Assign):
        if _makes_other(node.value):
            yield from (name for target in node.targets if (name := _last_name(target)))
    for one in facts.nodes(ast.AnnAssign):
        if one.value and _makes_other(one.value):
            yield _last_name(one.target)
    for arguments in _all_arguments(facts):
        defaults = arguments.defaults
        for parameter, value in zip(arguments.args[-len(defaults) :], defaults, strict=False):
            if _makes_other(value):
                yield parameter.arg


def _all_arguments(facts: Facts) -> Iterator[ast.arguments]:
    yield from (function.args for function in facts.nodes(ast.FunctionDef))
    yield from (function.args for function in facts.nodes(ast.AsyncFunctionDef))
    if "lambda" in facts.source.text:
        yield from (node.args for node in facts.of(ast.Lambda))


def _last_name(target: ast.expr) -> str:
    match target:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _makes_other(node: ast.expr) -> bool:
    """Whether an expression surely makes a dict, a set or a text."""
    match node:
        case ast.Dict() | ast.DictComp() | ast.Set() | ast.SetComp() | ast.JoinedStr():
            return True
        case ast.Constant(value=str() | bytes()):
            return True
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in _MAKERS
    return False
