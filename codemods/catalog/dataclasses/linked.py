"""Link what modules import from each other: functions, classes, variables, whole modules."""

import ast
from collections.abc import Iterator, Mapping

from codemods.facts import Facts
from codemods.facts.other_files import DYNAMIC, module_named

from .callables import Import
from .classes import is_odd
from .dumping import adds_nothing, is_data
from .scopes import Function, Scope
from .slots import Slot
from .tables import MIXED, Common, Tables

# What all classes inherit from, and what adds nothing to that.
OBJECT = ast.ClassDef("object", [], [], [], [])
# A function, a class, a variable, or a module of the project.
Meaning = Function | ast.ClassDef | Slot | Tables


class Linked(Tables):
    """The tables of a module that knows what its imports mean."""

    def __init__(self, facts: Facts, common: Common) -> None:
        super().__init__(facts, common)
        # What it is imported by, and whether no other file is.
        self.name = ""
        self.is_unique = True
        # The modules of the project that names stand for here, and all those that are imported.
        self.namespaces: dict[str, Linked] = {}
        self.imports: list[Linked] = []
        # The names whose imports are understood, and the words in those that are not.
        self.linked: set[str] = set()
        self._waiting: list[tuple[Meaning, ast.AST]] = []
        self.unknown: set[str] = set()
        self._world: Mapping[str, Linked] = {}

    def link(self, world: Mapping[str, "Linked"]) -> None:
        """Give the names that imports bind the meaning that they have elsewhere."""
        self._world = world
        for bound, imports in self.callables.imports.items():
            once = len(imports) == self.callables.bound.get(bound, 0)
            meanings = [self._imported(node, alias, world) for node, alias in imports]
            known = [one for one in meanings if one is not None]
            for (node, alias), meaning in zip(imports, meanings, strict=True):
                if meaning is None:
                    self.unknown |= set(f"{getattr(node, 'module', '')}.{alias.name}".split("."))
            if not known:
                continue
            if once and all(one is known[0] or one == known[0] for one in meanings):
                self._bind_import(bound, known[0], imports)
            else:
                self._waiting += [(one, imports[0][0]) for one in known]

    def inherit(self) -> None:
        """Note what classes inherit from, once all modules are linked."""
        for node in self.facts.nodes(ast.ClassDef):
            bases = [self._base(one) for one in node.bases]
            known = [one for one in bases if one is not None]
            is_known = len(known) == len(bases) and not is_odd(node)
            own = [one for one in known if one is not OBJECT]
            self.common.bases.note(node, own if is_known else None)
            if is_data(node, self.facts):
                self.common.data_classes.add(node)

    def _base(self, node: ast.expr) -> ast.ClassDef | None:
        """The class that another one inherits from; ``OBJECT`` for what adds nothing."""
        whole = node.value if isinstance(node, ast.Subscript) else node
        if adds_nothing(whole, self.facts):
            return OBJECT
        return self._class_of(whole, self.module)

    def _class_of(self, node: ast.expr, scope: Scope) -> ast.ClassDef | None:
        """The class of the project that an expression names."""
        match node:
            case ast.Name(id=name) if name in self._classes and self._is_top(name, scope):
                return self._classes[name]
            case ast.Attribute():
                meant = self._meant(node, scope)
                return meant if isinstance(meant, ast.ClassDef) else None
        return None

    def expose(self) -> None:
        """Give away what imports give no single meaning to, once all modules are linked."""
        for meaning, node in self._waiting:
            self._exposed(meaning, node)

    def _imported(
        self, node: Import, alias: ast.alias, world: Mapping[str, "Linked"]
    ) -> Meaning | None:
        """What one name of an import statement means."""
        if isinstance(node, ast.Import):
            self._note(world.get(alias.name))
            return world.get(alias.name)
        dotted = module_named(self.facts, node)
        if not dotted:
            return None
        self._note(world.get(dotted))
        self._note(world.get(f"{dotted}.{alias.name}"))
        if alias.name == "*":
            if dotted in world:
                self._waiting.append((world[dotted], node))
            return None
        return meaning_of(dotted, alias.name, world)

    def _note(self, module: "Linked | None") -> None:
        if module is not None and module is not self:
            self.imports.append(module)

    @property
    def is_dynamic(self) -> bool:
        """Whether it may import what no import statement names."""
        return DYNAMIC.search(self.facts.source.text) is not None

    def _bind_import(
        self, bound: str, meaning: Meaning, imports: list[tuple[Import, ast.alias]]
    ) -> None:
        self.linked.add(bound)
        if isinstance(meaning, Linked):
            for node, alias in imports:
                whole = isinstance(node, ast.Import) and not alias.asname
                self.namespaces[alias.name if whole else bound] = meaning
        elif isinstance(meaning, ast.ClassDef):
            self._classes[bound] = meaning
        elif isinstance(meaning, Slot):
            for scope in self._importing(imports):
                if bound in scope.variables:
                    scope.variables[bound].join(meaning)
        elif not isinstance(meaning, Tables):
            self._functions[bound] = meaning

    def _importing(self, imports: list[tuple[Import, ast.alias]]) -> Iterator[Scope]:
        """The scopes that import statements stand in."""
        for node, _ in imports:
            owners = self.facts.owners(node)
            yield next(self.common.scopes[one] for one in owners if one in self.common.scopes)

    def _meant(self, node: ast.expr, scope: Scope) -> Meaning | None:
        """What an attribute of a module of the project means."""
        match node:
            case ast.Attribute(value=value, attr=attr):
                module = self._module_of(value, scope)
                return module.exported(attr) if module is not None else None
        return None

    def _module_of(self, node: ast.expr, scope: Scope) -> "Linked | None":
        dotted = _dotted(node)
        if dotted is None or not self._is_top(dotted.partition(".")[0], scope):
            return None
        if dotted in self.namespaces:
            return self.namespaces[dotted]
        match node:
            case ast.Attribute(value=value, attr=attr):
                owner = self._module_of(value, scope)
                found = owner.exported(attr) if owner is not None else None
                return found if isinstance(found, Linked) else None
        return None

    def _modules_of(self, name: str, scope: Scope) -> Iterator["Linked"]:
        """The modules that are reached by a name that an import binds."""
        if not self._is_top(name, scope):
            return
        for dotted, module in self.namespaces.items():
            if dotted.partition(".")[0] == name:
                yield module

    def exported(self, name: str) -> Meaning | None:
        """What a name at the top of the module means to others."""
        if name not in self.module.variables:
            return self._world.get(f"{self.name}.{name}")
        if name in self._functions:
            return self._functions[name]
        if name in self._classes:
            return self._classes[name]
        if name in self.namespaces:
            return self.namespaces[name]
        return self.module.variables[name]

    def _exposed(self, meaning: Meaning, node: ast.AST) -> Slot | None:
        """Something of a module that is used as a value: who knows what is done with it."""
        if isinstance(meaning, Slot):
            return meaning
        if isinstance(meaning, ast.ClassDef):
            self._handed_class(meaning, node)
        elif isinstance(meaning, Linked) and meaning.name not in self.common.exposed:
            self.common.exposed.add(meaning.name)
            for name in meaning.module.variables:
                one = meaning.exported(name)
                if isinstance(one, Slot):
                    self._escape(one, MIXED, node)
                elif one is not None and not isinstance(one, Linked):
                    self._exposed(one, node)
            for name, module in self._world.items():
                if name.rpartition(".")[0] == meaning.name:
                    self._exposed(module, node)
        elif not isinstance(meaning, Tables):
            self._handed(meaning, node)
        return None


def meaning_of(
    dotted: str,
    name: str,
    world: Mapping[str, Linked],
    seen: frozenset[tuple[str, str]] = frozenset(),
) -> Meaning | None:
    """What ``name`` of the module ``dotted`` means, followed through the imports there."""
    module = world.get(dotted)
    if module is None or (dotted, name) in seen:
        return world.get(f"{dotted}.{name}")
    imports = module.callables.imports.get(name, [])
    if imports and name in module.module.variables:
        if len(imports) != 1 or module.callables.bound.get(name) != 1:
            return module.module.variables[name]
        ((node, alias),) = imports
        if isinstance(node, ast.Import):
            return world.get(alias.name) if alias.asname or "." not in alias.name else None
        whole = module_named(module.facts, node)
        return meaning_of(whole, alias.name, world, seen | {(dotted, name)})
    found = module.exported(name)
    return world.get(f"{dotted}.{name}") if found is None else found


def _dotted(node: ast.expr) -> str | None:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            owner = _dotted(value)
            return f"{owner}.{attr}" if owner else None
    return None
