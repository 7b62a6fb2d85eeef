"""Recognise expressions that search: comprehensions, ``in``, ``next``, ``any``, ``sum``."""

import ast
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from codemods.facts import Facts
from codemods.facts.types import UNKNOWN, Known, Type, Types, options

from .comprehensions import both, comprehension, is_consumed
from .search import Condition, Search, Use, condition
from .sweeps import Sweep, is_container, is_key, names_in, sweep_of

UNTOLD = "nothing says that what is searched is a list: annotate it, or make it of a list"
WHOLE = "_"  # what elements are called that have no name
_SEARCHES = frozenset({"any", "all", "sum", "len", "next"})
_LISTS = frozenset({"list", "tuple", "tuple...", "Sequence", "MutableSequence", "deque"})


def search_in(node: ast.expr, parent: ast.AST | None, facts: Facts, types: Types) -> Search | None:
    """The search that an expression is, if it is one; ``parent`` is what it stands in."""
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in _SEARCHES and facts.is_builtin(name):
            return called(name, node, facts)
        case ast.Call(func=ast.Attribute(value=value, attr="count"), args=[sought], keywords=[]):
            if is_container(value) and _is_list(value, types):
                return _whole(node, value, sought, Use.COUNT)
        case ast.Call(func=ast.Attribute(value=value, attr="index"), args=[sought], keywords=[]):
            known = isinstance(parent, ast.IfExp) and parent.orelse is node  # by an index of ours
            plain = is_container(value) and _is_list(value, types) and _is_read(sought)
            if plain and not known and facts.is_builtin("enumerate"):
                return _whole(node, value, sought, Use.POSITION)
        case ast.Compare(left=left, ops=[ast.In() | ast.NotIn()], comparators=[right]):
            return _membership(node, left, right, facts, types)
        case ast.ListComp() | ast.SetComp() | ast.DictComp():
            return comprehension(node, facts, 0)
        case ast.GeneratorExp() if is_consumed(node, parent, facts):
            return comprehension(node, facts, 0)
    return None


def _is_list(node: ast.expr, types: Types) -> bool:
    return _is_type_of_list(types.of(node))


def _is_type_of_list(type_: Type) -> bool:
    return all(isinstance(one, Known) and one.name in _LISTS for one in options(type_))


def _is_read(node: ast.expr) -> bool:
    """Whether an expression may as well be evaluated several times."""
    match node:
        case ast.Name() | ast.Constant():
            return True
        case ast.Attribute(value=value) | ast.Subscript(value=value, slice=ast.Constant()):
            return _is_read(value)
    return False


def member(node: ast.Call, container: ast.expr, sought: ast.expr, types: Types) -> Search | None:
    """A call that only asks whether something is in a list."""
    return _whole(node, container, sought, Use.FACT) if _is_list(container, types) else None


def _whole(node: ast.expr, container: ast.expr, sought: ast.expr, use: Use) -> Search:
    """A search for an element that equals something."""
    element = ast.copy_location(ast.Name(WHOLE, ast.Load()), container)
    # What is not there raises what it raised before.
    otherwise = f"{ast.unparse(container)}.index({{sought}})"
    lookup = {
        Use.COUNT: "{index}.get({sought}, 0)",
        Use.FACT: "{sought} in {index}",
        Use.POSITION: f"({{index}}[{{sought}}] if {{sought}} in {{index}} else {otherwise})",
    }[use]
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.NotIn):
        lookup = "{sought} not in {index}"
    sweep = Sweep((WHOLE,), container, container)
    return plain(node, Condition(element, sought, (), ()), sweep, use, lookup)


def plain(
    node: ast.expr,
    found: Condition,
    sweep: Sweep,
    use: Use,
    lookup: str,
) -> Search:
    """A search that becomes a lookup of one line."""
    return Search(
        node=node,
        sweep=sweep,
        key=found.key,
        sought=found.sought,
        use=use,
        write=lambda passage, index: _looked_up(passage, lookup, found.sought, index),
        filters=(*found.before, *found.after),
    )


