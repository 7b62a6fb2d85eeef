"""Find what a file imports from other files of the project."""

import ast
import hashlib
import re
from collections.abc import Iterable

from codemods.facts.file import INEQUALITY, Facts
from codemods.facts.module_scope import module_scope
from codemods.model import Project, Source

# Files that others ask about, by path: each is parsed once in a process.
_KNOWN: dict[str, tuple[str, Facts]] = {}
_MOST = 200
# Stand before the name of a module where only this matters: is there one, does a file that may
# import it have a word in it?
_EXISTS, _MENTIONED = "?", "<"
_IMPORTS = re.compile(r"^[ \t]*(?:from\b[^\n(]*\([^)]*\)|(?:from|import)\b[^\n]*)", re.MULTILINE)
DYNAMIC = re.compile(r"\b(?:importlib|__import__)\b")
# The words that stand in the imports of each file of a project, looked for once in a process.
_WORDS: dict[int, tuple[Project, dict[str, frozenset[str]]]] = {}


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
    path = facts.source.path
    return next((name for name, known in facts.project.modules.items() if known == path), "")


def has_module(facts: Facts, dotted: str) -> bool:
    """Whether the project has a module of this name."""
    question = _EXISTS + dotted
    text = answer(facts.project, question)
    facts.asked.setdefault(question, (text, None))
    return text is not None


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
    return [path for path in users if not word or word in _all_words(project, path)]


def _all_words(project: Project, path: str) -> frozenset[str]:
    text = project.read(path) if project.read else None
    return frozenset() if text is None else frozenset(re.findall(r"\w+", text))


def _users(project: Project, name: str) -> list[str]:
    """The paths of the other files that may import a module."""
    if id(project) not in _WORDS or _WORDS[id(project)][0] is not project:
        _WORDS.clear()
        found = {path: _imported_words(project, path) for path in project.modules.values()}
        _WORDS[id(project)] = project, found
    last, own = name.rpartition(".")[2], project.modules.get(name)
    words = _WORDS[id(project)][1]
    return [path for path, found in words.items() if path != own and {last, "*"} & found]


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
    path = project.modules.get(question)
    return project.read(path) if path and project.read else None


def _file(facts: Facts, dotted: str) -> Facts | None:
    text, path = answer(facts.project, dotted), facts.project.modules.get(dotted)
    found = _facts_of(path, text, facts.project) if path and text is not None else None
    facts.asked.setdefault(dotted, (text, found))
    return found


def _facts_of(path: str, text: str, project: Project) -> Facts | None:
    known = _KNOWN.get(path)
    if known and known[0] == text and known[1].project is project:
        return known[1]
    try:
        found = Facts(Source(path, text), project)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None  # it will be reported when its turn comes
    if len(_KNOWN) >= _MOST:
        _KNOWN.clear()
    _KNOWN[path] = text, found
    return found
