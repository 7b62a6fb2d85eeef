"""Measure how many broken refactorings the verifier refutes, and that it refutes no right one.

python tests/campaigns/mutants.py [--pairs N] [--mutants N] [--seed S] [--jobs J] [--results FILE]

With a file for the results, a campaign that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import ast
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import many_modules
import mutations
from pairs import Pair, equivalent, pairs
from tables import markdown

from codemods.verify.budget import Budget
from codemods.verify.verdict import Kind, Verdict

WANTED = 0.97
CORRECT = "(correct pair)"


@dataclass(frozen=True)
class Subject:
    """One version of the after side of a pair: the right one, or a mutant."""

    pair: Pair
    operator: str
    change: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.pair} {self.operator}: {self.change}"


@dataclass(frozen=True)
class Result:
    """What the verifier says of it; ``reason`` is why nobody can tell a mutant from the pair."""

    subject: Subject
    verdict: Verdict
    reason: str = ""

    @property
    def is_refuted(self) -> bool:
        return self.verdict.kind is Kind.REFUTED


def main() -> int:
    """Run the campaign; 1 where a right pair is refuted or too few mutants are."""
    asked = _arguments()
    chance = random.Random(asked.seed)
    known = [pair for pair in pairs() if asked.only in str(pair)]
    if asked.pairs is not None and asked.pairs < len(known):
        known = sorted(chance.sample(known, asked.pairs), key=str)
    broken = [one for pair in known for one in broken_ones(pair)]
    right = list(map(right_one, known))
    chosen = evenly_chosen(broken, asked.mutants, chance)
    print(f"{len(known)} pairs, {len(chosen)} of {len(broken)} distinct mutants")
    start = time.monotonic()
    results = _results([*right, *chosen], asked)
    correct, wrong = results[: len(right)], results[len(right) :]
    _print_pairs(correct)
    _print_mutants("family", wrong, lambda one: one.subject.pair.family)
    _print_mutants("operator", wrong, lambda one: one.subject.operator)
    _list_failures(correct, wrong)
    spent = sorted(one.verdict.seconds for one in results)
    median, late = spent[len(spent) // 2], spent[len(spent) * 95 // 100]
    share = _share(wrong)
    print(f"seed {asked.seed}, {time.monotonic() - start:.0f} s of wall time")
    print(f"CPU seconds for one function: median {median:.2f}, 95th percentile {late:.2f}")
    refuted = sum(one.is_refuted for one in correct)
    print(f"{share:.1%} of mutants refuted, {refuted} correct pairs refuted")
    if refuted:
        # There a refutation says little: the same input may refute the correct pair.
        bad = {one.subject.pair for one in correct if one.is_refuted}
        others = _share(one for one in wrong if one.subject.pair not in bad)
        print(f"{others:.1%} of the mutants of the other pairs")
    return int(share < WANTED or refuted > 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pairs", type=int, help="how many pairs, chosen at random; all")
    parser.add_argument("--mutants", type=int, help="how many mutants, evenly of all kinds; all")
    parser.add_argument("--only", default="", help="only pairs with this in their names")
    parser.add_argument("--results", type=Path, help="a file that keeps the verdicts")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--budget", type=float, default=1.0, help="CPU seconds for one function")
    return parser.parse_args()


def right_one(pair: Pair) -> Subject:
    """The pair itself."""
    return Subject(pair, CORRECT, "", pair.before, pair.after)


def broken_ones(pair: Pair) -> Iterable[Subject]:
    """The pair with each mutant of its after side."""
    before = ast.unparse(ast.parse(pair.before))
    for mutant in mutations.mutants(pair.after, pair.qualname, [pair.before]):
        yield Subject(pair, mutant.operator, mutant.change, before, mutant.text)


def evenly_chosen(broken: list[Subject], count: int | None, chance: random.Random) -> list[Subject]:
    """So many of them, evenly of all operators."""
    if count is None or count >= len(broken):
        return broken
    kinds: dict[str, list[Subject]] = defaultdict(list)
    for one in chance.sample(broken, len(broken)):
        kinds[one.operator].append(one)
    taken: list[Subject] = []
    while len(taken) < count:
        taken += [kind.pop() for kind in kinds.values() if kind][: count - len(taken)]
    return sorted(taken, key=lambda one: str(one.pair))


def _results(subjects: Sequence[Subject], asked: argparse.Namespace) -> list[Result]:
    budget = Budget(seconds=asked.budget, most=3 * asked.budget, seed=asked.seed)
    found = many_modules.kept(asked.results)
    left = [one for one in subjects if str(one) not in found]
    work = [(many_modules.of_texts(one.before, one.after), one.pair.qualname) for one in left]
    for number, verdict in many_modules.verdicts(work, budget, asked.jobs):
        found[str(left[number])] = verdict
        many_modules.keep(str(left[number]), verdict, asked.results)
        if sys.stderr.isatty():
            print(f"\r{len(found)}/{len(subjects)}", end="", file=sys.stderr)
    alike = equivalent()
    return [Result(one, found[str(one)], alike.get(str(one), "")) for one in subjects]


def _print_pairs(results: Sequence[Result]) -> None:
    rows = []
    for family, group in _grouped(results, lambda one: one.subject.pair.family):
        counts = [sum(one.verdict.kind is kind for one in group) for kind in Kind]
        rows.append([family, len(group), *counts[1:]])
    print(
        "", markdown(["correct pairs", "pairs", "tested", "refuted", "not checked"], rows), sep="\n"
    )


def _print_mutants(title: str, results: Sequence[Result], key: Callable[[Result], str]) -> None:
    rows = []
    for name, group in [*_grouped(results, key), ("all", results)]:
        counted = [one for one in group if not one.reason]
        refuted = sum(one.is_refuted for one in counted)
        missed = sum(one.verdict.kind is Kind.TESTED for one in counted)
        rest = len(counted) - refuted - missed
        alike = len(group) - len(counted)
        share = f"{_share(group):.1%}" if counted else "-"
        rows.append([name, len(group), alike, refuted, missed, rest, share])
    header = [title, "mutants", "equivalent", "refuted", "survived", "not checked", "share"]
    print("", markdown(header, rows), sep="\n")


def _grouped(
    results: Iterable[Result], key: Callable[[Result], str]
) -> list[tuple[str, list[Result]]]:
    groups: dict[str, list[Result]] = defaultdict(list)
    for one in results:
        groups[key(one)].append(one)
    return sorted(groups.items())


def _share(results: Iterable[Result]) -> float:
    counted = [one.is_refuted for one in results if not one.reason]
    return sum(counted) / max(len(counted), 1)


def _list_failures(correct: Sequence[Result], wrong: Sequence[Result]) -> None:
    for one in correct:
        if one.verdict.kind is not Kind.TESTED:
            _print_one("Wrong" if one.is_refuted else "Missing", one)
    for one in wrong:
        if one.reason and one.is_refuted:
            _print_one("Wrong (said to be equivalent)", one)
        elif not one.is_refuted and not one.reason:
            _print_one("Survived", one)


def _print_one(word: str, result: Result) -> None:
    print(f"\n{word}: {result.subject}\n  {result.verdict.sentence()}")
    if example := result.verdict.counterexample:
        lines = [
            *example.setup,
            example.call,
            f"before: {example.before}",
            f"after: {example.after}",
        ]
        print("\n".join(f"  {line}" for text in lines for line in text.splitlines()))
    elif result.subject.change:
        print("\n".join(f"    {line}" for line in result.subject.after.strip().splitlines()))


if __name__ == "__main__":
    sys.exit(main())
