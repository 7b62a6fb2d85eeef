"""Read files as bytes, write them whole or not at all."""

import codecs
import contextlib
import hashlib
import io
import os
import stat
import tokenize
from dataclasses import dataclass
from pathlib import Path

_DRAFT = ".codemods-"


class Unreadable(Exception):
    """Raised where a file can't be read as Python text. Its text says what to do."""

    def __init__(self, what: str, line: int = 1) -> None:
        super().__init__(what)
        self.line = line


class Unwritten(Exception):
    """Raised where a file was left as it was instead of being written. Its text says why."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as read: its bytes, their text, and how the text was encoded."""

    path: Path
    data: bytes
    text: str
    encoding: str


def shown(path: Path) -> Path:
    """The path as a reader expects it: relative to where the command was given, if below."""
    if not path.is_absolute():
        return path
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def read(path: Path) -> File:
    """Read ``path``. Raises ``Unreadable``. Waits for nothing: pipes and devices are not opened."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            folder = path.is_dir()
            what = "can't be listed; check its mode" if folder else "not a regular file; left alone"
            raise Unreadable(what)
        data = path.read_bytes()
    except FileNotFoundError:
        what = "the link leads nowhere" if path.is_symlink() else "the file is gone"
        raise Unreadable(f"{what}; nothing to do") from None
    except PermissionError:
        raise Unreadable("no permission to read it; check its mode") from None
    except OSError as error:
        raise Unreadable(f"can't be read: {error.strerror or error}") from error
    return decode(path, data)


def decode(path: Path, data: bytes) -> File:
    """Decode ``data`` as Python would. Raises ``Unreadable``."""
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise Unreadable("holds NUL bytes; not Python text", line)
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    except SyntaxError as error:
        raise Unreadable(f"{error.msg}; correct the encoding cookie or the bytes") from None
    bom = data.startswith(codecs.BOM_UTF8)
    try:
        text = data[len(codecs.BOM_UTF8) if bom else 0 :].decode(_plain(encoding))
        file = File(path, data, text, encoding)
        unchanged = encode(file, text) == data
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(
            f"not {encoding} text; correct the encoding cookie or the bytes", line
        ) from None
    except LookupError:
        raise Unreadable(f"unknown encoding {encoding}; correct the encoding cookie") from None
    except UnicodeError as error:  # some codecs raise it themselves
        raise Unreadable(f"can't be read as {encoding}: {error}; correct the cookie") from None
    if not unchanged:
        raise Unreadable(f"its {encoding} text does not encode back to the same bytes")
    return file


def _plain(encoding: str) -> str:
    return "utf-8" if encoding == "utf-8-sig" else encoding


def encode(file: File, text: str) -> bytes:
    """``text`` as bytes, in the encoding of ``file`` and with its byte order mark."""
    bom = codecs.BOM_UTF8 if file.data.startswith(codecs.BOM_UTF8) else b""
    return bom + text.encode(_plain(file.encoding))


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Replace the content of a file in one step, keeping its mode and owner.

    Raises ``Unwritten`` where the file does not hold ``before`` any more, or can't be written.
    """
    target = Path(os.path.realpath(path))  # a link stays a link: its target is replaced
    try:
        if peek(target) != before:
            raise Unwritten("changed since it was read; run again")
        _replace(target, after)
    except OSError as error:
        raise Unwritten(f"can't be written: {error.strerror or error}") from error


def create(path: Path, data: bytes) -> None:
    """Make a file in one step. Raises ``Unwritten`` where one is there, or none can be made."""
    if os.path.lexists(path):
        raise Unwritten("another file is there now; run again")
    try:
        _write(path, data, None)
    except OSError as error:
        raise Unwritten(f"can't be made: {error.strerror or error}") from error


def remove(path: Path, data: bytes) -> None:
    """Remove a file that holds ``data``. Raises ``Unwritten`` where it does not, or can't be."""
    if peek(path) != data:
        raise Unwritten("changed since it was made; left alone")
    try:
        path.unlink()
    except OSError as error:
        raise Unwritten(f"can't be removed: {error.strerror or error}") from error


def sweep(folder: Path) -> None:
    """Remove the drafts that a process left behind when it died while it replaced a file."""
    for draft in folder.glob(f"{_DRAFT}*.tmp"):
        draft.unlink(missing_ok=True)


def _replace(target: Path, data: bytes) -> None:
    if not os.access(target, os.W_OK):
        raise PermissionError(None, "the file is read-only")
    _write(target, data, target)


def _write(target: Path, data: bytes, model: Path | None) -> None:
    """Write a file in one step, with the mode and owner of ``model``, or those of a new one."""
    # Imported here: most runs write nothing.
    import shutil
    import tempfile

    descriptor, name = tempfile.mkstemp(prefix=_DRAFT, suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if model is None:
            os.umask(mask := os.umask(0))
            Path(name).chmod(0o666 & ~mask)
        else:
            _copy_owner(model, name)
            shutil.copymode(model, name)  # after the owner: giving a file away clears its s-bits
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _copy_owner(target: Path, name: str) -> None:
    if hasattr(os, "chown"):
        status = target.stat()
        for owner in ((-1, status.st_gid), (status.st_uid, -1)):
            with contextlib.suppress(PermissionError):  # only root may give files away
                os.chown(name, *owner)


def digest(data: bytes) -> str:
    """A short text that stands for these bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def peek(path: Path) -> bytes:
    """The bytes of ``path``, or none where ``read`` would refuse it."""
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError:
        return b""
