"""Do once, before the forks, what Hypothesis does slowly at the first text it draws."""

import gzip
import json
import sys

# All characters but the surrogates: Hypothesis finds them by trying, which takes three seconds.
_UTF_8 = [[[0, 0xD7FF], [0xE000, 0x10FFFF]], []]


def warm_up() -> None:
    """Load the Unicode tables of Hypothesis; its cache is the current directory, so scratch.

    Called before user code is imported: what is there by now need not be searched for constants,
    which Hypothesis does with every module outside of site-packages, such as ours in a checkout.

    Written against private parts. Where they look different, the first draws are slow again.
    """
    from hypothesis.internal import charmap
    from hypothesis.internal.conjecture import providers

    charmap.charmap()
    try:
        providers._seen_modules |= {id(module) for module in sys.modules.values()}
        table = charmap.charmap_file("codec-v2-utf-8")
        if not table.exists():
            with gzip.open(table, "wb") as file:
                file.write(json.dumps(_UTF_8).encode())
        charmap.intervals_from_codec("utf-8")
    except (AttributeError, OSError, TypeError):
        return
