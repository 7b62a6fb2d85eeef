"""Tell whether a variable may still be read after a statement, and which names are free.

A simple form of live-variable analysis: it looks at where the readers stand, not at every path.
"""

import ast
import builtins
import keyword
from collections.abc import Collection, Iterator

from codemods.facts.file import FUNCTIONS, LOOPS, Facts
from codemods.facts.module_scope import module_scope
from codemods.facts.names import bound_by_import, bound_names, introspects, read_names
from codemods.facts.types.scope import COMPREHENSIONS
from codemods.facts.walking import children, walk

_NESTED = (*FUNCTIONS, ast.Lambda, ast.ClassDef)


def reader_after(facts: Facts, name: str, statement: ast.stmt) -> ast.AST | None:
    """The first place where the value that ``name`` has after ``statement`` may be read.

    Outside of functions every name is read by whoever imports the module. What stands in the
    statement itself does not count, unless a loop around it comes back to it: then the statement
    is taken to bind the name before it reads it.
    """
    root = facts.root(statement)
    return _reader(facts, root, name, statement) if isinstance(root, FUNCTIONS) else statement


def reader_in_file(facts: Facts, name: str, statement: ast.stmt) -> ast.AST | None:
    """The same for a statement at module level, as far as the file itself may read ``name``."""
    found = _reader(facts, facts.tree, name, statement)
    exports = (one for one in facts.tree.body if any(map(_is_all, walk(one))))
    spelled = (one for export in exports for one in walk(export) if isinstance(one, ast.Constant))
    return found or next((one for one in spelled if one.value == name), None)


def _is_all(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "__all__"


def _reader(facts: Facts, root: ast.AST, name: str, statement: ast.stmt) -> ast.AST | None:
    if reader := introspects(root) or captures(root, name):
        return reader
    inside = {id(node) for node in walk(statement)}
    loops = [one for one in _owners_in_function(facts, statement) if isinstance(one, LOOPS)]
    start = (loops[-1].lineno, loops[-1].col_offset) if loops else None
    end = (statement.end_lineno or statement.lineno, statement.end_col_offset or 0)
    for node in _readers(root, name):
        if id(node) in inside:
            continue
        position = (getattr(node, "lineno", 0), getattr(node, "col_offset", 0))
        # What is shared with others is read by them, wherever it says so.
        again = start is not None and position >= start  # as the loop around it comes back
        if position >= end or again or isinstance(node, (ast.Global, ast.Nonlocal)):
            return node
    return None


def _owners_in_function(facts: Facts, statement: ast.stmt) -> Iterator[ast.AST]:
    for owner in facts.owners(statement):
        if isinstance(owner, _NESTED):
            return
        yield owner


def _readers(root: ast.AST, name: str) -> Iterator[ast.AST]:
    """What reads the variable of a function: not those that a loop or comprehension binds anew."""
    stack = list(reversed(children(root)))
    while stack:
        node = stack.pop()
        if _reads(node, name):
            yield node
        stack += reversed(list(_not_rebinding(node, name)))


def _reads(node: ast.AST, name: str) -> bool:
    match node:
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            return name in names
        case ast.Name(id=id_, ctx=ctx):
            return id_ == name and not isinstance(ctx, ast.Store)
        case ast.AugAssign(target=target):
            return _binds(target, name)
    return False


def _not_rebinding(node: ast.AST, name: str) -> Iterator[ast.AST]:
    """The children of a node in which the name has the value that it had before the node."""
    if isinstance(node, (ast.For, ast.AsyncFor)) and _binds(node.target, name):
        yield node.iter
        yield from node.orelse
        return
    yield from _in_scope(node, name)


def _in_scope(node: ast.AST, name: str) -> Iterator[ast.AST]:
    """The children of a node in which the name means what it means around the node."""
    match node:
        case (
            ast.FunctionDef(args=given) | ast.AsyncFunctionDef(args=given) | ast.Lambda(args=given)
        ) if name in {one.arg for one in walk(given) if isinstance(one, ast.arg)}:
            # As an argument it is their own; what stands for it by default is not.
            yield from (one for one in (*given.defaults, *given.kw_defaults) if one)
            yield from getattr(node, "decorator_list", ())
        case (
            ast.ListComp(generators=generators)
            | ast.SetComp(generators=generators)
            | ast.DictComp(generators=generators)
            | ast.GeneratorExp(generators=generators)
        ) if any(_binds(one.target, name) for one in generators):
            yield generators[0].iter
        case _:
            yield from children(node)


def _binds(target: ast.expr, name: str) -> bool:
    return any(isinstance(node, ast.Name) and node.id == name for node in walk(target))


def captures(root: ast.AST, name: str) -> ast.Name | None:
    """Where a function nested in ``root`` uses the variable: it may be called at any time."""
    for inner in walk(root):
        if inner is not root and isinstance(inner, _NESTED):
            for node in _free_in(inner, name):
                if isinstance(node, ast.Name) and node.id == name:
                    return node
    return None


def _free_in(inner: ast.AST, name: str) -> Iterator[ast.AST]:
    """The nodes in a nested function where the name is that of the one around it, or may be."""
    stack = [inner]
    while stack:
        node = stack.pop()
        yield node
        stack += _in_scope(node, name)


def is_free_in(root: ast.AST, name: str) -> bool:
    """Whether a name means nothing in a function but to comprehensions that bind it themselves."""
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Name) and node.id == name:
            return False
        if name in _named_by(node):
            return False
        if isinstance(node, COMPREHENSIONS) and any(
            _binds(generator.target, name) for generator in node.generators
        ):
            stack.append(node.generators[0].iter)
        else:
            stack += children(node)
    return True


