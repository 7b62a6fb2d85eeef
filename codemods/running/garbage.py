"""Look for garbage between files, not in the middle of one.

A tree is large, and all of it is in use until its file is done: whoever looks through it before
that finds nothing, again and again (a fifth of a run's time). Afterwards ``Facts.give_up`` frees
most of it; what is left refers to itself, and has to be looked for now and then.
"""

import gc

# Containers made and not given up since the last time: some thousand lines of Python, as trees.
_MANY = 150_000
# Before a long file so few: it sets how much memory is asked for, and garbage would add to that.
_SOME, _LONG = 15_000, 100_000
# Within a file only this many more make a search worth while.
_VERY_MANY = 3_000_000


def collect_seldom() -> None:
    """From now on let no search begin in the middle of a file, unless it is a very long one."""
    gc.set_threshold(_VERY_MANY, 20, 100)


def before_file(size: int) -> None:
    """Look for garbage before a file of so many bytes, if enough was made since the last time."""
    if gc.get_count()[0] > (_MANY if size < _LONG else _SOME):
        gc.collect()
        if not gc.get_freeze_count():
            gc.freeze()  # modules, mostly: from now on nobody looks through them again
