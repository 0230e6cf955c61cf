"""Appends and publishes, and is killed after so many calls that change the disk for good."""

import os
import signal
import sys
from pathlib import Path

from ground.log.small import Log, some

left = [int(sys.argv[2])]
rename, fsync = os.rename, os.fsync


def counted(call):
    def called(*given):
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return call(*given)

    return called


os.rename, os.fsync = counted(rename), counted(fsync)
log = Log(Path(sys.argv[1]))
log.append(some(600, first=100))
log.publish()
