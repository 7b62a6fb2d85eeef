"""Find what a file imports from other files of the project."""

import ast

from codemods.facts.file import Facts
from codemods.facts.module_scope import module_scope
from codemods.model import Source

# Files that others ask about, by path: each is parsed once in a process.
_KNOWN: dict[str, tuple[str, Facts]] = {}
_MOST = 200


def imported(facts: Facts, name: str) -> tuple[Facts, str] | None:
    """The file of the project that a name is imported from, and what it is called there."""
    match module_scope(facts).names.get(name):
        case ast.ImportFrom(module=module, level=level, names=aliases):
            base = _base(facts, level)
            dotted = ".".join(part for part in (base, module) if part)
            for alias in aliases:
                if (alias.asname or alias.name) == name and (not level or base):
                    other = _file(facts, dotted)
                    return (other, alias.name) if other else None
    return None


def _base(facts: Facts, level: int) -> str:
    """The package that a relative import starts from."""
    if not level:
        return ""
    path = facts.source.path
    own = next((name for name, known in facts.project.modules.items() if known == path), "")
    parts = own.split(".")
    up = level - path.endswith("__init__.py")
    return ".".join(parts[: len(parts) - up])


def _file(facts: Facts, dotted: str) -> Facts | None:
    path, read = facts.project.modules.get(dotted), facts.project.read
    text = read(path) if path and read else None
    if path is None or text is None:
        return None
    if path in _KNOWN and _KNOWN[path][0] == text:
        return _KNOWN[path][1]
    try:
        found = Facts(Source(path, text), facts.project)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None  # it will be reported when its turn comes
    if len(_KNOWN) >= _MOST:
        _KNOWN.clear()
    _KNOWN[path] = text, found
    return found
