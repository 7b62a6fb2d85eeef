"""Listen to a function of a file, and make what was heard."""

from pathlib import Path
from types import ModuleType
from typing import Any

from codemods.verify.inputs.overheard import Overhearing
from codemods.verify.inputs.recipes import Arguments
from codemods.verify.inputs.workshop import Workshop
from codemods.verify.pair import Pair
from codemods.verify.versions import versions

TREES = '''"""Trees of words.

>>> from {package}.trees import parse, first_of
>>> first_of(parse("c d"), "d")
'd'
"""
NOTHING = object()

class Word:
    def __init__(self, text):
        self.text, self.parent = text, None

class Phrase(Word):
    def __init__(self, words):
        super().__init__(" ".join(one.text for one in words))
        self.words = words
        for one in words:
            one.parent = self

    def of(self, text, default=NOTHING):
        return [one for one in self.words if one.text == text] or default

def parse(text):
    return Phrase([Word(one) for one in text.split()])

def first_of(phrase, text):
    return next(one.text for one in phrase.words if one.text == text)
'''


def listener(path: Path, qualname: str) -> Overhearing:
    """What listens to a function of a file."""
    before, after = path.read_text(), path.read_text() + "\n"
    function = qualname.rpartition(".")[2]
    head = next(line for line in before.split("\n") if f"def {function}(" in line)
    indent = " " * (len(head) - len(head.lstrip()) + 4)
    pair = Pair(versions(path, before, after.replace(head, f"{head}\n{indent}pass", 1)))
    return Overhearing(pair, pair.changes[qualname])


def heard(path: Path, qualname: str, seconds: float = 2.0) -> list[Arguments]:
    """What is heard of it."""
    return list(listener(path, qualname).calls(seconds, patience=seconds))


def built(call: Arguments, module: ModuleType) -> list[Any]:
    shop = Workshop(vars(module), [])
    return [shop.make(one) for one in call.recipes()]