def _membership(
    node: ast.Compare, left: ast.expr, right: ast.expr, facts: Facts, types: Types
) -> Search | None:
    match right:
        case ast.ListComp(
            elt=elt, generators=[ast.comprehension(ifs=ifs) as generator]
        ) if not generator.is_async:
            pass
        case _:
            found_type = types.of(right) if is_container(right) else None
            if found_type is not None and _is_type_of_list(found_type):
                return _whole(node, right, left, Use.FACT)
            if found_type == UNKNOWN:
                return replace(_whole(node, right, left, Use.FACT), doubt=UNTOLD)
            return None
    sweep = sweep_of(generator.target, generator.iter, facts)
    if sweep is None or not is_key(elt, sweep):
        return None
    if any(names_in(one) - sweep.readable for one in ifs):
        return None
    word = "in" if isinstance(node.ops[0], ast.In) else "not in"
    found = Condition(elt, left, (), tuple(ifs))
    return plain(node, found, sweep, Use.FACT, f"{{sought}} {word} {{index}}")


def called(name: str, node: ast.Call, facts: Facts) -> Search | None:
    """A search by a builtin: ``any(b.k == x for b in bs)``, ``next(...)``, ``sum(1 for ...)``."""
    if not node.args or node.keywords:
        return None
    match node.args[0]:
        case ast.GeneratorExp(elt=elt, generators=[one]) | ast.ListComp(elt=elt, generators=[one]):
            pass
        case _:
            return None
    sweep = sweep_of(one.target, one.iter, facts)
    if one.is_async or sweep is None:
        return None
    match name, node.args:
        case "any", [_]:
            found = _only(elt, sweep) if not one.ifs else None
            lookup = "{sought} in {index}"
            return plain(node, found, sweep, Use.FACT, lookup) if found else None
        case "all", [_]:
            found = _unequal(elt, sweep) if not one.ifs else None
            lookup = "{sought} not in {index}"
            return plain(node, found, sweep, Use.FACT, lookup) if found else None
    found = _own(one.ifs, sweep)
    if found is None:
        return None
    match name, node.args:
        case "sum", [_] if ast.dump(elt) == "Constant(value=1)":
            return plain(node, found, sweep, Use.COUNT, "{index}.get({sought}, 0)")
        case "len", [ast.ListComp()] if isinstance(elt, (ast.Constant, ast.Name)):
            return plain(node, found, sweep, Use.COUNT, "{index}.get({sought}, 0)")
        case "next", [ast.GeneratorExp(), default] if (
            (isinstance(default, ast.Name) or is_constant(default))
            and isinstance(elt, ast.Name)
            and elt.id in sweep.names
        ):
            search = plain(node, found, sweep, Use.FIRST, "")
            return replace(
                search,
                held=(elt.id,) if len(sweep.names) > 1 else (),
                write=lambda passage, index: _first(passage, found.sought, default, index),
            )
    return None


def is_constant(node: ast.expr) -> bool:
    """Whether an expression is a constant, or a number with a minus before it."""
    match node:
        case ast.Constant() | ast.UnaryOp(
            op=ast.USub(), operand=ast.Constant(value=int() | float())
        ):
            return True
    return False


def _only(test: ast.expr, sweep: Sweep) -> Condition | None:
    """The condition of a test that depends on nothing but the element and what is sought."""
    found = condition(test, sweep)
    if found is None:
        return None
    others = (names_in(one) - sweep.readable for one in (*found.before, *found.after))
    return None if any(others) else found


def _own(tests: Sequence[ast.expr], sweep: Sweep) -> Condition | None:
    return _only(both(tests), sweep) if tests else None


def _unequal(test: ast.expr, sweep: Sweep) -> Condition | None:
    match test:
        case ast.Compare(left=left, ops=[ast.NotEq()], comparators=comparators):
            equal = ast.Compare(left, [ast.Eq()], comparators)
            return _only(ast.copy_location(equal, test), sweep)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _only(operand, sweep)
    return None


def _looked_up(passage: Any, lookup: str, sought: ast.expr, index: str) -> Any:
    from . import write_expressions

    return write_expressions.looked_up(passage, lookup, sought, index)


def _first(passage: Any, sought: ast.expr, default: ast.expr, index: str) -> Any:
    from . import write_expressions

    return write_expressions.first(passage, sought, default, index)
