"""Look for garbage between files, not in the middle of one.

A tree is large, and all of it is in use until its file is done: whoever looks through it before
that finds nothing, again and again (a fifth of a run's time). Afterwards ``Facts.give_up`` frees
most of it; what is left refers to itself, and has to be looked for now and then.
"""

import gc

# Containers made and not given up since the last time: some thousand lines of Python, as trees.
_MANY = 150_000
# Within a file only this many more make a search worth while.
_VERY_MANY = 3_000_000


def collect_seldom() -> None:
    """From now on let no search begin in the middle of a file, unless it is a very long one."""
    gc.set_threshold(_VERY_MANY, 20, 100)


def between_files() -> None:
    """Look for garbage, if enough has been made since the last time."""
    if gc.get_count()[0] > _MANY:
        gc.collect()
        if not gc.get_freeze_count():
            gc.freeze()  # modules, mostly: from now on nobody looks through them again
