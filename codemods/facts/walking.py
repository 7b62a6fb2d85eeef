"""Walk over trees: as ``ast.walk`` does, without the nodes that hold nothing, and faster.

Contexts and operators are left out: they have no place, and are half of all nodes.
"""

import ast

_WITHOUT_NODES = frozenset(
    """arg asname attr conversion ctx id is_async kind kwd_attrs level lineno module op ops rest
    simple tag type_comment type_ignores""".split()
)
_LEAVES = (ast.Constant, ast.alias, ast.Global, ast.Nonlocal)


def _fields(kind: type[ast.AST]) -> tuple[str, ...]:
    """The fields of a type of nodes that may hold nodes with a place."""
    if issubclass(kind, _LEAVES):
        return ()
    return tuple(name for name in kind._fields if name not in _WITHOUT_NODES)


_FIELDS = {
    kind: _fields(kind)
    for kind in vars(ast).values()
    if isinstance(kind, type) and issubclass(kind, ast.AST)
}


def walk(root: ast.AST) -> list[ast.AST]:
    """``root`` and all nodes inside it, level by level."""
    found = [root]
    add, node_class = found.append, ast.AST  # looked up once: this is where the time goes
    for node in found:
        for name in _FIELDS[node.__class__]:
            value = getattr(node, name, None)
            if isinstance(value, node_class):
                add(value)
            elif isinstance(value, list):
                for one in value:
                    if isinstance(one, node_class):
                        add(one)
    return found


def children(node: ast.AST) -> list[ast.AST]:
    """The nodes directly inside ``node``."""
    found: list[ast.AST] = []
    for name in _FIELDS[node.__class__]:
        value = getattr(node, name, None)
        if isinstance(value, ast.AST):
            found.append(value)
        elif isinstance(value, list):
            found += [one for one in value if isinstance(one, ast.AST)]
    return found
