"""Run codemods over a text, as the tests do."""

from codemods import catalog, engine
from codemods.model import Options, Outcome, Project, Source

OPTIONS = Options(target=(3, 11))


def outcome(text: str, *names: str, project: Project | None = None, options: Options = OPTIONS) -> Outcome:
    """What becomes of ``text`` under the named codemods (all of them if none is named)."""
    codemods = [catalog.load(name) for name in names or catalog.names()]
    return engine.run(Source("<text>", text), codemods, options, project or Project())


def rewritten(text: str, *names: str) -> str:
    return outcome(text, *names).after
