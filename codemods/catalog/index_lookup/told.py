"""Tell by what else is done with something that it is no list."""

import ast
import re
from collections import deque
from collections.abc import Iterator

from codemods.facts import Facts
from codemods.facts.types import Types
from codemods.facts.walking import walk

# What lists, tuples and deques have, and what other containers of Python have.
_OF_LISTS = frozenset(name for kind in (list, tuple, deque) for name in dir(kind))
_OF_CONTAINERS = _OF_LISTS.union(*map(dir, (dict, set, str, bytes)))
_MAKERS = frozenset(
    "dict set frozenset str defaultdict OrderedDict Counter ChainMap WeakKeyDictionary".split()
)
_TYPES = _MAKERS | frozenset(
    """Dict Set FrozenSet AbstractSet MutableSet Mapping MutableMapping DefaultDict bytes
    Text""".split()
)
# What names end with that are no lists. A dataset or an offset is one word.
_WORDS = frozenset("set dict map mapping string str text chars letters whitespace".split())
_WORD = re.compile(r"[A-Z]?[a-z0-9]+$|[A-Z0-9]+$")


def is_no_list(container: ast.expr, sought: ast.expr, types: Types) -> bool:
    """Whether its name tells, or a use in the same function, or a value that it gets in the file.

    What is looked for with ``in`` and then read by it, ``table[key]``, is the key of a dict, and so
    is a text or a tuple between brackets. What has attributes that no container of Python has is a
    thing of its own, in all of the file.
    """
    text, wanted = ast.unparse(container), ast.unparse(sought)
    if text.endswith("__") or text.startswith("string."):
        return True  # ``__dict__`` and its like, ``string.digits``
    for node in walk(types.root):
        match node:
            case ast.Attribute(value=value, attr=attr) if attr not in _OF_LISTS:
                if ast.unparse(value) == text:
                    return True
            case ast.Subscript(value=value, slice=key):
                if ast.unparse(value) == text and (_is_key(key) or ast.unparse(key) == wanted):
                    return True
    name = container.attr if isinstance(container, ast.Attribute) else text
    if (word := _WORD.search(name)) and word[0].lower() in _WORDS:
        return True
    facts = types.facts
    return name in facts.once("no lists", facts.tree, lambda: _no_lists(facts))


def _is_key(between_brackets: ast.expr) -> bool:
    match between_brackets:
        case ast.Tuple() | ast.JoinedStr() | ast.Constant(value=str() | bytes()):
            return True
    return False


def _no_lists(facts: Facts) -> frozenset[str]:
    """The names and attributes that stand for no list somewhere in a file, by all that tells."""
    found = {*_things(facts), *_filled(facts), *_annotated(facts)}
    plain = [(node.targets, _last_name(node.value)) for node in facts.nodes(ast.Assign)]
    copies = [(_last_name(target), name) for targets, name in plain if name for target in targets]
    while more := {target for target, name in copies if target and name in found} - found:
        found |= more
    return frozenset(found)


def _things(facts: Facts) -> Iterator[str]:
    """The names of what has attributes that no container of Python has."""
    for node in facts.of(ast.Attribute):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=attr) if attr not in _OF_CONTAINERS:
                yield name


def _filled(facts: Facts) -> Iterator[str]:
    """The names of what gets a dict, a set or a text."""
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


def _annotated(facts: Facts) -> Iterator[str]:
    """The names of what is said to be a dict, a set or a text, in words if not by their meaning."""
    for node in facts.nodes(ast.AnnAssign):
        if _head(node.annotation) in _TYPES:
            yield _last_name(node.target)
    for arguments in _all_arguments(facts):
        for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            if one.annotation and _head(one.annotation) in _TYPES:
                yield one.arg


def _head(annotation: ast.expr) -> str:
    match annotation:
        case ast.Subscript(value=value):
            return _last_name(value)
    return _last_name(annotation)


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
