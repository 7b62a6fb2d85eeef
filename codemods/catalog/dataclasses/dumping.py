"""Tell the calls that read a dict and let it go, copy it, or get keys from it."""

import ast

from codemods.facts import Facts
from codemods.facts.module_scope import module_scope

from .displays import text_of

# How many of the first arguments are read and not kept: all of those of ``print``.
_READING = {("json", "dumps"): 1, ("json", "dump"): 1, ("pprint", "pprint"): 1}
_BUILTINS = {"print": 1000, "str": 1, "repr": 1}
_COPYING = frozenset({("copy", "copy"), ("copy", "deepcopy")})


def read_by(node: ast.Call, facts: Facts) -> list[ast.expr]:
    """The arguments that a call only reads."""
    if any(isinstance(one, ast.Starred) for one in node.args):
        return []
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in _BUILTINS and facts.is_builtin(name):
        return node.args[: _BUILTINS[name]]
    match node.func:
        case ast.Attribute(value=ast.Constant(value=str()), attr="format_map"):
            return node.args[:1]
        case ast.Attribute(value=ast.Constant(value=str()), attr="format"):
            return [*node.args, *(one.value for one in node.keywords if one.arg)]
    if _writes_rows(node.func, facts):
        return node.args[:1]
    return node.args[: _READING.get(meant(node.func, facts), 0)]


def _writes_rows(func: ast.expr, facts: Facts) -> bool:
    """Whether it writes rows by a variable that is a ``csv.DictWriter``, and nothing else."""
    match func:
        case ast.Attribute(value=ast.Name(id=name), attr="writerow" | "writerows"):
            made = [
                node.value
                for node in facts.nodes(ast.Assign)
                if any(isinstance(one, ast.Name) and one.id == name for one in node.targets)
            ]
            calls = [one.func for one in made if isinstance(one, ast.Call)]
            known = [meant(one, facts) for one in calls] == [("csv", "DictWriter")]
            return known and len(made) == 1 and module_scope(facts).times_bound[name] == 1
    return False


def copied_by(node: ast.Call, facts: Facts) -> ast.expr | None:
    """What ``copy.copy``, ``copy.deepcopy`` or ``dict`` copies."""
    plain = len(node.args) == 1 and not node.keywords and not isinstance(node.args[0], ast.Starred)
    if is_dict_of(node):
        return node.args[0] if plain and facts.is_builtin("dict") else None
    return node.args[0] if plain and meant(node.func, facts) in _COPYING else None


def paired_by(node: ast.Call, facts: Facts) -> ast.expr | None:
    """What ``dict`` gets keys and values from, as pairs that are made there."""
    if not is_dict_of(node) or not facts.is_builtin("dict") or node.keywords:
        return None
    match node.args:
        case [ast.GeneratorExp(elt=ast.Tuple(elts=[_, _])) as pairs]:
            return pairs
        case [ast.ListComp(elt=ast.Tuple(elts=[_, _])) as pairs]:
            return pairs
        case [ast.Call(func=ast.Name(id="zip" | "enumerate" as name)) as pairs]:
            return pairs if facts.is_builtin(name) else None
    return None


def is_dict_of(node: ast.AST) -> bool:
    """Whether it is ``dict(...)``, which may get keys and values as well."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "dict"


def kind_made(node: ast.Call, facts: Facts) -> str:
    """``deque`` or ``defaultdict``, where a call makes one of those and nothing else."""
    module, name = meant(node.func, facts)
    return name if module == "collections" and name in ("deque", "defaultdict") else ""


def is_deep(node: ast.Call, facts: Facts) -> bool:
    """Whether a call copies what is held as well: it takes objects as well as dicts."""
    return meant(node.func, facts) == ("copy", "deepcopy")


def is_data(node: ast.ClassDef, facts: Facts) -> bool:
    """Whether a class is a dataclass, and nothing else is said of it."""
    decorators = [one.func if isinstance(one, ast.Call) else one for one in node.decorator_list]
    return [meant(one, facts) for one in decorators] == [("dataclasses", "dataclass")]


def default_of(node: ast.expr, facts: Facts) -> tuple[str, ast.expr] | None:
    """``default`` or ``default_factory`` of a call of ``field``, with its value."""
    if not isinstance(node, ast.Call) or meant(node.func, facts) != ("dataclasses", "field"):
        return None
    found = [(one.arg or "", one.value) for one in node.keywords]
    return next((one for one in found if one[0].startswith("default")), ("", ast.Constant(0)))


def adds_nothing(node: ast.expr, facts: Facts) -> bool:
    """Whether a base adds nothing to what inherits from it: ``object``, ``ABC``, ``Generic``."""
    if isinstance(node, ast.Name) and node.id == "object":
        return facts.is_builtin("object")
    return meant(node, facts) in (("abc", "ABC"), ("typing", "Generic"), ("typing", "Protocol"))


def is_run(node: ast.Call, facts: Facts) -> bool:
    """Whether it is ``asyncio.run(f())``, which gives what ``await f()`` would."""
    plain = len(node.args) == 1 and isinstance(node.args[0], ast.Call) and not node.keywords
    return plain and meant(node.func, facts) == ("asyncio", "run")


def is_gathered(node: ast.Call, facts: Facts) -> bool:
    """Whether it is ``asyncio.gather``, which gives a list of what all of them give."""
    return not node.keywords and meant(node.func, facts) == ("asyncio", "gather")


def getter_keys(node: ast.expr, facts: Facts) -> tuple[str, ...]:
    """The keys that ``itemgetter("a", "b")`` gets."""
    if not isinstance(node, ast.Call) or node.keywords:
        return ()
    if meant(node.func, facts) != ("operator", "itemgetter"):
        return ()
    keys = [text_of(one) for one in node.args]
    known = tuple(key for key in keys if key is not None)
    return known if len(known) == len(keys) else ()


def meant(node: ast.expr, facts: Facts) -> tuple[str, str]:
    """The module and the name there of what a call names, where nothing else has that name."""
    match node:
        case ast.Attribute(value=ast.Attribute(value=ast.Name(id=owner), attr=between), attr=attr):
            dotted = f"{_imported(owner, facts)}.{between}.{attr}"
        case ast.Attribute(value=ast.Name(id=owner), attr=attr):
            dotted = f"{_imported(owner, facts)}.{attr}"
        case ast.Name(id=name):
            dotted = _imported(name, facts)
        case _:
            return "", ""
    module, _, name = dotted.rpartition(".")
    return module, name


def _imported(name: str, facts: Facts) -> str:
    """What an import gives a name, where nothing else in the file binds it."""
    found = module_scope(facts).imports.get(name, "")
    return found if found and module_scope(facts).times_bound[name] == 1 else ""
