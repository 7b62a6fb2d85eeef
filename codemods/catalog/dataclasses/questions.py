"""What is asked of values until it is known which these may be."""

import ast
from dataclasses import dataclass, field

from .scopes import Scope
from .slots import Callee, Slot


@dataclass(eq=False)
class Question:
    """What an attribute or a method (``node`` is a call then) of a receiver means.

    ``is_method`` tells that it is a method that is not called there. ``answer`` is what it gives;
    ``bound`` are the classes for which it is answered, ``is_plain``
    tells that it is for containers, ``given_up`` that the receiver may be anything.
    """

    receiver: Slot | None
    name: str
    node: ast.expr
    scope: Scope
    answer: Slot
    bound: set[ast.ClassDef] = field(default_factory=set)
    is_plain: bool = False
    given_up: bool = False
    is_method: bool = False


@dataclass(eq=False)
class Application:
    """A call of what a slot holds; ``given`` is what it gets where the call does not say that.

    ``answer`` is what it gives, ``bound`` for which functions it is answered, ``reached`` how
    many ways lead to these, ``given_up`` tells that anything may be called.
    """

    called: Slot
    node: ast.expr
    scope: Scope
    answer: Slot
    given: tuple[Slot, ...] | None = None
    bound: set[Callee] = field(default_factory=set)
    reached: int = 0
    given_up: bool = False

    @property
    def is_open(self) -> bool:
        """Whether something may be called that is no function of these modules."""
        called = self.called.find()
        other = called.foreign or called.sites or called.classes or called.is_container
        return bool(other) or not called.callees
