"""Takes from this process what a parser has no need of, then becomes the parser.

It is run as a file with `python -I -S`, so that nothing heavy is loaded before the limits hold, and outlives no parent.
"""

import ctypes
import json
import os
import resource
import signal
import sys

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
LIMITS = {
    "memory": resource.RLIMIT_AS,
    "seconds": resource.RLIMIT_CPU,
    "file": resource.RLIMIT_FSIZE,
    "files": resource.RLIMIT_NOFILE,
}


def confine(limits: dict[str, int]) -> None:
    for name, limit in limits.items():
        resource.setrlimit(LIMITS[name], (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)
    if sys.platform == "linux":
        library = ctypes.CDLL(None, use_errno=True)
        library.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        library.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        # Without the right to it, a network of its own comes with a user of its own; where both are forbidden, the
        # parser has no descriptor and no address to reach anything by.
        if library.unshare(CLONE_NEWNET):
            library.unshare(CLONE_NEWUSER | CLONE_NEWNET)


if __name__ == "__main__":
    confine(json.loads(sys.argv[1]))
    os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
