"""Play hostile modules in the sandbox: each ends with its answer, the next is unaffected."""

import ctypes
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hostile import (
    DYING,
    ENDLESS,
    IMPORTS,
    INTERRUPTED,
    PREPARED,
    REFUSED,
    TAMPERING,
    TRICKS,
)

from codemods.verify.isolation import answers
from codemods.verify.isolation.answers import (
    Answer,
    Answered,
    Died,
    ImportFailed,
    OutOfMemory,
    Refused,
    TimedOut,
)
from codemods.verify.isolation.limits import Limits
from codemods.verify.isolation.sandbox import Unsupported, in_sandbox, in_sandboxes
from codemods.verify.isolation.zygote import File

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

LIMITS = Limits(cpu_seconds=1, wall_seconds=1.2, prepare_seconds=10, memory_bytes=512 << 20)
FINE = "def fine():\n    return 'fine'\n"
IS_FINE = b"'fine'"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for scratch directories that must be empty afterwards."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    yield place
    assert list(place.iterdir()) == [], "Broken: a scratch directory was left"
    assert not _processes_in(place), "Broken: a process was left"


@pytest.fixture
def canary(tmp_path: Path) -> Iterator[Path]:
    """A file that nobody may touch."""
    file = tmp_path / "canary"
    file.write_text("alive")
    before = file.stat()
    yield file
    assert file.read_text() == "alive"
    assert (file.stat().st_mtime_ns, file.stat().st_mode) == (before.st_mtime_ns, before.st_mode)
    assert {entry.name for entry in tmp_path.iterdir()} == {"canary", "temporary"}


def _processes_in(place: Path) -> list[str]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if str(entry.joinpath("cwd").readlink()).startswith(str(place)):
                found.append(entry.name)
        except OSError:
            continue
    return found


def play(
    text: str, *tasks: str, limits: Limits = LIMITS, entry: str = "played:prepare"
) -> list[Answer]:
    names = [task.encode() for task in tasks]
    return list(in_sandbox((FINE + text).encode(), names, entry, limits))


def play_all(
    bodies: Sequence[str], limits: Limits = LIMITS, entry: str = "played:prepare"
) -> list[Answer]:
    """The answers to functions with these bodies, one process for all; none affects the next."""
    functions, names = [], []
    for number, body in enumerate(bodies):
        functions.append(f"def act{number}():\n{textwrap.indent(body, '    ')}\n")
        names += [f"act{number}", "fine"]
    played = play("".join(functions), *names, limits=limits, entry=entry)
    assert len(played) == len(names)
    for body, after in zip(bodies, played[1::2], strict=True):
        assert getattr(after, "payload", after) == IS_FINE, f"Broken: the task after {body!r}"
    return played[::2]


def play_one(body: str, limits: Limits = LIMITS, entry: str = "played:prepare") -> Answer:
    return play_all([body], limits, entry)[0]


def test_answers_come_in_order_with_what_was_printed_and_used() -> None:
    text = """
import os
def a():
    os.write(1, b'hello')
    return 1
def b():
    return open('left', 'w').write('x'), os.listdir('.')
"""
    first, second, third = play(text, "a", "b", "b")
    assert isinstance(first, Answered)
    assert (first.payload, first.output, first.refused) == (b"1", "hello", ())
    assert 0 < first.seconds < 1
    assert isinstance(second, Answered) and isinstance(third, Answered)
    assert second.payload == third.payload == b"(1, ['left'])"


def test_the_environment_says_nothing_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_TOKEN", "secret")
    answer = play_one("import os, sys\nreturn sorted(os.environ), hash('a'), sys.stdin.read()")
    again = play_one("import os, sys\nreturn sorted(os.environ), hash('a'), sys.stdin.read()")
    assert isinstance(answer, Answered) and isinstance(again, Answered)
    assert b"secret" not in answer.payload and b"TOKEN" not in answer.payload
    assert b"'PATH'" not in answer.payload
    assert answer.payload == again.payload


