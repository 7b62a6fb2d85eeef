"""Files that are no good Python, or hardly: what may lie about in an old repository."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

GOOD = """\
def first(rows):
    if rows:
        for row in rows:
            if row.good:
                return row
    return None
"""
PYTHON_2 = [
    "print 'two'",
    "exec 'a = 1' in {}",
    "raise ValueError, 'no'",
    "try:\n    pass\nexcept E, e:\n    pass",
    "a = `1`",
    "if 1 <> 2: pass",
    "a = 0777",
    "a = 10L",
    "def f((a, b)): pass",
    "a = ur'b'",
]
# Python to its grammar, if not to its compiler: a snippet or a half-done file may look like this.
PARSED = [
    "print >>f, 1\n",
    "from __future__ import braces\n",
    "return 1\n",
    "yield\n",
    "break\n",
    "async def f(): yield from a\n",
    "def f(a, a): pass\n",
    "def f():\n    global a\n    a = 1\n    nonlocal b\n",
]
BROKEN = [
    "def f(:\n",
    "def f():\n",
    "a = (1,\n",
    'a = """no end\n',
    "a = 'no end\n",
    "if True:\n  a\n b\n",
    "if True:\n\ta\n        b\n",
    "a = 1 +\n",
    "a = $1\n",
    "a = b?\n",
    "a b\n",
    "1 = a\n",
    "f() = 1\n",
    "class A(:\n    pass\n",
    "lambda: (yield\n",
    "await x y\n",
    "from . import (\n",
    "import a as\n",
    "a = [1, 2\nb = 3\n",
    "f'{a'\n",
    "f'{}'\n",
    "match a:\n    case\n",
    "try:\n    pass\n",
    "with a as 1: pass\n",
    "del f()\n",
    "a := 1\n",
    "*a\n* = b\n",
    "\\\n\\x\n",
    "a = '\\N{no such thing}'\n",
    "a = '\\x1'\n",
    "b = b'\u00e9'\n",
    "\u20ac = 1\n",
    "a = 1\u00a0+ 2\n",
    "def f():\n    x = 1\n  y = 2\n",
    "else:\n    pass\n",
    "a = 1__0\n",
    "a = 0x\n",
    "a = 1e\n",
    "(a for b in c for)\n",
    "<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> other\n",
    GOOD + "<<<<<<< HEAD\n" + GOOD + "=======\n>>>>>>> other\n",
    "{% if a %}\nimport {{ b }}\n{% endif %}\n",
    "<%def name='f()'>\n</%def>\n",
    "class {{cookiecutter.name}}:\n    pass\n",
    "#!/bin/sh\necho $1 | grep a\n",
    "<html></html>\n",
    '<?php echo "a"; ?>\n',
    "\x0c\x0b\x1a\n",
    "a = 1\x1a\n",
    "\ufeff\ufeffa = 1\n",
    GOOD[: len(GOOD) // 2 - 3],
    GOOD + "def f(",
]
COOKIES = ["latin-1", "utf-8", "cp1252", "koi8-r", "shift_jis", "gbk", "euc-jp", "cp437", "ascii"]


