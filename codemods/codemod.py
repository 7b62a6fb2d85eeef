"""Say what a codemod is: what its author writes, and nothing else."""

import ast
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, get_type_hints

from codemods.facts import Facts
from codemods.model import Group, Refusal, Verdicts


@dataclass(frozen=True, slots=True)
class Example:
    """Code, and what becomes of it: ``after``, a refusal, or (neither given) nothing at all.

    ``after`` is what it becomes once the assumptions ``granted`` are granted; until then it is left
    alone. ``note`` says when to grant them, or why nothing is to be done. ``options`` are those of
    the codemod that differ from its defaults.
    """

    before: str
    after: str | None = None
    refused: str | None = None
    granted: tuple[str, ...] = ()
    note: str = ""
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assumption:
    """What rewrites of a codemod may rest on, where facts can't show it.

    ``sentence`` says what a user grants by its name; ``traps`` are the ids of the ways in which it
    can fail, as ``corpus/traps`` lists them.
    """

    name: str
    sentence: str
    traps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pace:
    """How ``--verify`` times the functions that a codemod rewrites to make them faster.

    ``sizes`` are those of the inputs; with ``distinct``, their elements must differ. ``against``
    gets how many times as fast each size is after that was measured, and says why the rewrite does
    not pay, if it does not.
    """

    sizes: tuple[int, ...]
    distinct: bool
    against: Callable[[Mapping[int, float]], str | None]


@dataclass(frozen=True)
class Codemod:
    """One kind of rewrite.

    ``module`` is the ``__name__`` of the module that defines it: the last part is the codemod's
    name, the docstring its page. ``nodes`` are the statements to look at; ``judge`` gets each of
    them with the facts and the options (an instance of ``options``, a frozen dataclass of numbers
    and flags with defaults) and answers with a rewrite, a refusal, several of them, or ``None``:
    not my shape.
    ``usually`` says in a few words what evidence a user can expect. ``assumptions`` are those that
    may stay open, and can be tested or granted. ``pace`` is for codemods that promise speed.
    ``follow`` judges files together, where the assumption ``follows_with`` is granted: it gives
    refusals with their paths, and rewrites of several files that are made together or not at all.
    """

    module: str
    nodes: tuple[type[ast.AST], ...]
    judge: Callable[[Any, Facts, Any], Verdicts]
    options: type
    usually: str
    examples: tuple[Example, ...]
    assumptions: tuple[Assumption, ...] = ()
    pace: Pace | None = None
    follow: Callable[[Sequence[Facts], Any], Iterator[Group | tuple[str, Refusal]]] | None = None
    follows_with: str = ""

    @property
    def name(self) -> str:
        return self.module.rpartition(".")[2].replace("_", "-")

    @property
    def page(self) -> str:
        """The docstring of the codemod's module."""
        return (sys.modules[self.module].__doc__ or "").strip()

    @property
    def summary(self) -> str:
        return self.page.partition("\n")[0].rstrip(".")

    def option_types(self) -> dict[str, type]:
        """The options of this codemod with their types, as written in a configuration file."""
        hints = get_type_hints(self.options)
        return {one.name.replace("_", "-"): hints[one.name] for one in fields(self.options)}
