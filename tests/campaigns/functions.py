"""Compare unannotated functions of real modules with themselves, and with broken versions.

python tests/campaigns/functions.py [--functions N] [--mutants N] [--seed S] [--jobs J] [TREE ...]

Without source trees, those of the modules of the standard library that are in no package. With
``--list`` every mutant that is not detected is shown, and every function that never returns. With
a file for the results, a campaign that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import ast
import copy
import random
import sys
import sysconfig
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import many_modules
import mutations
from pairs import equivalent_functions
from tables import markdown

from codemods.verify.budget import Budget
from codemods.verify.pair import Versions
from codemods.verify.question import Question, looked_at
from codemods.verify.verdict import Kind, Verdict
from codemods.verify.versions import versions

WRONG, NORMAL, DETECTED = 0.001, 0.9, 0.8
# What these modules do at import, or are about, has no place in a sandbox.
LEFT_OUT = frozenset("antigravity this idlelib turtle turtledemo webbrowser __hello__".split())
LEAST_STATEMENTS = 3
LIBRARY = Path(sysconfig.get_path("stdlib"))


# Parts of paths where no module of a package is.
NO_PACKAGE = frozenset(
    "test tests testing docs doc examples benchmarks bench setup.py conftest.py".split()
)


@dataclass(frozen=True)
class Subject:
    """A function of a module, whose text is normalised."""

    path: Path
    qualname: str
    text: str

    def __str__(self) -> str:
        return f"{versions(self.path, '', '').name}.{self.qualname}"

    def versions(self, after: str) -> Versions:
        if self.path.parent == LIBRARY:  # not as what runs here, or the sandbox would have it
            return many_modules.of_texts(self.text, after)
        return versions(self.path, self.text, after)


def main() -> int:
    """Run the campaign; 1 where one of the three shares is not what is wanted."""
    asked = _arguments()
    chance = random.Random(asked.seed)
    every = list(_subjects(asked.trees))
    chosen = chance.sample(every, min(asked.functions, len(every)))
    broken = [one for subject in chosen for one in _broken(subject, asked.mutants, chance)]
    print(f"{len(chosen)} of {len(every)} functions, {len(broken)} mutants, seed {asked.seed}")
    same = _verdicts([(one, _with_pass(one)) for one in chosen], list(map(str, chosen)), asked)
    wrong_ones = [(one, _with_body(one, mutant.text)) for one, mutant in broken]
    found = _verdicts(wrong_ones, [_name(*one) for one in broken], asked)
    rows = []
    for name, verdicts in (("themselves", same), ("mutants", found)):
        kinds = Counter(one.kind for one in verdicts)
        rows.append([name, len(verdicts), *(kinds[kind] for kind in list(Kind)[1:])])
    print(markdown(["compared with", "pairs", "tested", "refuted", "not checked"], rows))
    wrong = [one for one in zip(chosen, same, strict=True) if one[1].kind is Kind.REFUTED]
    for subject, verdict in wrong:
        example = verdict.counterexample
        assert example is not None
        lines = "\n  ".join((*example.setup, example.call, example.before, example.after))
        print(f"\nWrong: {subject}: {example.differs}\n  {lines}")
    reasons = Counter(one.reason.partition(":")[0] for one in same if one.reason)
    for reason, count in reasons.most_common():
        print(f"{count} not checked: {reason}")
    if asked.list:
        _list(chosen, same, broken, found)
    normal = sum(one.normal > 0 for one in same) / len(same)
    known = equivalent_functions()
    counted = [
        one for mutant, one in zip(broken, found, strict=True) if _name(*mutant) not in known
    ]
    detected = sum(one.kind is Kind.REFUTED for one in counted) / max(len(counted), 1)
    reached = [one for one in counted if one.reached]
    of_reached = sum(one.kind is Kind.REFUTED for one in reached) / max(len(reached), 1)
    spent = sorted(one.seconds for one in (*same, *found))
    median, late = spent[len(spent) // 2], spent[len(spent) * 95 // 100]
    share = len(wrong) / len(same)
    print(f"{share:.2%} wrongly refuted, {normal:.1%} with a normal return")
    print(f"{len(found) - len(counted)} mutants are known to behave alike")
    print(f"{detected:.1%} of the others detected, {of_reached:.1%} of those that were reached")
    print(f"CPU seconds for one function: median {median:.2f}, 95th percentile {late:.2f}")
    return int(share > WRONG or normal < NORMAL or detected < DETECTED)


def _list(
    chosen: Sequence[Subject],
    same: Sequence[Verdict],
    broken: Sequence[tuple[Subject, mutations.Mutant]],
    found: Sequence[Verdict],
) -> None:
    for subject, verdict in zip(chosen, same, strict=True):
        if not verdict.normal:
            print(f"\nNever returns: {subject}: {verdict.sentence()}")
    for (subject, mutant), verdict in zip(broken, found, strict=True):
        if verdict.kind is not Kind.REFUTED:
            print(f"\nSurvived: {_name(subject, mutant)}")
            print(f"  {verdict.sentence()}; {verdict.normal} returned")


def _name(subject: Subject, mutant: mutations.Mutant) -> str:
    return f"{subject} {mutant.operator}: {mutant.change}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("trees", nargs="*", type=Path, help="of packages that can be imported here")
    parser.add_argument("--functions", type=int, default=300, help="how many, chosen at random")
    parser.add_argument("--mutants", type=int, default=1, help="how many of each function")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--results", type=Path, help="a file that keeps the verdicts")
    parser.add_argument("--list", action="store_true", help="show what was missed")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--budget", type=float, default=1.0, help="CPU seconds for one function")
    return parser.parse_args()


def _subjects(trees: Sequence[Path]) -> Iterator[Subject]:
    """Functions and methods of the packages in these trees, or of the standard library."""
    found = [path for tree in trees for path in tree.rglob("*.py") if _is_of_package(path, tree)]
    for path in sorted(found if trees else LIBRARY.glob("*.py")):
        if path.stem not in LEFT_OUT:
            text = ast.unparse(ast.parse(path.read_text("utf-8")))
            imported = _imported(ast.parse(text))
            for owner, function in _functions(ast.parse(text)):
                if _is_wanted(function) and (owner or function).name not in imported:
                    name = f"{owner.name}.{function.name}" if owner else function.name
                    yield Subject(path, name, text)


def _imported(tree: ast.Module) -> set[str]:
    """The names that the module imports: what it defines under one of them is a substitute."""
    imports = [one for one in ast.walk(tree) if isinstance(one, ast.Import | ast.ImportFrom)]
    return {alias.asname or alias.name for one in imports for alias in one.names}


def _is_of_package(path: Path, tree: Path) -> bool:
    parts = path.relative_to(tree).parts
    inside = (path.parent / "__init__.py").exists() or len(parts) == 1
    return inside and NO_PACKAGE.isdisjoint(parts) and not path.stem.startswith("test_")


def _functions(tree: ast.Module) -> Iterator[tuple[ast.ClassDef | None, ast.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield None, node
        elif isinstance(node, ast.ClassDef):
            names = Counter(getattr(one, "name", "") for one in node.body)
            for one in node.body:
                if isinstance(one, ast.FunctionDef) and names[one.name] == 1:
                    yield node, one


def _is_wanted(function: ast.FunctionDef) -> bool:
    """Whether a function does something with a parameter, and nothing says what that is."""
    every = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    named = [one for one in every if one.arg not in ("self", "cls")]
    statements = sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1
    annotated = function.returns or any(one.annotation for one in every)
    plain = not function.decorator_list and not function.name.startswith("__")
    return bool(named) and plain and not annotated and statements >= LEAST_STATEMENTS


def _with_pass(subject: Subject) -> str:
    """The same module with a ``pass`` in the function: what is the same would not be compared."""
    return _replaced(subject, lambda function: function.body.insert(_start(function), ast.Pass()))


def _start(function: ast.FunctionDef) -> int:
    return int(ast.get_docstring(function, clean=False) is not None)


def _broken(
    subject: Subject, count: int, chance: random.Random
) -> list[tuple[Subject, mutations.Mutant]]:
    function = _found(ast.parse(subject.text), subject.qualname)
    del function.body[: _start(function)]  # a documentation that is lost changes nothing
    every = list(mutations.mutants(ast.unparse(function), function.name))
    shuffled = iter(chance.sample(every, len(every)))
    return list(islice(((subject, one) for one in shuffled if _differs(subject, one)), count))


def _differs(subject: Subject, mutant: mutations.Mutant) -> bool:
    """Whether a mutant has another control-flow graph."""
    question = Question(subject.versions(_with_body(subject, mutant.text)))
    known = [one for one in looked_at(question) if isinstance(one, Verdict)]
    return not any(one.kind is Kind.PROVED for one in known)


def _with_body(subject: Subject, text: str) -> str:
    (other,) = ast.parse(text).body
    assert isinstance(other, ast.FunctionDef)

    def put(function: ast.FunctionDef) -> None:
        function.body = [*function.body[: _start(function)], *other.body]

    return _replaced(subject, put)


def _replaced(subject: Subject, change: object) -> str:
    tree = copy.deepcopy(ast.parse(subject.text))
    assert callable(change)
    change(_found(tree, subject.qualname))
    return ast.unparse(ast.fix_missing_locations(tree))


def _found(tree: ast.Module, qualname: str) -> ast.FunctionDef:
    for owner, function in _functions(tree):
        name = f"{owner.name}.{function.name}" if owner else function.name
        if name == qualname:
            return function
    raise LookupError(qualname)


def _verdicts(
    work: Sequence[tuple[Subject, str]], names: Sequence[str], asked: argparse.Namespace
) -> list[Verdict]:
    budget = Budget(seconds=asked.budget, most=3 * asked.budget, seed=asked.seed)
    found = many_modules.kept(asked.results)
    left = [number for number, name in enumerate(names) if name not in found]
    texts = [(work[one][0].versions(work[one][1]), work[one][0].qualname) for one in left]
    for number, verdict in many_modules.verdicts(texts, budget, asked.jobs):
        name = names[left[number]]
        found[name] = verdict
        many_modules.keep(name, verdict, asked.results)
        if sys.stderr.isatty():
            print(f"\r{len(found)}/{len(work)}", end="", file=sys.stderr)
    return [found[name] for name in names]


if __name__ == "__main__":
    sys.exit(main())
