"""Refuse, by an audit hook, what user code must not do: a tripwire, not a jail.

The hook sees what goes through the interpreter's own doors: opening for writing, deleting,
starting programs and processes, sockets, signals to others, raw memory. It doesn't see what C
code does by itself, and whoever has native code in his hands gets around it, as the Python
documentation says of all audit hooks. It catches the accidents of code that means no harm, and
careless harm; against intent there is only what the operating system adds (``confinement``).

A hook can't be taken off again. What this one needs is bound to it as default values, none of
which can be changed, so replacing builtins, modules or attributes doesn't reach it either, and
replacing its code or its defaults is itself an event that it refuses.
"""

import errno
import os
import posix
import socket
import sys
from collections.abc import Sequence
from types import CodeType, FunctionType
from typing import Any, Final

_NEVER: Final = frozenset(
    "os.fork os.forkpty os.exec os.posix_spawn os.spawn os.system os.startfile os.startfile/2 "
    "subprocess.Popen pty.spawn os.killpg os.symlink resource.setrlimit resource.prlimit "
    "socket.connect socket.bind socket.sendto socket.getaddrinfo socket.gethostbyname "
    "socket.gethostbyaddr socket.getnameinfo socket.sethostname syslog.openlog syslog.syslog "
    "ctypes.dlopen ctypes.dlsym/handle ctypes.string_at ctypes.wstring_at ctypes.memoryview_at "
    "ctypes.cdata ctypes.call_function sqlite3.enable_load_extension sqlite3.load_extension "
    "sys.remote_exec cpython.PyInterpreterState_New".split()
)
_ONE_PATH: Final = frozenset("os.truncate os.chflags os.setxattr os.removexattr".split())
_PATH_AND_DIRECTORY: Final = frozenset(
    "os.remove os.rmdir os.mkdir os.chmod os.chown os.utime".split()
)
_TWO_PATHS: Final = frozenset("os.rename os.link".split())
_DEPENDS: Final = frozenset(
    "socket.__new__ socket.sendmsg os.kill sqlite3.connect ctypes.dlsym object.__setattr__ "
    "object.__delattr__".split()
)
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

# In the order of trying, without a second thought; an action tried ten thousand times counts once.
_refused: dict[str, None] = {}


class ActionRefused(PermissionError):
    """Raised in user code that tries what the sandbox refuses. ``action`` is the audit event.

    It is an ``OSError``, so that code that copes with a read-only disk or a missing network
    copes with the sandbox too.
    """

    action: str


def refusals() -> tuple[str, ...]:
    """The actions refused so far in this process, whether or not user code noticed."""
    return tuple(_refused)


def is_harmless_to_swallow(action: str) -> bool:
    """Whether an import may try this and go on without: libraries look for a network on import."""
    return action.startswith("socket.")


def set_tripwire(scratch: str, trusted: Sequence[CodeType]) -> None:
    """Refuse from now on, for as long as this process and its forks live.

    ``scratch`` is a real path, free of symbolic links. Code in ``trusted`` may do what is
    otherwise refused, when it does so itself and not through a function it calls.
    """
    named = _sealed(_named_on_linux, posix.readlink)
    if sys.platform == "darwin":
        import fcntl

        named = _sealed(_named_on_macos, fcntl.fcntl, bytes(1024))
    types = (type, int, str, bytes)
    inside = _sealed(_inside, scratch + "/", named, posix.getcwd, posix.fspath, types)
    harmless = _sealed(_is_harmless)
    refuse = _sealed(_refuse, _refused.setdefault, ActionRefused, errno.EPERM, types)
    watch = _sealed(_watch)
    protected = (watch, inside, named, harmless, refuse)
    harmless.__defaults__ = (inside, posix.getpid, int(socket.AF_UNIX), protected, types)
    events = (_NEVER, _ONE_PATH, _PATH_AND_DIRECTORY, _TWO_PATHS, _DEPENDS)
    watch.__defaults__ = (
        *(events, _WRITING, inside, harmless, refuse),
        *(sys._getframe, tuple(trusted), types),
    )
    _close_back_doors(refuse)
    sys.addaudithook(watch)


