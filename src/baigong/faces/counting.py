"""Counts that somebody waits for: one at a time in each web process, and no request waits longer than it may.

A count cannot be broken off half-way, so it goes on when nobody waits any more; whoever asks the same again within
five minutes gets what it found.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any, TypeVar

from django.db import connections

from baigong.core.refusal import Refusal
from baigong.core.text import msgid

R = TypeVar("R")
AGAIN = 10  # seconds until asking again is worth while


class StillCounting(Refusal):
    code = "progress.still_counting"
    sentence = msgid(
        "This is being counted and takes longer than a request may wait; ask the same again in %(seconds)s seconds, "
        "and you get what was found."
    )


class ManyCounting(Refusal):
    code = "progress.many_counting"
    sentence = msgid("The node is counting for others; ask again in %(seconds)s seconds.")


@dataclass
class Count:
    """One count, for everybody who asked the same; its own thread writes it, and says so by `ended`."""

    ended: Event = field(default_factory=Event)
    ended_at: float = 0.0
    found: Any = None
    failure: Exception | None = None


@dataclass
class Counts:
    """Those under way or not fetched yet, by what was asked. Times are in seconds."""

    patience: float = 20.0
    kept_for: float = 300.0
    most: int = 8
    asked: dict[Hashable, Count] = field(default_factory=dict)
    guard: Lock = field(default_factory=Lock)
    turn: Lock = field(default_factory=Lock)

    def waited_for(self, key: Hashable, work: Callable[[], R]) -> R:
        """What the work finds; refused where it takes longer than patience lasts, or too many wait already."""
        with self.guard:
            self._forget()
            count = self.asked.get(key) or self._begin(key, work)
        if not count.ended.wait(self.patience):
            raise StillCounting(seconds=AGAIN)
        with self.guard:
            self.asked.pop(key, None)
        if count.failure:
            raise count.failure
        found: R = count.found
        return found

    def _forget(self) -> None:
        oldest = monotonic() - self.kept_for
        for key in [key for key, count in self.asked.items() if count.ended.is_set() and count.ended_at < oldest]:
            del self.asked[key]

    def _begin(self, key: Hashable, work: Callable[[], Any]) -> Count:
        if sum(not count.ended.is_set() for count in self.asked.values()) >= self.most:
            raise ManyCounting(seconds=AGAIN)
        count = self.asked[key] = Count()
        # The program may end without waiting for it: a count writes nothing that a killed one could leave half done.
        Thread(target=self._run, args=(count, work), name="count", daemon=True).start()
        return count

    def _run(self, count: Count, work: Callable[[], Any]) -> None:
        try:
            with self.turn:
                count.found = work()
        except Exception as failure:
            count.failure = failure
        finally:
            connections.close_all()
            count.ended_at = monotonic()
            count.ended.set()


COUNTS = Counts()
