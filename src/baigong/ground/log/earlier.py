"""What monitors of the logs of earlier years have kept: it is read here, and nothing of it is changed."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.log.monitor import FILE, Monitor, Session, Term, connected


class NoState(Refusal):
    code = "log.no_state"
    sentence = msgid(
        "%(folder)s is no state of a monitor; name the folder that log audit --state keeps of the earlier log."
    )


@dataclass
class Earlier:
    """The monitors of earlier logs, the first year first, if they were named in that order."""

    monitors: Sequence[Monitor] = ()
    _sessions: dict[bytes, Session | None] = field(default_factory=dict)

    @property
    def origins(self) -> list[str]:
        return [told.origin for one in self.monitors if (told := one.pinned())]

    def place_of(self, form: bytes) -> tuple[Monitor, int] | None:
        """Where a certificate of an earlier year stands that has this form."""
        for one in self.monitors:
            if (place := one.place_of(form)) is not None:
                return one, place
        return None

    def session(self, session: bytes) -> Session | None:
        """As it was opened first, with all certificates of it so far."""
        if session not in self._sessions:
            found = [told for one in self.monitors if (told := one.session(session))]
            issued = sum(told.issued for told in found)
            self._sessions[session] = Session(found[0].body, found[0].seats, issued=issued) if found else None
        return self._sessions[session]

    def term(self, key: bytes) -> Term | None:
        """A key that has ended in one of them has ended."""
        found = [one.keys[key] for one in self.monitors if key in one.keys]
        ends = [told.until for told in found if told.until]
        return Term(found[0].since, min(ends) if ends else None) if found else None

    def ended(self, names: Collection[bytes]) -> list[bool]:
        """Whether each ending that they know of an even earlier log's certificate says that it is void."""
        return [is_void for one in self.monitors for is_void in one.ended_elsewhere(names)]


@contextmanager
def earlier_states(folders: Sequence[Path]) -> Iterator[Earlier]:
    """Raises NoState."""
    with ExitStack() as stack:
        yield Earlier([_opened(folder, stack) for folder in folders])


def _opened(folder: Path, stack: ExitStack) -> Monitor:
    if not (folder / FILE).is_file():
        raise NoState(folder=str(folder))
    monitor = Monitor(stack.enter_context(connected(str(folder / FILE))), is_kept=False)
    if monitor.pinned() is None:
        raise NoState(folder=str(folder))
    return monitor
