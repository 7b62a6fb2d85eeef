"""Name an index after what it holds, and write the lines that build it."""

import ast
import builtins
import re
from collections.abc import Mapping
from functools import partial

from codemods.facts import Facts
from codemods.facts.file import FUNCTIONS
from codemods.facts.liveness import free_local, is_free_in
from codemods.facts.types import Known, Own, Type, Types
from codemods.facts.types.elements import element
from codemods.facts.types.model import INT
from codemods.facts.types.questions import is_sequence
from codemods.facts.walking import walk
from codemods.words import plural, singular

from .search import Search, Use, is_written, renamed
from .sweeps import Sweep, Way

POSITION = "position"
# What needs parentheses beside ``and``, or behind the ``if`` of a comprehension.
_LOOSE = (ast.BoolOp, ast.IfExp, ast.Lambda, ast.NamedExpr)


def name_of(search: Search, facts: Facts, root: ast.AST) -> str:
    """A free name for the index: ``refs_by_id``, ``known_ids``, ``ref_counts``."""
    base, key = _base(search.container), _key_words(search.key, search.sweep)
    if isinstance(search.container, ast.Call) and not key and search.use is Use.FACT:
        key = ["value"]
    if _holds_positions(search):
        base = f"{singular(base)}_positions"
    match search.use:
        case Use.FACT:
            wanted = f"known_{plural(key[-1])}" if key else _known_name(base)
        case Use.COUNT:
            wanted = f"{singular(base)}_counts" + (
                f"_by_{'_and_'.join(dict.fromkeys(key))}" if key else ""
            )
        case Use.POSITION:
            wanted = f"{singular(base)}_positions"
        case _:
            key = key or ([] if _holds_positions(search) else ["value"])
            wanted = base + (f"_by_{'_and_'.join(dict.fromkeys(key))}" if key else "")
    return free_local(facts, root, wanted)


def _holds_positions(search: Search) -> bool:
    """Whether an index keeps where elements are, and not the elements."""
    way, names = search.sweep.way, search.names
    if search.use not in (Use.MATCHES, Use.FIRST, Use.LAST):
        return False
    return way is Way.POSITIONS or (way is Way.NUMBERED and search.held == names[:1])


def _known_name(base: str) -> str:
    return f"{base}_set" if base.startswith("known") else f"known_{base}"


def _base(container: ast.expr) -> str:
    match container:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            bare = name.strip("_") or "items"
            return bare.lower() if bare.isupper() else bare
        case ast.Call(func=ast.Attribute(value=value)):
            return _base(value)
    raise AssertionError(container)


def _key_words(key: ast.expr, sweep: Sweep) -> list[str]:
    """The words for what a key is: the last attribute or item of each part, or a name of it."""
    match key:
        case ast.Name(id=name) if sweep.unpacks:
            return [name.strip("_") or "key"]
        case ast.Subscript() if sweep.is_element(key):
            return []
        case ast.Tuple(elts=elements):
            return [word for one in elements for word in _key_words(one, sweep)[-1:]]
        case ast.Attribute(attr=attr):
            return [attr.strip("_") or "key"]
        case ast.Subscript(value=value, slice=ast.Constant(value=str(item))):
            word = re.sub(r"\W+", "_", item).strip("_").lower()
            return [word] if word and not word[0].isdigit() else [*_key_words(value, sweep), "key"]
        case ast.Subscript(value=value, slice=ast.Slice()):
            return _key_words(value, sweep) or ["start"]
        case ast.Subscript():
            return ["key"]
        case ast.Call(func=ast.Attribute(value=value, attr="get"), args=[item, *_]):
            return _key_words(ast.Subscript(value, item), sweep)
        case ast.Call(func=ast.Attribute(value=value, attr=attr)):
            return _key_words(value, sweep) or [attr]
        case ast.Call(func=ast.Name(id=name), args=[value]):
            return _key_words(value, sweep) or [name]
        case ast.BinOp(left=left, right=right):
            return [*_key_words(left, sweep), *_key_words(right, sweep)]
        case ast.JoinedStr(values=values):
            return [word for one in values for word in _key_words(one, sweep)[-1:]]
        case ast.FormattedValue(value=value):
            return _key_words(value, sweep)
    return []


def building(search: Search, name: str, facts: Facts, types: Types) -> str:
    """The lines that build the index, not indented."""
    names = dict(zip(search.names, search.names, strict=True))
    if search.lives_on or (
        isinstance(search.node, ast.expr) and (search.element == "_" or _is_loop(search, types))
    ):
        names = _loop_names(search, name, facts, types.root)
    each = ", ".join(names.values())
    value = ", ".join(names[one] for one in search.held) or each
    value = f"({value})" if "," in value else value
    spell = partial(_spelled_with, facts, names)
    container, key_text = spell(search.sweep.iterable), spell(search.key)
    conditions = " and ".join(map(spell, search.filters))
    clause = f" if {conditions}" if conditions else ""
    if search.use is Use.FACT:
        whole = isinstance(search.key, ast.Name) and not conditions and len(names) == 1
        if whole and facts.is_builtin("set"):
            return f"{name} = set({container})\n"
        return f"{name} = {{{key_text} for {each} in {container}{clause}}}\n"
    if not _is_loop(search, types):
        # Of equal keys a dict keeps the last.
        through = container if search.use is Use.LAST else f"reversed({container})"
        return f"{name} = {{{key_text}: {value} for {each} in {through}{clause}}}\n"
    adding = {
        Use.MATCHES: f"{name}.setdefault({key_text}, []).append({value})",
        Use.FIRST: f"{name}.setdefault({key_text}, {value})",
        Use.COUNT: f"{name}[{key_text}] = {name}.get({key_text}, 0) + 1",
    }.get(search.use, "")
    unit = facts.indentation
    lines = [f"{name}{_annotation(search, types)} = {{}}", f"for {each} in {container}:"]
    if search.use is Use.POSITION:
        position = free_local(facts, types.root, POSITION)
        adding = f"{name}.setdefault({key_text}, {position})"
        lines[1] = f"for {position}, {each} in enumerate({container}):"
    if conditions:
        lines += [f"{unit}if {conditions}:", f"{unit * 2}{adding}"]
    else:
        lines.append(f"{unit}{adding}")
    return "\n".join(lines) + "\n"


