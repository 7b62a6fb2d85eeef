"""List what hostile modules do; braces stand for a file that must survive and its folder."""

import signal

ENDLESS = {
    "busy": "while True: pass",
    "asleep": "import time\ntime.sleep(60)",
    "deaf": """import signal
for number in (signal.SIGTERM, signal.SIGXCPU, signal.SIGINT, signal.SIGHUP, signal.SIGALRM):
    signal.signal(number, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))
while True: pass""",
    "stubborn": """while True:
    try:
        while True: pass
    except BaseException: pass""",
    "quiet": "import os\nos.closerange(0, 1 << 15)\nwhile True: pass",
    "swallowing": """import os
while True:
    try: os.remove('/nothing')
    except OSError: pass""",
}

REFUSED = {
    "os.remove": "os.remove({canary!r})",
    "os.rename": "os.rename({canary!r}, 'mine')",
    "os.link": "os.link({canary!r}, 'mine')",
    "os.symlink": "os.symlink({folder!r}, 'mine')",
    "os.truncate": "os.truncate({canary!r}, 0)",
    "os.chmod": "os.chmod({canary!r}, 0)",
    "os.utime": "os.utime({canary!r}, (1, 1))",
    "os.mkdir": "os.mkdir({folder!r} + '/new')",
    "open": "open({canary!r}, 'w')",
    "open ": "open({folder!r} + '/new', 'x')",
    "open  ": "open('../../../canary', 'a')",
    "open   ": "os.chdir({folder!r})\nopen('canary', 'w')",
    "open    ": "os.open({canary!r}, os.O_RDWR)",
    "open     ": "pathlib.Path({canary!r}).write_bytes(b'')",
    "os.remove ": "shutil.rmtree({folder!r})",
    "os.remove  ": "os.remove('canary', dir_fd=os.open({folder!r}, os.O_RDONLY))",
    "os.chmod ": "os.fchmod(os.open({canary!r}, os.O_RDONLY), 0)",
    "sqlite3.connect": "import sqlite3\nsqlite3.connect({folder!r} + '/new')",
    "os.system": "os.system('rm ' + {canary!r})",
    "subprocess.Popen": "subprocess.run(['rm', {canary!r}])",
    "os.posix_spawn": "os.posix_spawn('/bin/rm', ['rm', {canary!r}], {{}})",
    "os.exec": "os.execv('/bin/rm', ['rm', {canary!r}])",
    "os.fork": "os.fork()",
    "os.fork ": "import multiprocessing\nmultiprocessing.get_context('fork').Process().start()",
    "subprocess.Popen ": """import multiprocessing.util as m
m.spawnv_passfds(b'/bin/true', [b'true'], [])""",
    "socket.getaddrinfo  ": "socket.create_connection(('127.0.0.1', 9))",
    "socket.__new__ ": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('::1', 9))",
    "socket.getaddrinfo": "socket.getaddrinfo('localhost', 9)",
    "socket.connect": "socket.socket(socket.AF_UNIX).connect('/run/x')",
    "socket.getaddrinfo ": """import urllib.request
urllib.request.urlopen('http://localhost:9')""",
    "os.kill": "os.kill(os.getppid() or 1, 9)",
    "os.killpg": "os.killpg(0, 9)",
    "resource.setrlimit": "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (99, 99))",
    "ctypes.dlopen": "import ctypes\nctypes.CDLL(None).unlink({canary!r}.encode())",
    "ctypes.dlsym": "import ctypes\nctypes.pythonapi.unlink({canary!r}.encode())",
    "ctypes.string_at": "import ctypes\nctypes.string_at(0)",
}

IMPORTS = "import os, pathlib, shutil, socket, subprocess\n"

DYING = {
    "exit": ("import sys\nsys.exit(3)", 3),
    "_exit": ("import os\nos._exit(0)", 0),
    "abort": ("import os\nos.abort()", -signal.SIGABRT),
    "crash": ("import faulthandler\nfaulthandler._read_null()", -signal.SIGSEGV),
    "suicide": ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", -signal.SIGKILL),
    "raise": ("raise KeyboardInterrupt", None),
    "recursion": ("def deeper(): return deeper()\nreturn deeper()", None),
    "no bytes": ("raise type('Evil', (Exception,), {'__str__': lambda self: 1})()", None),
}

