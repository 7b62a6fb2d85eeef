"""Stand in for collaborators: objects that take any use, write it down, and answer from a script.

Reading an attribute is not written down: it gives a stand-in for the attribute, the same each
time. Whatever is done to one is: calls, items, iteration, length, truth, membership, ``await``,
``with``, and setting attributes. Answers come from the script in turn, again and again; without a
script every answer is a stand-in as well.
"""

from collections.abc import AsyncIterator, Callable, Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from codemods.verify.oracle.canonical import Canon, Canoniser
from codemods.verify.oracle.readers import Reader, Token
from codemods.verify.oracle.shapes import register

UNSCRIPTED_ITEMS = 2
# What is asked of a stand-in, and leaves everything as it is.
QUESTIONS = frozenset({"truth", "length", "iterate", "next", "end", "search", "item"})


class Log(list[object]):
    """What was done, in order. Its canoniser knows the other objects of the same run."""

    def __init__(self, canoniser: Canoniser) -> None:
        super().__init__()
        self.canoniser = canoniser


@dataclass(frozen=True)
class Raises:
    """An answer that is an exception to be raised."""

    error: BaseException


@dataclass(frozen=True)
class Awaited:
    """An answer that must be awaited."""

    value: object


def stand_in(
    name: str, log: list[Any], answers: Sequence[object] = (), awaited: Collection[str] = ()
) -> Any:
    """A stand-in. ``awaited`` are the attributes whose calls must be awaited; ``""`` is itself.

    An answer may be ``Raises(error)`` or ``Awaited(value)``.
    """
    return StandIn(name, _Script(name, log, tuple(answers), frozenset(awaited)))


@dataclass
class _Script:
    """What a stand-in and all that comes from it share."""

    root: str
    log: list[Any]
    answers: tuple[object, ...]
    awaited: frozenset[str]
    given: int = 0
    canoniser: Canoniser = field(init=False)

    def __post_init__(self) -> None:
        log = self.log
        self.canoniser = log.canoniser if isinstance(log, Log) else Canoniser()

    def write(self, kind: str, what: str, *parts: object) -> Canon:
        deed = self.canoniser.deed(kind, what, parts)
        self.log.append(deed)
        return deed

    def answer(self, otherwise: Callable[[], object]) -> object:
        if not self.answers:
            return otherwise()
        answer = self.answers[self.given % len(self.answers)]
        self.given += 1
        if isinstance(answer, Raises):
            raise answer.error
        return answer


