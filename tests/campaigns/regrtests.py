"""Find and run CPython's own regression tests for modules of its library."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fnmatch import filter as matching
from pathlib import Path

from library import Copy
from outcomes import Outcomes, from_junit
from processes import run

# A module `x`, `_x` or `_pyx` is tested by `test_x`; these are tested elsewhere, or there as well.
ALSO_TESTED_BY = {
    "__future__": ["test_future*"],
    "_collections_abc": ["test_collections"],
    "_compat_pickle": ["test_pickle"],
    "_compression": ["test_bz2", "test_gzip", "test_lzma"],
    "_markupbase": ["test_htmlparser"],
    "_opcode_metadata": ["test_dis"],
    "_py_abc": ["test_abc"],
    "_py_warnings": ["test_warnings"],
    "_pylong": ["test_int"],
    "_sitebuiltins": ["test_site"],
    "_strptime": ["test_time"],
    "_weakrefset": ["test_weakset"],
    "ast": ["test_unparse"],
    "bdb": ["test_pdb"],
    "cProfile": ["test_cprofile"],
    "code": ["test_code_module"],
    "collections": ["test_ordered_dict", "test_user*"],
    "concurrent": ["test_concurrent_futures"],
    "contextlib": ["test_contextlib_async"],
    "contextvars": ["test_context"],
    "dbm": ["test_dbm_*"],
    "doctest": ["test_doctest2"],
    "encodings": ["test_codec*", "test_charmapcodec", "test_multibytecodec"],
    "html": ["test_htmlparser"],
    "http": ["test_http*"],
    "idlelib": ["test_idle"],
    "importlib": ["test_import", "test_pkgutil"],
    "io": ["test_fileio", "test_memoryio"],
    "multiprocessing": ["test_multiprocessing_*"],
    "nturl2path": ["test_urllib"],
    "numbers": ["test_abstract_numbers"],
    "opcode": ["test__opcode", "test_dis"],
    "os": ["test_popen", "test_posix"],
    "pickle": ["test_pickletools"],
    "sre_compile": ["test_re"],
    "sre_constants": ["test_re"],
    "sre_parse": ["test_re"],
    "threading": ["test_threading_local"],
    "tkinter": ["test_tcl", "test_tk", "test_ttk*"],
    "token": ["test_tokenize"],
    "tokenize": ["test_tabnanny"],
    "urllib": ["test_robotparser", "test_urllib*", "test_urlparse"],
    "warnings": ["test_warnings"],
    "weakref": ["test_weakset"],
    "xml": ["test_minidom", "test_pulldom", "test_sax", "test_xml_*"],
    "xmlrpc": ["test_docxmlrpc"],
}
# Interpreters start with frozen copies of the modules they need first, not with rewritten ones.
USE_FILES = ("-X", "frozen_modules=off")
SECONDS_PER_TEST_FILE = 300
# These wait for a network until the time is up, rewritten or not.
NEED_A_NETWORK = {"test_socket"}


def test_modules(library: Path) -> list[str]:
    """All test modules and packages that came with a library."""
    return sorted({path.stem for path in (library / "test").glob("test_*") if is_module(path)})


def is_module(path: Path) -> bool:
    return path.suffix == ".py" or (path / "__init__.py").exists()


def tests_of(module: str, available: Collection[str]) -> list[str]:
    """The test modules of one library module; none where we know of none."""
    bare = module.lstrip("_")
    patterns = [f"test_{name}" for name in (module, bare, bare.removeprefix("py"))]
    patterns += ALSO_TESTED_BY.get(module, [])
    found = {name for pattern in patterns for name in matching(available, pattern)}
    return sorted(found - NEED_A_NETWORK)


def run_tests(
    copy: Copy, tests: Iterable[str], report: Path, *, jobs: int, timeout: float
) -> Outcomes | None:
    """Run test modules under the copied interpreter; nothing where the run itself broke."""
    report.unlink(missing_ok=True)
    scratch = report.with_suffix("")
    scratch.mkdir(parents=True, exist_ok=True)
    runner = [str(copy.binary), *USE_FILES, "-m", "test", f"-j{jobs}", "--junit-xml", str(report)]
    limits = ["--timeout", str(SECONDS_PER_TEST_FILE), "--tempdir", str(scratch)]
    command = [*runner, *limits, *tests]
    finished = run(command, cwd=scratch, env=copy.environment(), timeout=timeout)
    report.with_suffix(".log").write_text(finished.text, "utf-8")
    return from_junit(report) if finished.code is not None and report.exists() else None