TRICKS = {
    "threads": """import threading, time
for _ in range(3): threading.Thread(target=time.sleep, args=(60,)).start()
return 1""",
    "low files": """import os
for number in range(21):
    try: os.close(number)
    except OSError: pass
return 1""",
    "somewhere else": "import os\nos.chdir('/')\nreturn 1",
    "builtins": """import builtins, os
for name in ('len', 'isinstance', 'type', 'open', 'print', 'memoryview', 'tuple', 'getattr'):
    setattr(builtins, name, None)
os._exit = os.write = os.read = None
return 1""",
    "exit handlers": "import atexit, time\natexit.register(time.sleep, 60)\nreturn 1",
    "collector": """import gc
class Late:
    def __del__(self):
        while True: pass
gc.disable(); gc.set_threshold(1)
globals()['kept'] = Late()
return 1""",
    "locked folders": """import os
os.mkdir('d'); open('d/x', 'w').close(); os.chmod('d', 0); os.chmod('.', 0)
return 1""",
    "streams": "import sys\nsys.stdout = sys.stderr = sys.stdin = None\nreturn 1",
}

TAMPERING = {
    "names": """import builtins, os, posix, sys
from codemods.verify import tripwire, restraint
tripwire._watch = tripwire._inside = tripwire._refuse = lambda *a, **k: True
tripwire._NEVER = frozenset()
tripwire._refused.clear()
home = os.environ['HOME'] + '/x'
os.path.realpath = os.getcwd = os.fspath = posix.getcwd = posix.fspath = lambda *a: home
builtins.type = builtins.str = builtins.tuple = builtins.int = lambda *a: None
builtins.isinstance = builtins.len = lambda *a: False
os.remove({canary!r})""",
    "functions": """import gc, os, types
gc.unfreeze()
names = '_watch', '_inside', '_is_harmless', '_refuse', '_named_on_linux'
yes = lambda *a, **k: True
found = [f for f in gc.get_objects() if type(f) is types.FunctionType and f.__name__ in names]
assert len(found) >= 2 * len(names), found
for f in found:
    if f.__globals__.get('__name__') is None:
        for name in ('__code__', '__defaults__', '__kwdefaults__'):
            try: setattr(f, name, getattr(yes, name))
            except PermissionError: pass
        try: del f.__defaults__
        except PermissionError: pass
        f.__globals__['__builtins__'].clear()
os.remove({canary!r})""",
    "tracing": """import os, sys
def trace(frame, event, argument):
    if '_watch' in frame.f_code.co_name: frame.f_lineno = None
    return trace
sys.settrace(trace)
os.remove({canary!r})""",
    "a path that changes": """import os
class Path:
    times = 0
    def __fspath__(self):
        self.times += 1
        return 'mine' if self.times == 1 else {canary!r}
try: os.remove(Path())
finally: os.remove({canary!r})""",
    "a string that lies": """import os
class Text(str):
    def startswith(self, *_): return True
    def removeprefix(self, *_): return ''
os.remove(Text({canary!r}))""",
}

PREPARED = {
    "endless": ("while True: pass", "it takes more than"),
    "deletes": ("import os\nos.remove({canary!r})", "refuses: os.remove"),
    "deletes quietly": (
        "import os\ntry: os.remove({canary!r})\nexcept OSError: pass",
        "refuses: os.remove",
    ),
    "starts": ("import subprocess\nsubprocess.run(['rm', {canary!r}])", "refuses: subprocess"),
    "exits": ("import sys\nsys.exit()", "sys.exit"),
    "_exits": ("import os\nos._exit(4)", "exit status 4"),
    "crashes": ("import faulthandler\nfaulthandler._read_null()", "signal 11"),
    "raises": ("1 / 0", "ZeroDivisionError: division by zero"),
    "hoards": ("bytearray(10 << 30)", "memory"),
    "prints": ("while True: print('x' * 1000)", "printed more"),
    "replaces": ("import builtins\nbuiltins.len = builtins.isinstance = None", "isinstance, len"),
    "threads": (
        "import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()",
        "threads",
    ),
    "closes": ("import os\nos.closerange(0, 1 << 15)", "stopped answering|exit status"),
    "no syntax": ("def", "SyntaxError"),
}

INTERRUPTED = """
import sys, tempfile
tempfile.tempdir = sys.argv[1]
from codemods.verify.isolation.sandbox import in_sandboxes
from codemods.verify.isolation.zygote import File
text = b"import time\\ndef slow():\\n    time.sleep(60)\\ndef fine(): return 1\\n"
files = [File("played:prepare", text, (b"fine", b"slow"))] * 2
for reply in in_sandboxes(files, jobs=2):
    print(reply, flush=True)
"""
