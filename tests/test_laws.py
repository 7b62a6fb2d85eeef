"""Break each law on purpose, and see that it is noticed."""

from codemods.model import Span
from codemods.rewriting import laws
from codemods.rewriting.laws import Edit


def test_a_lost_comment_is_noticed() -> None:
    assert laws.comments_kept("a = 1  # one\n", "a = 1\n") == laws.LOST
    assert laws.comments_kept("# one\na = 1\n", "# one\n# one\na = 1\n") == laws.LOST
    assert laws.comments_kept("a = 1  # one\n", "# one\na = 1\n") is None


def test_a_directive_must_stay_beside_its_code() -> None:
    before = "    if a:  # noqa\n        b()\n"
    assert laws.comments_kept(before, "    if not a:  # noqa\n        return\n    b()\n") is None
    assert laws.comments_kept(before, "    if not a:\n        return  # noqa\n    b()\n") == (
        laws.MISPLACED
    )


def test_a_hash_in_a_string_is_no_comment() -> None:
    assert laws.comments_kept("a = '#1'\n", "a = 2\n") is None


def test_a_change_outside_the_edits_is_noticed() -> None:
    edit = Edit(Span(2, 2), "B\n")
    assert laws.untouched("a\nb\nc\n", "a\nB\nc\n", [edit]) is None
    assert laws.untouched("a\nb\nc\n", "A\nB\nc\n", [edit])
    assert laws.untouched("a\nb\nc\n", "a\nB\nc", [edit])


def test_text_that_no_longer_compiles_is_noticed() -> None:
    assert laws.compiles("a = 1\n", "return 1\n", (3, 11))
    assert laws.compiles("return 1\n", "return 2\n", (3, 11)) is None


def test_splicing_leaves_every_other_byte() -> None:
    lines = ["a\r\n", "b\x0c\n", "c\r", "d"]
    edits = [Edit(Span(2, 2), "B\n"), Edit(Span(4, 4), "D")]
    assert laws.splice(lines, edits) == "a\r\nB\nc\rD"