def _named_by(node: ast.AST) -> Collection[str]:
    """The names that a node has as texts."""
    match node:
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            return names
        case ast.arg(arg=name) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.alias():
            return [bound_by_import(node)]
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
            return [name]
        case ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
            return [name]
    return []


def is_bound_before(facts: Facts, name: str, statement: ast.stmt) -> bool:
    """Whether a variable surely has a value when ``statement`` is reached."""
    root = facts.root(statement)
    if not isinstance(root, FUNCTIONS):
        done = any(_sets(one, name) or _declares(one, name) for one in _before(facts, statement))
        return done and name in module_scope(facts).names
    if name in _parameters(root):
        return not _is_deleted(root, name)
    around = any(_binds_inside(owner, name) for owner in _around(facts, statement))
    if around or any(_sets(before, name) for before in _before(facts, statement)):
        return not _is_deleted(root, name)
    if name in bound_names(root):
        return False
    nested: ast.stmt = root
    for owner in facts.owners(root):
        if isinstance(owner, FUNCTIONS):
            # It runs once it is defined, and it is defined where its statement stands.
            return is_bound_before(facts, name, nested)
        nested = owner if isinstance(owner, ast.ClassDef) else nested
    return name in module_scope(facts).names


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return {one.arg for one in (*every, arguments.vararg, arguments.kwarg) if one}


def _is_deleted(root: ast.AST, name: str) -> bool:
    return any(
        isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Del)
        for node in walk(root)
    )


def _before(facts: Facts, statement: ast.stmt) -> Iterator[ast.stmt]:
    """The statements that have surely run to their end when ``statement`` is reached."""
    node: ast.AST = statement
    while not isinstance(node, FUNCTIONS):
        place = facts.place(node)
        yield from place.block[: place.index]
        node = place.owner
        if isinstance(node, ast.Module):
            return


def _around(facts: Facts, statement: ast.stmt) -> Iterator[ast.AST]:
    """The statements in whose body ``statement`` stands, itself left out."""
    node: ast.AST = statement
    while not isinstance(node, (*FUNCTIONS, ast.Module)):
        place = facts.place(node)
        node = place.owner
        if place.field == "body":
            yield node


def _binds_inside(node: ast.AST, name: str) -> bool:
    """Whether a loop or a ``with`` binds the name for what stands in its body."""
    match node:
        case ast.For(target=target):
            return _binds(target, name)
        case ast.With(items=items):
            return any(item.optional_vars and _binds(item.optional_vars, name) for item in items)
    return False


def _sets(statement: ast.stmt, name: str) -> bool:
    match statement:
        case ast.Assign(targets=targets):
            return any(_binds(target, name) for target in targets)
        case ast.AnnAssign(target=target, value=value):
            return value is not None and _binds(target, name)
        case ast.With(items=items):
            return any(item.optional_vars and _binds(item.optional_vars, name) for item in items)
        case ast.If(body=body, orelse=orelse):
            return bool(orelse) and all(
                any(_sets(one, name) for one in block) for block in (body, orelse)
            )
    return False


def _declares(statement: ast.stmt, name: str) -> bool:
    """Whether a statement imports something, or defines it."""
    match statement:
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return name in map(bound_by_import, names)
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return statement.name == name
    return False


def free_name(facts: Facts, wanted: str, taken: Collection[str] = ()) -> str:
    """``wanted``, or with a number behind it: a name that means nothing yet in the file."""
    scope = module_scope(facts)
    return _numbered(wanted, scope.all_names | scope.read_names | set(taken))


def free_local(facts: Facts, root: ast.AST, wanted: str) -> str:
    """``wanted``, or with a number behind it: a name for a new variable of one function.

    What functions beside it call their own variables is no matter. At module level it begins with
    an underscore: nobody is to import it.
    """
    if not isinstance(root, FUNCTIONS):
        return free_name(facts, f"_{wanted.lstrip('_')}")
    own = bound_names(root) | read_names(root)
    return _numbered(wanted, own | frozenset(module_scope(facts).names))


def _numbered(wanted: str, used: Collection[str]) -> str:
    number, name = 1, wanted
    while name in used or hasattr(builtins, name) or keyword.iskeyword(name):
        number += 1
        name = f"{wanted}_{number}"
    return name
