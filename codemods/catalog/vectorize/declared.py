"""Tell what annotations say of what is computed."""

import ast

from codemods.facts.walking import walk

from .sites import Place


def declared_result(place: Place, root: ast.AST) -> ast.expr | None:
    """The annotation of what is computed, where that is all there is to a statement."""
    statement = place.holder or place.statement
    whole = getattr(statement, "value", None)
    match whole:
        case ast.Call(func=ast.Name(id="min" | "max"), args=[argument]):
            if argument is not place.node:
                return None
        case _ if whole is not place.replaced:
            return None
    match statement, root:
        case ast.AnnAssign(annotation=annotation), _:
            return annotation
        case ast.Return(), ast.FunctionDef(returns=annotation):
            return annotation
        case ast.Assign(targets=[ast.Name(id=name)]), ast.FunctionDef(returns=annotation):
            return annotation if is_returned(name, place, root) else None
    return None


def is_returned(name: str, place: Place, root: ast.AST) -> bool:
    """Whether a variable is bound once and only ever returned, but for what fills it."""
    inside = {id(node) for part in place.statements for node in walk(part)}
    returned = {id(node.value) for node in walk(root) if isinstance(node, ast.Return)}
    others = [
        node
        for node in walk(root)
        if isinstance(node, ast.Name) and node.id == name and id(node) not in inside
    ]
    return bool(others) and all(id(node) in returned for node in others)
