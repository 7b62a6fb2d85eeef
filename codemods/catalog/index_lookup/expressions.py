"""Recognise expressions that search: comprehensions, ``in``, ``next``, ``any``, ``sum``."""

import ast
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from codemods.facts import Facts
from codemods.facts.types import STR, UNKNOWN, Known, Type, Types, options
from codemods.facts.types.elements import element

from .collected import collected
from .comprehensions import both, comprehension, is_consumed
from .guards import denied
from .search import CALL, Condition, Search, Use, condition
from .sweeps import Sweep, is_container, is_key, names_in, sweep_of
from .told import is_no_list

WHOLE = "_"  # what elements are called that have no name
_SEARCHES = frozenset({"any", "all", "sum", "len", "next"})
_LISTS = frozenset("list tuple tuple... Sequence MutableSequence deque ValuesView".split())


def search_in(node: ast.expr, parent: ast.AST | None, facts: Facts, types: Types) -> Search | None:
    """The search that an expression is, if it is one; ``parent`` is what it stands in."""
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in _SEARCHES and facts.is_builtin(name):
            return called(name, node, facts)
        case ast.Call(func=ast.Attribute(value=value, attr="count"), args=[sought], keywords=[]):
            if is_container(value):
                return _told(_whole(node, value, sought, Use.COUNT), types)
        case ast.Call(func=ast.Attribute(value=value, attr="index"), args=[sought], keywords=[]):
            known = isinstance(parent, ast.IfExp) and parent.orelse is node  # by an index of ours
            plain = is_container(value) and is_read(sought)
            if plain and not known and facts.is_builtin("enumerate"):
                return _told(_whole(node, value, sought, Use.POSITION), types)
        case ast.Compare(left=left, ops=[ast.In() | ast.NotIn()], comparators=[right]):
            return _membership(node, left, right, facts, types)
        case ast.ListComp() | ast.SetComp() | ast.DictComp():
            return comprehension(node, facts, 0)
        case ast.GeneratorExp() if is_consumed(node, parent, facts, types):
            return asked_of_pairs(node, parent, facts) or comprehension(node, facts, 0)
    return None


def asked_of_pairs(node: ast.expr, parent: ast.AST | None, facts: Facts) -> Search | None:
    """The search of the last generator in ``any(a.k == b.k for a in rows for b in others)``."""
    match node, parent:
        case (
            ast.GeneratorExp(elt=elt, generators=[_, *_, last]),
            ast.Call(func=ast.Name(id="any" | "all" | "sum" as name), args=[_], keywords=[]),
        ) if not last.is_async and facts.is_builtin(name):
            sweep = sweep_of(last.target, last.iter, facts)
            asked = tested(name, elt, last.ifs, sweep) if sweep else None
            if asked is None:
                return None
            number = len(node.generators) - 1
            write = partial(_answered, node=node, sought=asked[0].sought, lookup=asked[3])
            return replace(plain(node, *asked), number=number, write=write)
    return None


def _told(search: Search, types: Types) -> Search | None:
    """The search, if nothing says that what is searched is no list, and with doubt if it may be."""
    found = options(types.of(search.container))
    if any(one != UNKNOWN and not _may_be_list(one) for one in found):
        return None
    if all(map(_is_list, found)):
        return search
    # In a text, ``in`` finds parts.
    if isinstance(search.sought, ast.Constant):
        return None
    other = is_no_list(search.container, search.sought, types)
    return None if other else replace(search, untold=True)


def _may_be_list(type_: Type) -> bool:
    return isinstance(type_, Known) and type_.name in _LISTS


def _is_list(type_: Type) -> bool:
    """Whether ``in`` surely compares element by element: a ``Sequence[str]`` may be a text."""
    if isinstance(type_, Known) and type_.name == "Sequence":
        return not options(element(type_)) & {STR, UNKNOWN}
    return _may_be_list(type_)


def is_read(node: ast.expr) -> bool:
    """Whether an expression may as well be evaluated several times."""
    match node:
        case ast.Name() | ast.Constant():
            return True
        case ast.Attribute(value=value) | ast.Subscript(value=value, slice=ast.Constant()):
            return is_read(value)
    return False


def member(node: ast.Call, container: ast.expr, sought: ast.expr, types: Types) -> Search | None:
    """A call that only asks whether something is in a list."""
    return _told(_whole(node, container, sought, Use.FACT), types)


def _whole(node: ast.expr, container: ast.expr, sought: ast.expr, use: Use) -> Search:
    """A search for an element that equals something."""
    each = ast.copy_location(ast.Name(WHOLE, ast.Load()), container)
    lookup = {
        Use.COUNT: "{index}.get({sought}, 0)",
        Use.FACT: "{sought} in {index}",
        # What is not there raises what it raised before.
        Use.POSITION: "({index}[{sought}] if {sought} in {index} else " + CALL + ")",
    }[use]
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.NotIn):
        lookup = "{sought} not in {index}"
    sweep = Sweep((WHOLE,), container, container)
    return plain(node, Condition(each, sought, (), ()), sweep, use, lookup)


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
        write=lambda passage, index: _looked_up(passage, lookup, node, found.sought, index),
        filters=(*found.before, *found.after),
        turned=found.turned,
    )


