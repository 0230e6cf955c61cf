"""Keeps the parts of a node running: whatever ends unasked is started again, after a pause that grows."""

import json
import time
from collections.abc import Sequence
from threading import Event
from typing import Protocol

from baigong.core.refusal import Refusal
from baigong.ground.node.logs import LogFile
from baigong.ground.node.server import Server

LOOKS_EVERY = 0.5
SHORTEST, LONGEST = 0.5, 30.0
SETTLED = 60.0  # seconds after which a part has proved itself, and its next end is its first


class Part(Protocol):
    name: str

    def is_alive(self) -> bool: ...

    def start(self) -> None: ...

    def stop(self) -> None: ...


class Database:
    """The embedded server as a part; whoever made it run stops it."""

    name = "database"

    def __init__(self, server: Server) -> None:
        self.server = server

    def is_alive(self) -> bool:
        return self.server.is_running()

    def start(self) -> None:
        self.server.start()

    def stop(self) -> None:
        """Nothing: `running` stops it, last of all and only when nobody else uses it."""


class _Tended:
    def __init__(self, part: Part) -> None:
        self.part = part
        self.pause = SHORTEST
        self.started = time.monotonic()
        self.due: float | None = None
        self.is_wanted = False


class Tending:
    """Parts in the order of their start; they are stopped in the reverse order."""

    def __init__(self, parts: Sequence[Part], log: LogFile) -> None:
        self.parts, self.log = [_Tended(part) for part in parts], log

    def start(self, *names: str) -> None:
        """From now on these are kept running."""
        for one in self.parts:
            if one.part.name in names and not one.is_wanted:
                one.is_wanted = True
                if not one.part.is_alive():
                    self._start(one)

    def watch(self, ending: Event) -> None:
        """Until `ending` is set."""
        while not ending.wait(LOOKS_EVERY):
            self.look()

    def look(self) -> None:
        for one in self.parts:
            if one.is_wanted:
                self._look(one)

    def stop(self) -> None:
        for one in reversed(self.parts):
            self._say(one, "is being stopped")
            one.part.stop()

    def _look(self, one: _Tended) -> None:
        now = time.monotonic()
        if one.due is not None:
            if now >= one.due:
                self._start(one)
        elif not one.part.is_alive():
            one.pause = SHORTEST if now - one.started > SETTLED else min(one.pause * 2, LONGEST)
            one.due = now + one.pause
            self._say(one, f"ended unasked; it is started again in {one.pause:g} seconds")

    def _start(self, one: _Tended) -> None:
        one.started, one.due = time.monotonic(), None
        try:
            one.part.start()
        except (Refusal, OSError):
            self._say(one, "did not start")
        else:
            self._say(one, "started")

    def _say(self, one: _Tended, what: str) -> None:
        self.log.write("serve", json.dumps({"event": f"The {one.part.name} {what}.", "part": one.part.name}))
