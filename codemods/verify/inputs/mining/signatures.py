"""Say for each parameter of a function how it is given, and what it needs."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from codemods.verify.inputs.mining.needs import Freezer, Need
from codemods.verify.inputs.mining.places import Places


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter. ``how`` is positional, keyword, variadic or keywords."""

    name: str
    need: Need
    how: str = "positional"
    optional: bool = False


def parameters_of(
    arguments: ast.arguments, bound: Mapping[str, Places], freezer: Freezer, skip: bool
) -> tuple[Parameter, ...]:
    """The parameters of a function, without the receiver where ``skip`` says so."""
    positional = [*arguments.posonlyargs, *arguments.args]
    required = len(positional) - len(arguments.defaults)
    found = [
        Parameter(one.arg, freezer.need(bound[one.arg]), optional=index >= required)
        for index, one in enumerate(positional)
        if index or not skip
    ]
    if arguments.vararg is not None:
        need = freezer.need(bound[arguments.vararg.arg])
        found.append(Parameter(arguments.vararg.arg, need, "variadic", optional=True))
    for one, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        need = freezer.need(bound[one.arg])
        found.append(Parameter(one.arg, need, "keyword", optional=default is not None))
    if arguments.kwarg is not None:
        need = freezer.need(bound[arguments.kwarg.arg])
        found.append(Parameter(arguments.kwarg.arg, need, "keywords", optional=True))
    return tuple(found)
