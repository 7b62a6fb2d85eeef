"""What is known of a file is given up with it, and needs nobody who looks for it."""

import ast
import gc

from harness import outcome
from test_settled import CALLING, EXAMPLES


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
