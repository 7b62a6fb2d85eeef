"""Tell from its lines whether a word may stand in a statement."""

import ast

from hypothesis import given
from hypothesis import strategies as st

from codemods.facts import Facts
from codemods.model import Project, Source

STATEMENTS = ["x = 1\n", "for a in b:\n    fora = a\n", "y = '''for\n\nfor'''\n", "\n", "# for\n"]


@given(st.lists(st.sampled_from(STATEMENTS), max_size=8), st.sampled_from(["for", "a", "=", "zz"]))
def test_a_word_is_seen_where_the_lines_have_it(parts: list[str], word: str) -> None:
    facts = Facts(Source("m.py", "".join(parts)), Project())
    for node in ast.walk(facts.tree):
        if isinstance(node, (ast.stmt, ast.expr)):
            lines = facts.lines[node.lineno - 1 : node.end_lineno]
            assert facts.has_word(word, node) == any(word in line for line in lines)
