"""Ask the operating system for walls around this process, as far as it gives them without root.

On Linux: a user namespace with no network and with processes of its own, Landlock for files,
programs and signals, and no capabilities left. Each is tried and none is required: containers,
old kernels and macOS give less, and ``confine`` says what was got.
"""

import ctypes
import os
import select
import signal
import sys
from pathlib import Path
from typing import Any, Final

NETWORK: Final = "no network"
PROCESSES: Final = "processes of its own"
FILES: Final = "no writing outside scratch"

_CLONE_NEWIPC, _CLONE_NEWUSER = 0x08000000, 0x10000000
_CLONE_NEWPID, _CLONE_NEWNET = 0x20000000, 0x40000000
_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 36, 38
_CAPABILITIES_V3 = 0x20080522
# How long a child that was told to end may take, in milliseconds.
_PARTING = 200

# Landlock has the same system call numbers on every architecture that Python runs on.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_RULE_PATH_BENEATH = 1
_WRITE_FILE, _TRUNCATE = 1 << 1, 1 << 14
# Rights by the version of Landlock that brought them: execute, write, remove and make; refer;
# truncate. Reading is left free.
_RIGHTS = ((1, 0x1FF3), (2, 1 << 13), (3, _TRUNCATE))
_EXECUTE, _MAKE_DEVICES = 1 << 0, 1 << 6 | 1 << 11


def enter_namespaces(line: int) -> tuple[str, ...]:
    """Go where there is no network and no process of others. Returns what was got.

        To be called once, before any thread is started. The caller goes on in a child, and when the
    XX"""
    if not sys.platform.startswith("linux"):
        return ()
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    user, group = os.getuid(), os.getgid()
    flags = _CLONE_NEWUSER | _CLONE_NEWNET | _CLONE_NEWIPC | _CLONE_NEWPID
    if libc.unshare(flags) != 0:
        return ()
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{user} {user} 1")
    _write("/proc/self/gid_map", f"{group} {group} 1")
    if child := os.fork():
        _wait_for(child, line)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    return NETWORK, PROCESSES


def _write(path: str, text: str) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY)
        os.write(descriptor, text.encode())
        os.close(descriptor)
    except OSError:
        # Unmapped users have a strange number, and the rights they had.
        return


def _wait_for(child: int, line: int) -> None:
    # The other pipes belong to the child: the parent must see them close when the child ends.
    os.closerange(0, line)
    os.closerange(line + 1, os.sysconf("SC_OPEN_MAX"))
    process = os.pidfd_open(child)
    poller = select.poll()
    poller.register(process, select.POLLIN)
    poller.register(line, 0)
    if all(descriptor == line for descriptor, _ in poller.poll()):
        poller.unregister(line)
        if not poller.poll(_PARTING):
            os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    os._exit(code if code >= 0 else 128 - code)


def wall_off(scratch: str) -> tuple[str, ...]:
    """Give up writing outside ``scratch``, starting programs, and every capability."""
    if not sys.platform.startswith("linux"):
        return ()
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    walled = _landlock(libc, scratch)
    head = (ctypes.c_uint32 * 2)(_CAPABILITIES_V3, 0)
    libc.capset(head, (ctypes.c_uint32 * 6)())
    return (FILES,) if walled else ()


def _landlock(libc: Any, scratch: str) -> bool:
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return False
    rights = sum(right for since, right in _RIGHTS if since <= version)
    # Files; from version 4 connecting and listening by TCP; from 6 abstract sockets and signals.
    handled = (ctypes.c_uint64 * 3)(
        rights, 0b11 if version >= 4 else 0, 0b11 if version >= 6 else 0
    )
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = libc.syscall(_CREATE_RULESET, handled, ctypes.c_size_t(size), 0)
    if ruleset < 0:
        return False
    _allow(libc, ruleset, scratch, rights & ~(_EXECUTE | _MAKE_DEVICES))
    _allow(libc, ruleset, os.devnull, rights & (_WRITE_FILE | _TRUNCATE))
    restricted: bool = libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return restricted


def _allow(libc: Any, ruleset: int, path: str, rights: int) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    # struct landlock_path_beneath_attr is packed: 8 bytes of rights, 4 of file descriptor.
    rule = ctypes.create_string_buffer(
        rights.to_bytes(8, sys.byteorder) + descriptor.to_bytes(4, sys.byteorder), 12
    )
    libc.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0)
    os.close(descriptor)


def counts_threads(means: tuple[str, ...]) -> bool:
    """Whether a limit on processes counts those of this sandbox only, not all of the user."""
    release = tuple(int(part) for part in os.uname().release.split(".")[:2] if part.isdigit())
    return PROCESSES in means and os.getuid() != 0 and release >= (5, 14)


def children() -> list[int]:
    """The processes that this one is the parent of, by the numbers they have here."""
    found = []
    outside = str(Path("/proc/self").readlink())
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            lines = entry.joinpath("status").read_text().splitlines()
        except OSError:
            continue
        fields = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
        if fields.get("PPid") == outside:
            found.append(int(fields.get("NSpid", entry.name).split()[-1]))
    return found
