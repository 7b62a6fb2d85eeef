"""Say in a docstring that a function returns an array, where it says that it returns a list."""

import re

# Where Google, NumPy and Sphinx styles say what is returned; the next heading ends it.
_BEGINS = re.compile(r"^\s*(?:Returns:?\s*$|Returns:|:returns?:|:rtype:)", re.IGNORECASE)
_HEADING = re.compile(r"^\s*(?:[A-Z]\w+:\s*$|:\w+)")
_LIST = re.compile(
    r"\blist\[[^\]]*\]+|\bList\[[^\]]*\]+|\b[Ll]ist of (?:floats?|ints?|numbers)|\blist\b"
)


def returning_array(docstring: str, array: str) -> str:
    """The text of a docstring with ``array`` for the first type of a list that it returns."""
    lines = docstring.splitlines(keepends=True)
    inside = False
    for number, line in enumerate(lines):
        begins = bool(_BEGINS.match(line))
        if inside and not begins and _HEADING.match(line):
            inside = False
        inside = inside or begins
        if inside and _LIST.search(line):
            lines[number] = _LIST.sub(array, line, count=1)
            break
    return "".join(lines)