def test_endless_tasks_time_out() -> None:
    started = time.monotonic()
    for answer in play_all(list(ENDLESS.values()), replace(LIMITS, wall_seconds=0.4)):
        assert isinstance(answer, TimedOut)
        assert answer.limit == "wall time"
    assert time.monotonic() - started < 15


def test_cpu_time_is_limited_beside_wall_time() -> None:
    recursion = "import sys\nsys.setrecursionlimit(1 << 30)\ndef f(a): return f([a])\nf(0)"
    limits = Limits(cpu_seconds=1, wall_seconds=20, memory_bytes=96 << 20)
    busy, deep = play_all([ENDLESS["busy"], recursion], limits)
    assert isinstance(busy, TimedOut)
    assert busy.limit == "CPU time"
    assert isinstance(deep, Died | OutOfMemory | TimedOut)


def test_neither_output_nor_answers_fill_the_memory() -> None:
    limits = Limits(wall_seconds=5, answer_bytes=1 << 16)
    printed, answered = play_all(
        ["while True: print('x' * 1000)", "return 'x' * (8 << 20)"], limits
    )
    assert isinstance(printed, Died) and isinstance(answered, Died)
    assert printed.reason == f"printed more than {limits.output_bytes} bytes"
    assert len(printed.output) <= limits.output_bytes
    assert answered.reason == "answered with more than 65536 bytes"


def test_memory_is_limited() -> None:
    hog = "hog = globals().setdefault('hog', [])\nwhile True: hog.append(bytearray(1 << 20))"
    limits = Limits(wall_seconds=10, memory_bytes=192 << 20)
    for answer in play_all(["return len(bytearray(10 << 30))", hog], limits):
        assert isinstance(answer, OutOfMemory)


def test_actions_that_reach_outside_are_refused(canary: Path) -> None:
    places = {"canary": str(canary), "folder": str(canary.parent)}
    bodies = [IMPORTS + body.format(**places) for body in REFUSED.values()]
    for action, answer in zip(REFUSED, play_all(bodies), strict=True):
        assert isinstance(answer, Refused), (action, answer)
        assert answer.action == action.strip()


def test_a_handler_learns_what_was_refused() -> None:
    body = "import os\nos.remove('/nowhere/at/all')"
    answer = play_one(body, entry="played:swallowing")
    assert isinstance(answer, Answered)
    assert answer.payload == b"ActionRefused ('os.remove',)"
    assert answer.refused == ("os.remove",)


def test_what_stays_inside_is_allowed() -> None:
    answer = play_one("""import asyncio, contextlib, os, shutil, sqlite3, tempfile, threading
with tempfile.TemporaryDirectory() as folder:
    os.makedirs(folder + '/a/b')
    open(folder + '/a/b/c', 'w').close()
    os.chmod(folder + '/a', 0o700)
with tempfile.NamedTemporaryFile('w') as file:
    file.write('x')
with open(os.devnull, 'w') as null, contextlib.redirect_stdout(null):
    print('gone')
os.mkdir('x'); open('x/../y', 'wb').close(); os.rename('y', 'z'); shutil.rmtree('x')
sqlite3.connect(':memory:').execute('create table t (a)')
sqlite3.connect('kept.db').execute('create table t (a)')
thread = threading.Thread(target=asyncio.run, args=(asyncio.sleep(0),))
thread.start(); thread.join()
return sorted(os.listdir('.'))""")
    assert isinstance(answer, Answered)
    assert (answer.payload, answer.refused) == (b"['kept.db', 'z']", ())


def test_a_task_that_dies_takes_nothing_with_it() -> None:
    played = play_all([body for body, _ in DYING.values()])
    for (name, (_, status)), answer in zip(DYING.items(), played, strict=True):
        assert isinstance(answer, Died), name
        assert answer.status == status, name
        assert answer.reason
        assert (name in ("crash", "abort")) == ("in act" in answer.output)


