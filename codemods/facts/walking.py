"""Walk over trees: as ``ast.walk`` does, without the nodes that hold nothing, and faster.

Contexts and operators are left out: they have no place, and are half of all nodes.
"""

import ast

_WITHOUT_NODES = frozenset(
    """arg asname attr conversion ctx id is_async kind kwd_attrs level lineno module op ops rest
    simple str tag type_comment type_ignores""".split()
)
_LEAVES = (ast.Constant, ast.MatchSingleton, ast.alias, ast.Global, ast.Nonlocal)
# Lists with ``None`` in the place of what is not there: ``{**a}``, ``def f(*, a)``.
_WITH_GAPS = frozenset({"keys", "kw_defaults"})


def _fields(kind: type[ast.AST]) -> tuple[str, ...]:
    """The fields of a type of nodes that hold nodes with a place, and nothing else."""
    if issubclass(kind, _LEAVES):
        return ()
    texts = _WITHOUT_NODES if kind.__name__ == "TypeAlias" else _WITHOUT_NODES | {"name"}
    return tuple(name for name in kind._fields if name not in texts)


_FIELDS = {
    kind: _fields(kind)
    for kind in vars(ast).values()
    if isinstance(kind, type) and issubclass(kind, ast.AST)
}


def walk(root: ast.AST) -> list[ast.AST]:
    """``root`` and all nodes inside it, level by level."""
    found = [root]
    add = found.append  # looked up once: this is where the time goes
    for node in found:
        for name in _FIELDS[node.__class__]:
            value = getattr(node, name, None)
            if value.__class__ is list:
                found += filter(None, value) if name in _WITH_GAPS else value
            elif value is not None:
                add(value)
    return found


def children(node: ast.AST) -> list[ast.AST]:
    """The nodes directly inside ``node``."""
    found: list[ast.AST] = []
    for name in _FIELDS[node.__class__]:
        value = getattr(node, name, None)
        if value.__class__ is list:
            found += filter(None, value) if name in _WITH_GAPS else value
        elif value is not None:
            found.append(value)
    return found
