"""Become another program, on as many cores as the first argument says."""

import os
import sys

if hasattr(os, "sched_setaffinity"):
    cores = sorted(os.sched_getaffinity(0))[: int(sys.argv[1])]
    os.sched_setaffinity(0, cores)
os.execvp(sys.argv[2], sys.argv[2:])
