"""Spell loops and comprehensions in other ways that come to the same, or nearly."""

from collections.abc import Sequence

# Forms of a call that take what ``map`` gives.
TAKING = ("list({})", "tuple({})", "sum({})", "max({})", "sorted({})", "any({})", "all({})",
          "np.array(list({}))", "sum(list({})) / 2", "len(list({}))")  # fmt: skip
_HEAD = "    for i in range("


def counting(body: str, step: str) -> str:
    """The body of a function whose loop over positions counts by itself, if it has one."""
    before, loop, rest = body.partition(_HEAD)
    count, _, inside = rest.partition("):\n")
    if not loop or "," in count or "continue" in inside:
        return body
    lines = inside.splitlines(keepends=True)
    end = next(n for n, line in enumerate(lines) if not line.startswith(" " * 8))
    within, after = "".join(lines[:end]), "".join(lines[end:])
    return f"    i = 0\n{before}    while i < {count}:\n{within}        {step}\n{after}"


def mapped(form: str, value: str, loops: str) -> str:
    """What a function returns that applies a lambda to each element."""
    names, _, source = loops.partition(" in ")
    sources = source.removeprefix("zip(").removesuffix(")") if "," in names else source
    return form.format(f"map(lambda {names}: {value}, {sources})")


def several(values: Sequence[str], tests: Sequence[str], shape: int) -> str:
    """Statements that add ``values`` to as many numbers, in one of six shapes."""
    first, second, third = (f"{name} += {one}" for name, one in zip("abc", values, strict=True))
    if_, elif_ = f"if {tests[0]}:", f"elif {tests[1]}:"
    steps = (
        (first, second, third),
        (first, if_, f"    {second}", "else:", f"    {third}"),
        (if_, f"    {first}", f"    {second}", third),
        (first, if_, "    continue", second, f"if {tests[1]}:", f"    {third}"),
        (if_, f"    {first}", elif_, f"    {second}", third),
        (first, "b += a", third),
    )
    return "\n        ".join(steps[shape])
