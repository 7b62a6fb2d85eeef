"""Find what a file imports from other files of the project."""

import ast
import hashlib
import os
import re
from collections.abc import Iterable
from functools import cached_property

from codemods.facts.file import INEQUALITY, Facts
from codemods.facts.module_scope import module_scope
from codemods.model import Project, Source

# Files that others ask about, by path, the last one asked for behind the others: they are parsed
# once, as long as there is room for so many characters. A tree takes some forty times as much.
_KNOWN: dict[str, tuple[str, Facts]] = {}
_MOST = 300_000
# Stand before the name of a module where only this matters: is there one, does a file that may
# import it have a word in it? And before a package: does the manifest above a file ask for it?
_EXISTS, _MENTIONED, _ASKED_FOR = "?", "<", "+"
_IMPORTS = re.compile(r"^[ \t]*(?:from\b[^\n(]*\([^)]*\)|(?:from|import)\b[^\n]*)", re.MULTILINE)
DYNAMIC = re.compile(r"\b(?:importlib|__import__)\b")


class _Files:
    """What is told of all files of a project together, once in a process."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def names(self) -> dict[str, str]:
        """The names that files are imported by, by their paths."""
        return {path: name for name, path in reversed(list(self.project.modules.items()))}

    @cached_property
    def importing(self) -> dict[str, list[int]]:
        """The numbers of the files that have a word in their imports, by the word."""
        found: dict[str, list[int]] = {}
        for number, path in enumerate(self.project.modules.values()):
            for word in _imported_words(self.project, path):
                found.setdefault(word, []).append(number)
        return found

    @cached_property
    def paths(self) -> list[str]:
        return list(self.project.modules.values())


_FILES: list[_Files] = []


def _files(project: Project) -> _Files:
    known = next(iter(_FILES), None)
    if known is None or known.project is not project:
        known = _Files(project)
        _FILES[:] = [known]
    return known


def imported(facts: Facts, name: str) -> tuple[Facts, str] | None:
    """The file of the project that a name is imported from, and what it is called there."""
    match module_scope(facts).names.get(name):
        case ast.ImportFrom(names=aliases) as node:
            dotted = module_named(facts, node)
            for alias in aliases:
                if (alias.asname or alias.name) == name and dotted:
                    other = _file(facts, dotted)
                    return (other, alias.name) if other else None
    return None


def module_named(facts: Facts, node: ast.ImportFrom) -> str:
    """The module that a statement imports from; nothing where nobody knows what it starts from."""
    base = _base(facts, node.level)
    if node.level and not base:
        return ""
    return ".".join(part for part in (base, node.module) if part)


def _base(facts: Facts, level: int) -> str:
    """The package that a relative import starts from."""
    if not level:
        return ""
    parts = own_name(facts).split(".")
    up = level - facts.source.path.endswith("__init__.py")
    return ".".join(parts[: len(parts) - up])


def dependencies(facts: Facts) -> dict[str, str]:
    """The answers of other files, to this one and to those that it asked: digests by name.

    An answer is the text of a module, or nothing where there is no such module.
    """
    found: dict[str, str] = {}
    seen, waiting = {id(facts)}, [facts]
    while waiting:
        for name, (text, other) in waiting.pop().asked.items():
            found[name] = digest(text)
            if other is not None and id(other) not in seen:
                seen.add(id(other))
                waiting.append(other)
    return found


def digest(text: str | None) -> str:
    """A short text that stands for this one; nothing stands for nothing."""
    if text is None:
        return ""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def own_name(facts: Facts) -> str:
    """The name that the file is imported by, if that is known."""
    return _files(facts.project).names.get(facts.source.path, "")


def has_module(facts: Facts, dotted: str) -> bool:
    """Whether the project has a module of this name."""
    question = _EXISTS + dotted
    text = answer(facts.project, question)
    facts.asked.setdefault(question, (text, None))
    return text is not None


def asked_for(facts: Facts, package: str) -> tuple[bool, str] | None:
    """Whether the manifest above a file asks for a package, and which that is; if there is one.

    What belongs to no package runs where the project is developed: there extras are installed too.
    """
    question = f"{_ASKED_FOR}{package} {facts.source.path}"
    text = answer(facts.project, question)
    facts.asked.setdefault(question, (text, None))
    if text is None:
        return None
    verdict, _, manifest = text.partition(" ")
    return verdict == "yes", manifest


def _asked_for(project: Project, package: str, path: str) -> str | None:
    known = project.requirements.get(os.path.dirname(path))  # noqa: PTH120 (a key, as it is)
    if known is None:
        return None
    is_loose = "." not in _files(project).names.get(path, "")
    wanted = known.always | known.sometimes if is_loose else known.always
    return f"{'yes' if package in wanted else 'no'} {known.manifest}"


def is_mentioned(facts: Facts, ways: Iterable[str]) -> bool:
    """Whether another file that may import this one has one of the names in it.

    ``ways`` are names with what comes behind them: ``make_user()``, ``.user``; what is reached by
    an operator, ``Users.__getitem__()``, needs no name.
    """
    name = own_name(facts)
    for word in sorted({_word(way) for way in ways}) if name else ():
        question = f"{_MENTIONED}{name} {word}"
        text = answer(facts.project, question)
        facts.asked.setdefault(question, (text, None))
        if text is not None:
            return True
    return False


def users(facts: Facts, way: str) -> list[Facts] | None:
    """What is known of the other files that ``is_mentioned`` finds; nothing if one is no Python."""
    name = own_name(facts)
    if not name or not is_mentioned(facts, [way]):
        return []
    found = facts.asked[f"{_MENTIONED}{name} {_word(way)}"][0] or ""
    files = [_file(facts, dotted) for dotted in found.split()]
    known = [one for one in files if one is not None]
    return known if len(known) == len(files) else None


def _word(way: str) -> str:
    """The name that a way needs; nothing where it needs none."""
    plain = way.lstrip(".")
    return "" if "." in plain else plain.partition("(")[0]


def mentioning(facts: Facts, way: str) -> list[str]:
    """The paths of the other files that may import this one and have the name in them."""
    name = own_name(facts)
    return _mentioning(facts.project, name, _word(way)) if name else []


def _mentioning(project: Project, name: str, word: str) -> list[str]:
    users = _users(project, name)
    return [path for path in users if not word or _has_word(project, path, word)]


def _has_word(project: Project, path: str, word: str) -> bool:
    text = project.read(path) if project.read else None
    return (
        text is not None and word in text and re.search(rf"\b{re.escape(word)}\b", text) is not None
    )


def _users(project: Project, name: str) -> list[str]:
    """The paths of the other files that may import a module."""
    files, own = _files(project), project.modules.get(name)
    numbers = {
        number
        for word in (name.rpartition(".")[2], "*")
        for number in files.importing.get(word, ())
    }
    return [files.paths[number] for number in sorted(numbers) if files.paths[number] != own]


def _imported_words(project: Project, path: str) -> frozenset[str]:
    text = project.read(path) if project.read else None
    if text is None or DYNAMIC.search(text):
        return frozenset("*")  # it may import everything
    return frozenset(re.findall(r"\w+", " ".join(_IMPORTS.findall(text))))


def answer(project: Project, question: str) -> str | None:
    """What a project says to a question that ``Facts.asked`` lists."""
    if question == INEQUALITY:
        return project.inequality
    if project.answer is not None:
        return project.answer(question)
    if question.startswith(_EXISTS):
        return "yes" if question.removeprefix(_EXISTS) in project.modules else None
    if question.startswith(_MENTIONED):
        name, _, word = question.removeprefix(_MENTIONED).partition(" ")
        paths = set(_mentioning(project, name, word))
        users = sorted(module for module, path in project.modules.items() if path in paths)
        return " ".join(users) if users else None
    if question.startswith(_ASKED_FOR):
        return _asked_for(project, *question.removeprefix(_ASKED_FOR).split(" ", 1))
    path = project.modules.get(question)
    return project.read(path) if path and project.read else None


def _file(facts: Facts, dotted: str) -> Facts | None:
    text, path = answer(facts.project, dotted), facts.project.modules.get(dotted)
    found = _facts_of(path, text, facts.project) if path and text is not None else None
    facts.asked.setdefault(dotted, (text, found))
    return found


def _facts_of(path: str, text: str, project: Project) -> Facts | None:
    known = _KNOWN.pop(path, None)
    if known is None or known[0] != text or known[1].project is not project:
        try:
            known = text, Facts(Source(path, text), project)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None  # it will be reported when its turn comes
    _KNOWN[path] = known
    room = _MOST - sum(len(text) for text, _ in _KNOWN.values())
    while room < 0 and len(_KNOWN) > 1:
        oldest, _ = _KNOWN.pop(next(iter(_KNOWN)))
        room += len(oldest)
    return known[1]
