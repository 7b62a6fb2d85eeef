"""What is known of a file is given up with it, and needs nobody who looks for it."""

import ast
import gc

from harness import outcome
from test_settled import CALLING, EXAMPLES

from codemods.running.garbage import before_file


def test_no_tree_outlives_its_file() -> None:
    texts = [CALLING, *EXAMPLES[::20]]
    for text in texts:  # what is loaded on the way stays
        outcome(text)
    gc.collect()
    gc.disable()
    try:
        before = _modules()
        for text in texts:
            outcome(text)
        assert _modules() == before
    finally:
        gc.enable()


def _modules() -> int:
    return sum(isinstance(one, ast.Module) for one in gc.get_objects())


def test_little_garbage_is_looked_for_before_a_long_file_alone() -> None:
    thresholds = gc.get_threshold()
    gc.collect()
    gc.set_threshold(10_000_000)
    try:
        for _ in range(40_000):
            garbage: list[object] = []
            garbage.append(garbage)
        before_file(1_000)
        assert gc.get_count()[0] > 30_000
        before_file(1_000_000)
        assert gc.get_count()[0] < 1_000
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)