def test_tricks_change_nothing() -> None:
    for name, answer in zip(TRICKS, play_all(list(TRICKS.values())), strict=True):
        assert getattr(answer, "payload", answer) == b"1", name


def test_the_tripwire_can_not_be_taken_off(canary: Path) -> None:
    played = play_all([body.format(canary=str(canary)) for body in TAMPERING.values()])
    for name, answer in zip(TAMPERING, played, strict=True):
        assert isinstance(answer, Refused), (name, answer)
        assert answer.action in ("os.remove", "object.__setattr__", "object.__delattr__")


def test_an_import_that_can_not_be_had_is_one_answer(canary: Path) -> None:
    limits = Limits(prepare_seconds=2, memory_bytes=512 << 20)
    texts = [text.format(canary=str(canary)) for text, _ in PREPARED.values()]
    files = [File("played:prepare", text.encode(), (b"fine",) * 2) for text in texts]
    replies = sorted(in_sandboxes(files, limits, jobs=3), key=lambda reply: reply.file)
    assert [(reply.file, reply.task) for reply in replies] == [(n, 0) for n in range(len(files))]
    for (name, (_, reason)), reply in zip(PREPARED.items(), replies, strict=True):
        assert isinstance(reply.answer, ImportFailed), name
        assert any(part in reply.answer.reason for part in reason.split("|")), reply.answer


def test_an_import_may_look_for_a_network_and_change_signals() -> None:
    text = """
import os, signal, socket, sys
try: socket.create_connection(('127.0.0.1', 9))
except OSError: pass
for number in (signal.SIGTERM, signal.SIGCHLD, signal.SIGXCPU):
    signal.signal(number, signal.SIG_IGN)
signal.alarm(1)
os.read = os.write = os.fork = os.close = os.waitpid = os._exit = os.pipe = None
for number in range(21):
    try: os.closerange(number, number + 1)
    except OSError: pass
"""
    played = play(text, "fine", "fine")
    assert [getattr(answer, "payload", answer) for answer in played] == [IS_FINE, IS_FINE]


def test_a_process_that_is_lost_is_replaced() -> None:
    # The pipe to the parent is not open in a fork, so the process is lost on its way to one.
    text = """
import os
def lose(): os._exit(7)
os.register_at_fork(before=lambda: os.path.exists('gone') and os._exit(9))
def leave():
    open('../gone', 'w').close()
    return 1
"""
    first, second, third = play(text, "leave", "fine", "fine")
    assert isinstance(first, Answered)
    assert second == Died("left with exit status 9", 9)
    assert isinstance(third, Answered)


def test_a_package_is_importable_and_nothing_is_written(tmp_path: Path) -> None:
    package = tmp_path / "project" / "inner"
    package.mkdir(parents=True)
    (package.parent / "shared.py").write_text("VALUE = 41\n")
    (package / "__init__.py").write_text("")
    (package / "near.py").write_text("from shared import VALUE\n")
    text = """
import inspect
from dataclasses import dataclass
from .near import VALUE
@dataclass
class Kept:
    a: 'int' = VALUE + 1
def victim():
    return Kept(), __name__, __package__, inspect.getsource(Kept.__init__ and victim)[:12]
"""
    before = sorted(package.parent.rglob("*"))
    search, entry = [str(package.parent)], "played:prepare_inner"
    (answer,) = in_sandbox(text.encode(), [b"victim"], entry, LIMITS, search=search)
    assert isinstance(answer, Answered)
    assert b"Kept(a=42), 'inner.victim', 'inner', 'def victim()" in answer.payload
    assert sorted(package.parent.rglob("*")) == before


