"""Run codemods over a text, as the tests do."""

import io
import tokenize

from codemods import catalog
from codemods.facts.file import parse
from codemods.model import Options, Outcome, Project, Source
from codemods.project import own_inequalities
from codemods.rewriting import engine

OPTIONS = Options(target=(3, 11))


def outcome(
    text: str, *names: str, project: Project | None = None, options: Options = OPTIONS
) -> Outcome:
    """What becomes of ``text`` under the named codemods (all of them if none is named)."""
    codemods = [catalog.load(name) for name in names or catalog.names()]
    source = Source("<text>", text)
    return engine.run(source, codemods, options, project or _project(text))


def rewritten(text: str, *names: str) -> str:
    return outcome(text, *names).after


def comment_texts(text: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(text, newline="").readline)
    return [token.string.strip() for token in tokens if token.type == tokenize.COMMENT]


def _project(text: str) -> Project:
    """What a run over this one file would know of the project."""
    lines = list(own_inequalities(parse(text)))
    return Project(inequality=f"<text>:{lines[0]}" if lines else None)
