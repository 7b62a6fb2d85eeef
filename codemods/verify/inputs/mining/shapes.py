"""Find out how instances of the module's own classes are made."""

import ast
import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from codemods.verify.inputs.mining.annotations import declare
from codemods.verify.inputs.mining.growers import Growers, growers_of
from codemods.verify.inputs.mining.kinds import name_hints
from codemods.verify.inputs.mining.needs import Freezer, Need, inner_needs
from codemods.verify.inputs.mining.places import Place, Places, flag
from codemods.verify.inputs.mining.scope import Module, Scope
from codemods.verify.inputs.mining.signatures import Parameter

_RECORDS = ("dataclass", "define", "frozen", "attrs", "s")
MOST_SHAPES = 12


@dataclass(frozen=True, slots=True)
class Shape:
    """How an instance of a class is made.

    ``kind`` is ``enum`` (with its ``members``), ``exception``, ``made`` by a constructor with
    ``parameters`` and perhaps some ``state`` set afterwards, or ``bare``: no usable constructor,
    so that all ``attributes`` are set. ``sources`` says from which parameter one comes;
    ``growers`` are methods that fill it, and what they must be given.
    ``absent`` are those that the class uses and that neither it nor its constructor defines, and
    ``unset`` those of which the class says that they are None.
    """

    path: str
    kind: str
    parameters: tuple[Parameter, ...] = ()
    state: tuple[tuple[str, Need], ...] = ()
    members: tuple[str, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    attributes: tuple[tuple[str, Need], ...] = ()
    absent: tuple[tuple[str, Need], ...] = ()
    unset: tuple[str, ...] = ()
    growers: tuple[tuple[str, tuple[Need, ...]], ...] = ()


@dataclass
class Draft:
    """The places of a class while it is read: of the instance, and of each parameter."""

    kind: str
    receiver: Places
    parameters: dict[str, tuple[Places, str, bool]] = field(default_factory=dict)
    members: tuple[str, ...] = ()
    defined: frozenset[str] = frozenset()
    growers: Growers = field(default_factory=dict)
    unset: frozenset[str] = frozenset()  # what the class says is None, until somebody sets it


def draft_of(path: str, receiver: Places, scope: Scope, but: str = "") -> Draft:
    """Read how the class is made; what ``__init__`` does is noted on the receiver.

    The method called ``but`` is under test, and none to make an object with.
    """
    draft = _drafted(path, receiver, scope)
    set_by_it = {name for place in receiver for name in place.attributes}
    cls = scope.module.namespace.get(path.partition(".")[0])
    for name in path.split(".")[1:]:
        cls = getattr(cls, name, None)
    names = set(dir(cls))
    unset = {name for name in names if inspect.getattr_static(cls, name, 0) is None}
    growers = growers_of(path, scope, but) if draft.kind == "made" else {}
    return replace(
        draft, defined=frozenset(set_by_it | names), unset=frozenset(unset), growers=growers
    )


def _drafted(path: str, receiver: Places, scope: Scope) -> Draft:
    module = scope.module
    bases = [base.rpartition(".")[2] for base in module.foreign_bases(path)]
    if any(base.endswith(("Enum", "Flag")) for base in bases):
        return Draft("enum", receiver, members=_members(module, path))
    initializer = module.member(path, "__init__")
    if isinstance(initializer, ast.FunctionDef):
        return _constructed(path, initializer, receiver, scope)
    if {"NamedTuple", "BaseModel"} & {*bases} or _is_record(module, path):
        return _fields(path, receiver, module)
    if any(base.endswith(("Error", "Exception", "Warning")) for base in bases):
        return Draft("exception", receiver)
    return _signed(receiver, module.namespace.get(path))


def _signed(receiver: Places, cls: object) -> Draft:
    """A class whose constructor is elsewhere: only the names of its parameters are known."""
    draft = Draft("made", receiver)
    try:
        signature = inspect.signature(cls) if isinstance(cls, type) else inspect.Signature()
    except (ValueError, TypeError):
        return draft
    for name, parameter in signature.parameters.items():
        if parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD):
            places: Places = (Place(hints=dict(name_hints(name))),)
            optional = parameter.default is not parameter.empty
            draft.parameters[name] = (places, "positional", optional)
            for place in receiver:
                place.attributes[name] = places
    return draft


def _members(module: Module, path: str) -> tuple[str, ...]:
    return tuple(
        target.id
        for statement in module.classes[path].body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name) and not target.id.startswith("_")
    )


def _is_record(module: Module, path: str) -> bool:
    names = [
        ast.unparse(one.func if isinstance(one, ast.Call) else one).rpartition(".")[2]
        for ancestor in module.lineage(path)
        for one in module.classes[ancestor].decorator_list
    ]
    return any(name in _RECORDS for name in names)