def _is_loop(search: Search, types: Types) -> bool:
    """Whether a loop builds the index, and not a comprehension, which has names of its own."""
    if search.use is Use.FIRST:
        return not _is_sequence(search, types)
    return search.use in (Use.MATCHES, Use.COUNT, Use.POSITION)


def _is_sequence(search: Search, types: Types) -> bool:
    """Whether what is searched is known to be something that ``reversed`` takes."""
    way, known = search.sweep.way, is_sequence(types.of(search.container))
    return way is Way.ELEMENTS and known and types.facts.is_builtin("reversed")


def _loop_names(search: Search, index: str, facts: Facts, root: ast.AST) -> dict[str, str]:
    """What each name of the target is called in a loop of its own."""
    if len(search.names) == 1:
        return {search.element: _loop_name(search, facts, root)}
    found: dict[str, str] = {}
    for name in search.names:
        taken = {index, *found.values(), *search.names} - {name}
        wanted = name
        if not _is_new(root, name):
            wanted = free_local(facts, root, name if name.strip("_") else "rest")
        while wanted in taken:
            wanted = free_local(facts, root, f"{wanted}_")
        found[name] = wanted
    return found


def _loop_name(search: Search, facts: Facts, root: ast.AST) -> str:
    """A name for the elements in a loop of its own: it must not bind what means something else."""
    base = _base(search.container)
    named = [search.element] if search.element != "_" else []
    told = singular(base) if singular(base) != base else "item"
    wanted = [*named, told, "item", told]
    if search.sweep.way is Way.POSITIONS:
        wanted = [*named, POSITION]
    free = (one for one in wanted if _is_new(root, one))
    return next(free, "") or free_local(facts, root, wanted[-1])


def _is_new(root: ast.AST, name: str) -> bool:
    """Whether a name is free for a variable of a function, and nobody's elsewhere."""
    return isinstance(root, FUNCTIONS) and is_free_in(root, name) and not hasattr(builtins, name)


def _spelled_with(facts: Facts, names: Mapping[str, str], node: ast.expr) -> str:
    """An expression as its author spelled it, with other names for the element, as an operand."""
    match node:
        case ast.Name(id=name):
            return names.get(name, name)
        case ast.Tuple(elts=elements) if not is_written(node):
            return f"({', '.join(_spelled_with(facts, names, one) for one in elements)})"
        case _ if not is_written(node):
            return renamed(node, names)
    is_line = node.lineno == node.end_lineno
    text = _segment(facts, names, node) if is_line else renamed(node, names)
    return f"({text})" if isinstance(node, _LOOSE) else text


def _segment(facts: Facts, names: Mapping[str, str], node: ast.expr) -> str:
    line = facts.lines[node.lineno - 1].encode()
    # ``ast`` counts columns in bytes. From the end, so that the others stay where they are.
    found = [one for one in walk(node) if isinstance(one, ast.Name) and one.id in names]
    end = node.end_col_offset or 0
    for one in sorted(found, key=lambda name: -name.col_offset):
        each = names[one.id].encode()
        line = line[: one.col_offset] + each + line[one.end_col_offset :]
        end += len(each) - len(one.id.encode())
    return line[node.col_offset : end].decode()


def _annotation(search: Search, types: Types) -> str:
    """The type of the index, where the function is annotated and all of it is known."""
    root = types.root
    if not isinstance(root, FUNCTIONS) or not _is_annotated(root):
        return ""
    key = _spelled((search.home or types).of(search.key))
    if search.use in (Use.COUNT, Use.POSITION):
        return f": dict[{key}, int]" if key else ""
    value = _spelled(_held_type(search, element(types.of(search.container))))
    if not key or not value:
        return ""
    return f": dict[{key}, {f'list[{value}]' if search.use is Use.MATCHES else value}]"


def _held_type(search: Search, each: Type) -> Type:
    """The type of what the index keeps of an element."""
    match search.sweep.way:
        case Way.POSITIONS:
            return INT
        case Way.NUMBERED:
            each = Known("tuple", (INT, each))
    held = [element(each, search.names.index(name)) for name in search.held]
    return Known("tuple", tuple(held)) if len(held) > 1 else held[0] if held else each


def _is_annotated(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return function.returns is not None or any(one.annotation for one in every)


def _spelled(type_: Type) -> str:
    """A type as an annotation that needs no import; nothing where there is none."""
    match type_:
        case Own(declaration):
            return declaration.name
        case Known("int" | "str" | "bytes" | "bool" | "float" | "None" as name, ()):
            return name
        case Known("list" | "dict" | "set" | "tuple" as name, arguments):
            inner = [_spelled(one) for one in arguments]
            return f"{name}[{', '.join(inner)}]" if inner and all(inner) else ""
    return ""