class StandIn:
    """Takes any use. It is equal only to itself, and has the dunder methods written here only."""

    __slots__ = ("__children", "__name", "__position", "__script", "__weakref__")

    __name: str
    __script: _Script
    __children: dict[object, object]
    __position: int

    def __init__(self, name: str, script: _Script) -> None:
        set_ = object.__setattr__
        set_(self, "_StandIn__name", name)
        set_(self, "_StandIn__script", script)
        set_(self, "_StandIn__children", {})
        set_(self, "_StandIn__position", 0)

    def __repr__(self) -> str:
        return f"<stand-in {self.__name}>"

    def __hash__(self) -> int:
        # Not of the address: sets of stand-ins must come in the same order in each run.
        return hash(self.__name)

    def __copy__(self) -> "StandIn":
        return self

    def __deepcopy__(self, memo: object) -> "StandIn":
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a stand-in cannot be pickled")

    def __getattr__(self, name: str) -> object:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(f"a stand-in has no {name}")
        return self.__child(name, f"{self.__name}.{name}")

    def __child(self, key: object, name: str) -> Any:
        if key not in self.__children:
            self.__children[key] = StandIn(name, self.__script)
        return self.__children[key]

    def __setattr__(self, name: str, value: object) -> None:
        self.__script.write("set", f"{self.__name}.{name}", value)
        self.__children[name] = value

    def __delattr__(self, name: str) -> None:
        self.__script.write("delete", f"{self.__name}.{name}")
        self.__children.pop(name, None)

    def __call__(self, *positional: object, **named: object) -> object:
        parts = [part for name, value in named.items() for part in (Token("." + name), value)]
        self.__script.write("call", self.__name, *positional, *parts)
        answer = self.__script.answer(lambda: StandIn(f"{self.__name}()", self.__script))
        method = self.__name[len(self.__script.root) :].rpartition(".")[2]
        if method in self.__script.awaited and not isinstance(answer, StandIn):
            answer = Awaited(answer)
        return self.__unwrapped(answer)

    def __unwrapped(self, answer: object) -> object:
        if not isinstance(answer, Awaited):
            return answer
        later = StandIn(f"{self.__name}()", self.__script)
        later.__children[Awaited] = answer.value
        return later

    def __await__(self) -> Generator[object, object, object]:
        self.__script.write("await", self.__name)
        yield self  # the caller is suspended once, as with anything that takes time
        if Awaited in self.__children:
            return self.__children[Awaited]
        return self.__script.answer(lambda: self.__child("await", f"await {self.__name}"))

    def __items(self) -> Iterator[object]:
        size = len(self.__script.answers) or UNSCRIPTED_ITEMS
        for index in range(size):
            yield self.__item(index)
        self.__script.write("end", self.__name)

    def __item(self, index: int) -> object:
        self.__script.write("next", self.__name)
        answers = self.__script.answers
        if not answers:
            return self.__child(("item", index), f"{self.__name}[{index}]")
        answer = answers[index]
        if isinstance(answer, Raises):
            raise answer.error
        return answer

    def __iter__(self) -> Iterator[object]:
        self.__script.write("iterate", self.__name)
        return self.__items()

    def __next__(self) -> object:
        position = self.__position
        object.__setattr__(self, "_StandIn__position", position + 1)
        if position >= (len(self.__script.answers) or UNSCRIPTED_ITEMS):
            self.__script.write("end", self.__name)
            raise StopIteration
        return self.__item(position)

    async def __later_items(self) -> AsyncIterator[object]:
        for item in self.__items():
            yield item

    def __aiter__(self) -> AsyncIterator[object]:
        self.__script.write("iterate", self.__name)
        return self.__later_items()

    def __enter__(self) -> "StandIn":
        self.__script.write("enter", self.__name)
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self.__script.write("exit", self.__name, error)

    async def __aenter__(self) -> "StandIn":
        return self.__enter__()

    async def __aexit__(self, kind: object, error: object, trace: object) -> None:
        self.__exit__(kind, error, trace)

    def __bool__(self) -> bool:
        self.__script.write("truth", self.__name)
        return True

    def __len__(self) -> int:
        self.__script.write("length", self.__name)
        return len(self.__script.answers) or UNSCRIPTED_ITEMS

    def __instancecheck__(self, value: object) -> bool:
        # It may stand for a class: of those are the other stand-ins.
        return type(value) is StandIn

    def __contains__(self, item: object) -> bool:
        self.__script.write("search", self.__name, item)
        wanted = Canoniser().write(item)
        return any(Canoniser().write(answer) == wanted for answer in self.__script.answers)

    def __getitem__(self, key: object) -> object:
        deed = self.__script.write("item", self.__name, key)
        child = StandIn(f"{self.__name}[]", self.__script)
        answer = self.__script.answer(lambda: self.__children.setdefault(deed, child))
        return self.__unwrapped(answer)

    def __setitem__(self, key: object, value: object) -> None:
        self.__script.write("set item", self.__name, key, value)

    def __delitem__(self, key: object) -> None:
        self.__script.write("delete item", self.__name, key)


def _named(value: StandIn) -> tuple[Token, ...]:
    return (Token("~" + repr(value)[len("<stand-in ") : -1]),)


register(StandIn, Reader(_named, attributes="never"))
