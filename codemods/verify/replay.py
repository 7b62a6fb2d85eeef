"""Say what a call comes to, in the words of a counterexample, for tests that keep one."""

from collections.abc import Callable

from codemods.verify.difference import outcome_words
from codemods.verify.observation import observe
from codemods.verify.recipes import Arguments


def outcome(call: Callable[[], object]) -> str:
    """How ``call`` ends: ``returned [1, 2]``."""
    return outcome_words(observe(call, Arguments(), {}))
