"""Make rewrites that concern several files at once, before each file has its own turn.

A codemod that can ``follow`` what it rewrites through files judges all of them together. What it
offers for several files is written into each of them, or into none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from codemods.codemod import Codemod
from codemods.files import disk
from codemods.files.disk import File
from codemods.model import (
    NO_EXCEPTIONS,
    NOTHING_DECLINED,
    Group,
    Options,
    Project,
    Refusal,
    Site,
    Source,
    Start,
)
from codemods.rewriting.comments import Suppressions
from codemods.rewriting.engine import Session
from codemods.rewriting.plan import Attempt, offered
from codemods.rewriting.suppressed import is_suppressed

NOT_ALLOWED = "a file that uses it is to be left alone"
_Made = dict[str, Attempt]


def started(
    files: Sequence[File],
    codemod: Codemod,
    allowed: Mapping[str, bool],
    options: Options,
    project: Project,
    declined: Mapping[tuple[str, ...], str] = MappingProxyType({}),
) -> dict[str, Start]:
    """What becomes of files, by path, where a codemod follows what it rewrites through all of them.

    ``allowed`` tells which of them may be rewritten, and ``declined`` which groups are not to be
    made, by their keys, with the reasons. Files that can't be parsed are left out.
    """
    world = _World(codemod, options, declined)
    for file in files:
        source = Source(str(file.path), file.text)
        try:
            session = Session(source, options, project, NO_EXCEPTIONS, NOTHING_DECLINED)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue  # it will be reported when its turn comes
        world.sessions[source.path] = session
        if not allowed.get(source.path, False):
            world.closed.add(source.path)
    refusals = world.rewritten()
    digests = {str(file.path): disk.digest(file.data) for file in files}
    return world.new | {
        path: Start(
            session.facts.source.text,
            digests[path],
            session.origins.all,
            tuple(session.sites),
            tuple(world.pending.get(path, ())),
            tuple(refusals.get(path, ())),
            tuple(world.groups.get(path, ())),
        )
        for path, session in world.sessions.items()
        if session.sites or path in refusals or path in world.pending
    }


class _World:
    """Files on their way together."""

    def __init__(
        self, codemod: Codemod, options: Options, declined: Mapping[tuple[str, ...], str]
    ) -> None:
        self.sessions: dict[str, Session] = {}
        self.closed: set[str] = set()
        self.pending: dict[str, list[Site]] = {}
        self._codemod = codemod
        self._settings = options.settings.get(codemod.name, codemod.options())
        self._failed = dict(declined)
        self.groups: dict[str, list[tuple[str, ...]]] = {}
        self.new: dict[str, Start] = {}

    def rewritten(self) -> dict[str, list[Refusal]]:
        """Rewrite until nothing is left to do. Returns what is left alone in the end, by path."""
        while True:
            refusals: dict[str, list[Refusal]] = {}
            self.pending = {}
            touched: set[str] = set()
            for path, verdict in self._verdicts():
                if isinstance(verdict, Refusal):
                    refusals.setdefault(path, []).append(self._original(path, verdict))
                elif not touched & verdict.rewrites.keys():
                    made = self._made(verdict)
                    if isinstance(made, Refusal):
                        refusals.setdefault(path, []).append(self._original(path, made))
                    elif any(attempt.site.open for attempt in made.values()):
                        for one, attempt in made.items():
                            self.pending.setdefault(one, []).append(attempt.site)
                    else:
                        self._accept(made, verdict)
                        touched |= made.keys()
            if not touched:
                return refusals

    def _verdicts(self) -> list[tuple[str, Refusal | Group]]:
        assert self._codemod.follow is not None
        files = [session.facts for session in self.sessions.values()]
        found: list[tuple[str, Refusal | Group]] = []
        for verdict in self._codemod.follow(files, self._settings):
            if isinstance(verdict, Group):
                found.append((next(iter(verdict.rewrites)), verdict))
            elif not Suppressions(self.sessions[verdict[0]].source.text).skips_file:
                found.append(verdict)
        return found

    def _original(self, path: str, refusal: Refusal) -> Refusal:
        """A refusal with the lines of the files as they were."""
        cause = self.sessions[refusal.elsewhere or path].origins.of(refusal.cause)
        return replace(refusal, line=self.sessions[path].origins.of(refusal.line), cause=cause)

    def _made(self, group: Group) -> _Made | Refusal:
        """The edits of all files, or what is against one of them."""
        made: _Made = {}
        first = next(iter(group.rewrites.values()))
        key = _key(group)
        reason = self._failed.get(key)
        for path, rewrite in group.rewrites.items() if reason is None else ():
            session = self.sessions[path]
            offer = offered(session.facts, session.facts.tree, rewrite)
            suppressions = Suppressions(session.facts.source.text)
            suppressed = is_suppressed(session.facts, suppressions, session.facts.tree, rewrite)
            if path in self.closed or suppressions.skips_file or suppressed:
                reason = NOT_ALLOWED
                break
            outcome = session.attempt(offer)
            if isinstance(outcome, str):
                reason = outcome
                break
            made[path] = outcome
        if reason is None:
            return made
        self._failed[key] = reason
        return Refusal(self._codemod.name, first.line, reason, first.line)

    def _accept(self, made: _Made, group: Group) -> None:
        key = _key(group)
        for path, attempt in made.items():
            self.sessions[path].accept([attempt])
            self.groups.setdefault(path, []).append(key)
        for path, text in group.new.items():
            site = replace(next(iter(made.values())).site, line=1, function="")
            lines = tuple(range(1, text.count("\n") + 1))
            self.new[path] = Start(text, disk.digest(b""), lines, (site,), (), (), (key,), True)


def _key(group: Group) -> tuple[str, ...]:
    """What tells a group from others, whatever else was rewritten before it."""
    first = next(iter(group.rewrites.values()))
    return (first.form, *group.rewrites, *first.above.splitlines())
