"""The process that answers the web: `python -m baigong.faces.webserver`."""

import os

from django.conf import settings
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from baigong.ground.node.children import end_with_parent

# Paths without what was asked for: a query may hold a name or a number.
ACCESS = '{"event": "request", "method": "%(method)s", "status": %(status)d, "ms": %(dt_ms).1f, "path": "%(path)s"}'
THREADS = 4  # of each process; the pool has a connection for every one
GRACE = 8  # seconds that requests under way have to end


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baigong.settings")
    end_with_parent()
    node = settings.NODE
    Server(
        "baigong.wsgi:application",
        address=node.host,
        port=node.port,
        interface=Interfaces.WSGI,
        workers=node.workers,
        blocking_threads=THREADS,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
        log_level=LogLevels.warning,
        log_access=True,
        log_access_format=ACCESS,
    ).serve()


if __name__ == "__main__":
    main()