def refused() -> Iterator[tuple[str, bytes]]:
    """Files that can't be processed, by name."""
    for number, text in enumerate(PYTHON_2):
        yield f"two{number}", (GOOD + text + "\n").encode()
    for number, text in enumerate(BROKEN):
        yield f"broken{number}", text.encode()
    for codec in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        yield codec, GOOD.encode(codec)
    good = GOOD.encode()
    yield "nul", good + b"\0"
    yield "only-nul", b"\0" * 1000
    yield "elf", b"\x7fELF\x02\x01\x01\0" + bytes(range(256)) * 20
    yield "gzip", b"\x1f\x8b\x08\xff" + bytes(range(1, 256)) * 20
    yield "latin", b"# \xe9\n" + good
    yield "latin-late", good + b"# \xe9\n"
    yield "cut-utf-8", good + "# \u20ac".encode()[:-1]
    yield "surrogate", good + b"# \xed\xa0\x80\n"
    yield "overlong", good + b"# \xc0\xaf\n"
    yield "bom-and-cookie", codecs.BOM_UTF8 + b"# coding: latin-1\n" + good
    for cookie in ("klingon", "rot13", "base64", "hex", "undefined", "idna", "zlib", "mbcs-", "."):
        yield f"cookie-{cookie}", f"# coding: {cookie}\n".encode() + good
    yield "cookie-ascii-wrong", b"# coding: ascii\n# \xe9\n" + good
    yield "cookie-sjis-wrong", b"# coding: shift_jis\n# \x81\n" + good
    yield "tabs-and-blanks", good.replace(b"        ", b"\t")
    yield "parentheses", b"a = " + b"(" * 5000 + b")" * 5000 + b"\n"
    yield "brackets", b"a = " + b"[" * 100_000 + b"\n"
    indented = "".join(" " * depth + "if a:\n" for depth in range(150))
    yield "indented", (indented + " " * 150 + "pass\n").encode()
    yield "not", b"a = " + b"not " * 50_000 + b"a\n"
    yield "minus", b"a = " + b"-" * 100_000 + b"1\n"
    yield "attributes", b"a = a" + b".b" * 100_000 + b"\n"
    yield "lambda", b"a = " + b"lambda: " * 20_000 + b"1\n"
    yield "number", b"a = " + b"9" * 5000 + b"\n"


def processed() -> Iterator[tuple[str, bytes]]:
    """Files that are odd, and yet Python, by name."""
    good = GOOD.encode()
    yield "empty", b""
    for number, text in enumerate(PARSED):
        yield f"parsed{number}", text.encode()
    yield "blank", b"\n"
    yield "blanks", b" \t \x0c\n\n"
    yield "only-bom", codecs.BOM_UTF8
    yield "bom", codecs.BOM_UTF8 + good
    yield "crlf", good.replace(b"\n", b"\r\n")
    yield "cr", good.replace(b"\n", b"\r")
    yield "mixed", good.replace(b"\n", b"\r\n", 2)
    yield "no-end", good.rstrip()
    yield "backslash-end", good + b"a = \\\n1"
    yield "comment-end", good + b"# end"
    yield "form-feed", b"\x0c" + good + b"\x0c\n" + good
    yield "tabs", good.replace(b"    ", b"\t")
    yield "unicode", "caf\u00e9 = '\u20ac \U0001f600 \u202e'\n".encode() + good
    yield "separators", "a = '\u2028 \x85 \x1c'\n".encode() + good
    for cookie in COOKIES:
        yield f"in-{cookie}", f"# coding: {cookie}\n".encode() + good
    yield "in-koi", "# coding: koi8-r\n# \u0434\u0430\n".encode("koi8-r") + good
    yield "in-gbk", "# coding: gbk\n# \u4e2d\u6587\n".encode("gbk") + good
    yield "vim", b"#!/usr/bin/env python\n# vim: set fileencoding=latin-1 :\n# \xe9\n" + good
    yield "long-line", b"a = '" + b"x" * 10_000_000 + b"'\n" + good
    yield "long-list", b"a = [" + b"1, " * 300_000 + b"]\n" + good
    functions = "".join(f"def f{number}(a):\n    return a\n\n\n" for number in range(50_000))
    yield "many-functions", functions.encode() + good
    yield "many-names", "".join(f"a{number} = 1\n" for number in range(50_000)).encode()
    yield "indented-90", _ifs(90)
    yield "elifs", ("if a:\n    b\n" + "elif a:\n    b\n" * 900).encode() + good
    yield "sum-in-site", GOOD.replace("row.good", " + ".join(["row"] * 2000)).encode()
    yield "calls-in-site", GOOD.replace("row.good", "row" + ".a()" * 400).encode()
    yield "text-in-site", GOOD.replace("row.good", "row == '" + "x" * 1_000_000 + "'").encode()
    yield "strange-names", "def \u00aa\u00ba(\ufb01):\n    return \ufb01\n".encode() + good


def _ifs(depth: int) -> bytes:
    lines = [" " * level + f"if a{level}:" for level in range(1, depth)]
    return "\n".join(["def f():", *lines, " " * depth + "return 1", ""]).encode()
