"""Say what a call comes to, in the words of a counterexample, for tests that keep one."""

from collections.abc import Callable

from codemods.verify.inputs.recipes import Arguments
from codemods.verify.neighbours import Neighbours
from codemods.verify.oracle.adapter import Adapter, record_of
from codemods.verify.oracle.difference import outcome_words
from codemods.verify.oracle.observation import Side
from codemods.verify.setting import Setting


def outcome(call: Callable[[], object], *records: type, home: str = "") -> str:
    """How ``call`` ends: ``returned [1, 2]``. Instances of ``records`` are told as dicts.

    What the module ``home`` defines goes by its name alone.
    """
    known = [record_of(cls.__name__, cls) for cls in records]
    adapter = Adapter(one for one in known if one is not None)
    setting = Setting(adapter, Neighbours((), ()), side=1)
    return outcome_words(Side(call, {"__name__": home}, setting).observe(Arguments()))
