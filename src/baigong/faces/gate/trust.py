"""By what a node judges what it is shown: its own trust pack, opened once, and anew when a new one is out."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock

from baigong.apps.exchange.trusting import pack_file
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.verifying.trust import Trust
from baigong.ground.trust.browser import browser_trust
from baigong.ground.trust.opening import Pack, opened_pack, trust_of


class NoPackYet(Refusal):
    code = "gate.no_pack"
    sentence = msgid(
        "This node has no trust pack yet, so it cannot judge signatures; it is made as soon as the public log has its "
        "first entry."
    )


@dataclass(frozen=True)
class OwnTrust:
    """The pack that is out, for the node itself and, as one JSON, for browsers."""

    pack: Pack

    @cached_property
    def trust(self) -> Trust:
        return trust_of(self.pack)

    @cached_property
    def browser(self) -> bytes:
        return json.dumps(browser_trust(self.pack), ensure_ascii=False, separators=(",", ":")).encode()


class Kept:
    """The last file that was opened; another file is another pack."""

    def __init__(self, opened: Callable[[Path], Pack] = opened_pack) -> None:
        self._opened, self._lock = opened, Lock()
        self._of: tuple[str, int, int] | None = None
        self._own: OwnTrust | None = None

    def of(self, path: Path) -> OwnTrust:
        told = path.stat()
        key = (str(path), told.st_mtime_ns, told.st_size)
        with self._lock:
            if self._own is None or self._of != key:
                self._own, self._of = OwnTrust(self._opened(path)), key
            return self._own


KEPT = Kept()


def own_trust() -> OwnTrust:
    """Raises NoPackYet."""
    path = pack_file()
    if path is None:
        raise NoPackYet
    return KEPT.of(path)