def _constructed(path: str, initializer: ast.FunctionDef, receiver: Places, scope: Scope) -> Draft:
    draft = Draft("made", receiver)
    arguments = initializer.args
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(positional) - len(arguments.defaults)) + [*arguments.defaults]
    pairs = [*zip(positional, defaults, strict=True)]
    pairs += zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    inner = scope.inside(initializer, path, keep=False)
    for index, (parameter, default) in enumerate(pairs):
        if index == 0:
            inner.bind(parameter.arg, receiver)
            continue
        places: Places = (Place(hints=dict(name_hints(parameter.arg))),)
        declare(places, parameter.annotation, scope.module)
        if isinstance(default, ast.Constant) and default.value is None:
            flag(places, "none")
        inner.bind(parameter.arg, places)
        how = "positional" if index < len(positional) else "keyword"
        draft.parameters[parameter.arg] = (places, how, default is not None)
    for extra, kind in ((arguments.vararg, "tuple"), (arguments.kwarg, "dict")):
        if extra is not None:
            inner.bind(extra.arg, (Place(events=[{kind: 5}]),))
    scope.run(initializer.body, inner)
    return draft


def _fields(path: str, receiver: Places, module: Module) -> Draft:
    draft = Draft("made", receiver)
    for ancestor in reversed(module.lineage(path)):
        for statement in module.classes[ancestor].body:
            match statement:
                case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=value):
                    if "ClassVar" in ast.unparse(annotation) or _is_left_out(value):
                        continue
                    places: Places = (Place(hints=dict(name_hints(name))),)
                    declare(places, annotation, module)
                    draft.parameters[name] = (places, "keyword", value is not None)
                    for place in receiver:
                        place.attributes[name] = places
    return draft


def _is_left_out(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Call) and any(
        one.arg == "init" and ast.unparse(one.value) == "False" for one in value.keywords
    )


@dataclass
class Shapes:
    """The shapes of the classes that are needed, and of those that these need in turn."""

    module: Module
    freezer: Freezer
    open_scope: Callable[[Module, str | None], Scope]
    known: dict[str, Shape] = field(default_factory=dict)

    def settle(self, path: str, draft: Draft) -> None:
        """Freeze the shape of a class that was read."""
        self.freezer.settle(draft.receiver)
        for places, _, _ in draft.parameters.values():
            self.freezer.settle(places)
        for given in draft.growers.values():
            for places in given.values():
                self.freezer.settle(places)
        parameters = tuple(
            Parameter(name, self.freezer.need(places), how, optional)
            for name, (places, how, optional) in draft.parameters.items()
        )
        owners = {
            place: name for name, (places, _, _) in draft.parameters.items() for place in places
        }
        state, sources, attributes = [], [], []
        for place in draft.receiver:
            for name, values in place.attributes.items():
                if name.startswith("__"):
                    continue
                attributes.append((name, self.freezer.need(values)))
                source = next((owners[value] for value in values if value in owners), None)
                if source is not None:
                    sources.append((name, source))
                elif any(_is_state(value) for value in values) or (
                    name in draft.unset and any(value.is_known for value in values)
                ):
                    state.append((name, self.freezer.need(values)))
        self.known[path] = Shape(
            path,
            draft.kind,
            parameters,
            tuple(state),
            draft.members,
            tuple(sources),
            tuple(attributes),
            self._absent(draft) if draft.kind == "made" else (),
            tuple(sorted(name for name in draft.unset if not name.startswith("__"))),
            tuple(
                (name, tuple(map(self.freezer.need, given.values())))
                for name, given in draft.growers.items()
            ),
        )

    def _absent(self, draft: Draft) -> tuple[tuple[str, Need], ...]:
        found: dict[str, Need] = {}
        for place in draft.receiver:
            for name, values in place.attributes.items():
                if name not in draft.defined:
                    found[name] = self.freezer.need(values)
            for name, values in place.methods.items():
                if name not in draft.defined:
                    found[name] = Need((("callable", 1),), result=self.freezer.need(values))
        return tuple((name, need) for name, need in found.items() if not name.startswith("__"))

    def within(self, needs: Iterable[Need]) -> Mapping[str, Shape]:
        """The shapes of all classes in these needs, and in the shapes themselves."""
        waiting = [path for need in needs for path in classes_in(need)]
        waiting += [path for shape in self.known.values() for path in _mentioned(shape)]
        for path in waiting:
            if path not in self.known and len(self.known) < MOST_SHAPES:
                receiver: Places = (Place(flags={f"own:{path}"}),)
                self.settle(path, draft_of(path, receiver, self.open_scope(self.module, path)))
                # Nothing is under test in this class: its state stays as its constructor leaves it.
                shape = self.known[path]
                if shape.kind == "made":
                    shape = self.known[path] = replace(shape, state=())
                waiting += _mentioned(shape)
        return self.known


def _is_state(place: Place) -> bool:
    return "fresh" in place.flags and bool(place.events or "none" in place.flags)


def _mentioned(shape: Shape) -> list[str]:
    needs = [*(one.need for one in shape.parameters), *(need for _, need in shape.state)]
    needs += [need for _, given in shape.growers for need in given]
    return [path for need in needs for path in classes_in(need)]


def classes_in(need: Need) -> list[str]:
    """The paths of the module's own classes that a need mentions anywhere."""
    found = [kind.partition(":")[2] for kind, _ in need.kinds if kind.startswith("class:")]
    return found + [path for part in inner_needs(need) for path in classes_in(part)]