def _membership(
    node: ast.Compare, left: ast.expr, right: ast.expr, facts: Facts, types: Types
) -> Search | None:
    made = collected(right, types)
    if made is not None and made is not right and is_container(made):
        return _whole(node, made, left, Use.FACT)
    match made:
        case ast.ListComp(elt=elt, generators=[one]) | ast.SetComp(elt=elt, generators=[one]):
            return _among(node, left, elt, one, facts)
        case ast.GeneratorExp(elt=elt, generators=[one]):
            return _among(node, left, elt, one, facts)
        case ast.DictComp(key=key, value=ast.Name(), generators=[one]):
            return _among(node, left, key, one, facts)
    if not is_container(right):
        return None
    match right:
        case ast.Call(func=ast.Attribute(attr="values")):
            return _whole(node, right, left, Use.FACT)
    return _told(_whole(node, right, left, Use.FACT), types)


def _among(
    node: ast.Compare, left: ast.expr, elt: ast.expr, one: ast.comprehension, facts: Facts
) -> Search | None:
    """Membership in what a comprehension makes, anew each time."""
    sweep = sweep_of(one.target, one.iter, facts)
    if sweep is None or one.is_async or not is_key(elt, sweep):
        return None
    if any(names_in(test) - sweep.readable for test in one.ifs):
        return None
    word = "in" if isinstance(node.ops[0], ast.In) else "not in"
    found = Condition(elt, left, (), tuple(one.ifs))
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
    if len(node.args) == 1 and (asked := tested(name, elt, one.ifs, sweep)):
        return plain(node, *asked)
    found = _own(one.ifs, sweep)
    if found is None:
        return None
    match name, node.args:
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


def tested(
    name: str, elt: ast.expr, ifs: Sequence[ast.expr], sweep: Sweep
) -> tuple[Condition, Sweep, Use, str] | None:
    """What ``any``, ``all`` or ``sum`` asks of the elements that meet some conditions.

    It is the condition, the sweep, the use, and the lookup that answers it.
    """
    match name, elt:
        case "any", ast.Constant(value=True):
            found, use, lookup = _own(ifs, sweep), Use.FACT, "{sought} in {index}"
        case "any", _:
            found, use, lookup = _own([*ifs, elt], sweep), Use.FACT, "{sought} in {index}"
        case "all", ast.Constant(value=False):
            found, use, lookup = _own(ifs, sweep), Use.FACT, "{sought} not in {index}"
        case "all", _:
            equal = _denied(elt)
            found = _own([*ifs, equal], sweep) if equal else None
            use, lookup = Use.FACT, "{sought} not in {index}"
        case "sum", _:
            found, use, lookup = _counted(elt, ifs, sweep), Use.COUNT, "{index}.get({sought}, 0)"
        case _:
            return None
    return (found, sweep, use, lookup) if found else None


def _counted(elt: ast.expr, ifs: Sequence[ast.expr], sweep: Sweep) -> Condition | None:
    """What an element must meet to count as one, where others count as nothing."""
    match elt:
        case ast.Constant(value=int(one)) if one == 1:
            return _own(ifs, sweep)
        case ast.IfExp(
            test=test, body=ast.Constant(value=int(one)), orelse=ast.Constant(value=int(nothing))
        ) if (one, nothing) == (1, 0):
            return _own([*ifs, test], sweep)
        case ast.Compare():
            found = _own([*ifs, elt], sweep)
            # Of what is no comparison of the key nobody knows that it is True or False.
            return found if found and elt in found.equal else None
    return None


def _denied(test: ast.expr) -> ast.expr | None:
    """The equality that an inequality denies, or what stands behind ``not``."""
    match test:
        case ast.Compare(ops=[ast.NotEq()]) | ast.UnaryOp(op=ast.Not()):
            (only,) = denied(test)
            return only
        case ast.BoolOp(op=ast.Or()):
            return both(list(denied(test)))
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


def _looked_up(passage: Any, lookup: str, node: ast.expr, sought: ast.expr, index: str) -> Any:
    from . import write_expressions

    return write_expressions.looked_up(passage, lookup, node, sought, index)


def _answered(
    passage: Any, index: str, node: ast.GeneratorExp, sought: ast.expr, lookup: str
) -> Any:
    from . import write_expressions

    return write_expressions.answered(passage, node, lookup, sought, index)


def _first(passage: Any, sought: ast.expr, default: ast.expr, index: str) -> Any:
    from . import write_expressions

    return write_expressions.first(passage, sought, default, index)