def _sealed(function: Any, *bound: object) -> FunctionType:
    # Without globals and without builtins: a name that is not bound is an error, which refuses.
    return FunctionType(function.__code__, {"__builtins__": {}}, function.__name__, bound)


def _close_back_doors(refuse: Any) -> None:
    # multiprocessing starts programs by a function that no audit event tells of.
    import _posixsubprocess

    def fork_exec(*_: object) -> None:
        refuse("subprocess.Popen", ("",))

    _posixsubprocess.fork_exec = fork_exec  # type: ignore[assignment]


def _watch(
    event: str,
    arguments: Any,
    events: Any = None,
    writing: Any = None,
    inside: Any = None,
    harmless: Any = None,
    refuse: Any = None,
    frame: Any = None,
    trusted: Any = None,
    types: Any = None,
) -> None:
    """Look at one audit event; raise to refuse it."""
    never, one_path, path_and_directory, two_paths, depends = events
    of, number, text, _ = types
    if event == "open":
        path, _, flags = arguments
        if not flags & writing or of(path) is number or inside(path, -1):
            return
        if of(path) is text and path == "/dev/null":
            return
    elif event in never:
        if frame(1).f_code in trusted:
            return
    elif event in path_and_directory:
        if inside(arguments[0], arguments[-1]):
            return
    elif event in one_path:
        if inside(arguments[0], -1):
            return
    elif event in two_paths:
        if inside(arguments[0], arguments[2]) and inside(arguments[1], arguments[3]):
            return
    elif event not in depends or harmless(event, arguments) or frame(1).f_code in trusted:
        return
    refuse(event, arguments)


def _is_harmless(
    event: str,
    arguments: Any,
    inside: Any = None,
    process: Any = None,
    unix: Any = None,
    protected: Any = None,
    types: Any = None,
) -> Any:
    """Whether an action that may be good or bad is good."""
    of, _, text, _ = types
    if event == "socket.__new__":
        # Event loops talk to themselves over a pair of these.
        return arguments[1] == unix or arguments[1] == -1
    if event == "socket.sendmsg":
        return arguments[1] is None
    if event == "os.kill":
        return arguments[0] == process()
    if event == "ctypes.dlsym":
        return of(arguments[1]) is text and arguments[1].startswith(("Py", "_Py"))
    if event == "sqlite3.connect":
        path = arguments[0]
        if of(path) is text and path in ("", ":memory:"):
            return True
        return not (of(path) is text and path.startswith("file:")) and inside(path, -1)
    return arguments[0] not in protected


def _refuse(
    event: str,
    arguments: Any,
    note: Any = None,
    refused: Any = None,
    number: Any = None,
    types: Any = None,
) -> None:
    of, _, text, _ = types
    note(event)
    path = arguments[0] if arguments and of(arguments[0]) is text else None
    error = refused(number, "refused in the sandbox: " + event, path)
    error.action = event
    raise error


def _inside(
    path: Any,
    directory: Any,
    scratch: Any = None,
    named: Any = None,
    cwd: Any = None,
    plain: Any = None,
    types: Any = None,
) -> bool:
    """Whether a path lies in scratch. There are no symbolic links there: making them is refused."""
    of, number, text, raw = types
    if of(path) is number:
        path = named(path)
    elif of(path) is not text and of(path) is not raw:
        path = plain(path)
    if of(path) is raw:
        path = path.decode("utf-8", "surrogateescape")
    if of(path) is not text:
        return False
    if not path.startswith("/"):
        path = (cwd() if directory is None or directory == -1 else named(directory)) + "/" + path
    if not path.startswith(scratch):
        return False
    depth = 0
    for part in path.removeprefix(scratch).split("/"):
        if part == "..":
            depth -= 1
        elif part and part != ".":
            depth += 1
        if depth < 0:
            return False
    return True


def _named_on_linux(descriptor: Any, link: Any = None) -> Any:
    return link("/proc/self/fd/" + descriptor.__str__())


def _named_on_macos(descriptor: Any, control: Any = None, room: Any = None) -> Any:
    # 50 is F_GETPATH.
    return control(descriptor, 50, room).partition(b"\0")[0]
