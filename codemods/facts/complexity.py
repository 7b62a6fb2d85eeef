"""Measure cognitive complexity, with the library that is kept for it."""

import ast

import complexipy


def cognitive_complexity(root: ast.AST) -> int:
    """The cognitive complexity of a function or statement, everything inside it included.

    Raises ``ValueError`` where the library can't read the code.
    """
    return int(complexipy.code_complexity(ast.unparse(root)).complexity)