def test_files_run_side_by_side_from_any_thread() -> None:
    text = FINE + "import time\ndef slow():\n    time.sleep(0.4)\n    return 'slow'\n"
    files = [File("played:prepare", text.encode(), (b"slow", b"fine")) for _ in range(3)]
    seen: list[tuple[int, int, bytes]] = []

    def work() -> None:
        for reply in in_sandboxes(files, LIMITS, jobs=2):
            assert isinstance(reply.answer, Answered)
            seen.append((reply.file, reply.task, reply.answer.payload))

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wanted = [(n, t, p) for n in range(3) for t, p in enumerate((b"'slow'", IS_FINE))]
    assert sorted(seen) == sorted(wanted * 2)


def test_an_iterator_that_is_closed_leaves_nothing(temporary: Path) -> None:
    text = FINE + "import time\ndef slow(): time.sleep(60)\n"
    answers_ = in_sandbox(text.encode(), [b"fine", b"slow"], "played:prepare", LIMITS)
    with closing(answers_):
        assert isinstance(next(answers_), Answered)
        assert list(temporary.iterdir())
    assert not list(temporary.iterdir())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_the_end_of_the_parent_is_the_end_of_all(number: int, temporary: Path) -> None:
    here = [str(Path(__file__).parent), str(Path(__file__).parents[2])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(here)}
    command = [sys.executable, "-c", INTERRUPTED, str(temporary)]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        for _ in range(2):
            assert b"Answered" in parent.stdout.readline()
        assert len(_processes_in(temporary)) >= 2
        parent.send_signal(number)
        parent.communicate()
    for _ in range(100):
        if not _processes_in(temporary):
            break
        time.sleep(0.02)
    assert not _processes_in(temporary)
    if number == signal.SIGKILL:
        for folder in temporary.iterdir():
            folder.rmdir()


def test_native_code_meets_the_walls_and_leaves_no_process(canary: Path) -> None:
    text = """
import ctypes, os, time
from played import LIBC_FORK, LIBC_UNLINK
def start():
    for _ in range(2):
        if LIBC_FORK() == 0:
            os.setsid()
            time.sleep(60)
    return 1
def unlink(): return LIBC_UNLINK(b'CANARY')
"""
    linux = sys.platform == "linux"
    version = ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), 1) if linux else 0
    tasks = ["start", "fine"] + (["unlink"] if version >= 1 else [])
    played = play(text.replace("CANARY", str(canary)), *tasks)
    payloads = [getattr(answer, "payload", answer) for answer in played]
    assert payloads == [b"1", IS_FINE, b"-1"][: len(tasks)]


def test_the_first_text_of_hypothesis_is_as_fast_as_the_next() -> None:
    text = """
from codemods.verify.isolation.warmth import warm_up
from hypothesis import given, settings, strategies
warm_up()
def draw():
    drawn = []
    @settings(max_examples=20, database=None)
    @given(strategies.text())
    def keep(text): drawn.append(text)
    keep()
    return len(drawn)
"""
    (answer,) = play(text, "draw", limits=Limits())
    assert isinstance(answer, Answered)
    assert (answer.payload, answer.refused) == (b"20", ())
    assert answer.seconds < 1


def test_without_fork_there_is_no_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    with pytest.raises(Unsupported, match="Linux and macOS"):
        in_sandbox(b"", [b"x"], "played:nothing")


def test_what_a_process_says_is_never_more_than_an_answer() -> None:
    kept: Sequence[Answer] = (
        Answered(b"\0x", ("os.remove", "open"), 0.5, "printed"),
        Died("why", -9, 1.0, "tail"),
        Died("why"),
        TimedOut("CPU time", 2.0),
        OutOfMemory(0.25),
        Refused("os.fork", 0.5),
        ImportFailed("no"),
    )
    for answer in kept:
        assert answers.unpack(answers.pack(answer)) == answer
    for garbage in (b"", b"\xff" * 40, answers.pack(kept[0])[:23]):
        with pytest.raises(answers.Garbled):
            answers.unpack(garbage)
