"""What a verifier believes beforehand: issuers and their keys, lists of what has ended, logs and their witnesses."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Protocol

from baigong.core.credentials import status
from baigong.core.credentials.dids import WEB, place_of
from baigong.core.credentials.signing import Keys
from baigong.core.credentials.status import StatusList
from baigong.core.refusal import Refusal
from baigong.core.text import Text
from baigong.core.tlog.entries import Issued, Revoked, Voided
from baigong.core.tlog.policy import Policy


@dataclass(frozen=True, slots=True)
class Issuer:
    """`is_keeper`: what it signs are older certificates that it has on record, not certificates that it issued."""

    did: str
    name: Text
    is_keeper: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An entry of a log, and where it stands."""

    index: int
    entry: Issued


class LogLookup(Protocol):
    """A log of which a verifier has the nodes that stand over 256 entries, and perhaps the entries as well."""

    @property
    def origin(self) -> str: ...

    @property
    def size(self) -> int: ...

    @property
    def is_whole(self) -> bool:
        """Whether the entries are at hand, so that what is not found is not there."""
        ...

    @property
    def last_seen(self) -> datetime | None:
        """When enough witnesses saw the newest checkpoint that is at hand; None if too few did."""
        ...

    @property
    def is_final(self) -> bool:
        """Whether the log has ended, so that nothing will ever follow."""
        ...

    def found(self, form: bytes) -> Found | None:
        """The first entry of a certificate with this commitment."""
        ...

    def endings(self, forms: Collection[bytes]) -> list[Revoked | Voided]: ...

    def node(self, level: int, index: int) -> bytes: ...

    def seen(self, index: int) -> datetime | None:
        """When enough witnesses had seen a checkpoint that covers this entry, the first that did."""
        ...

    def agrees(self, size: int, root: bytes) -> bool | None:
        """Whether it is a tree of that size with that root that this log grew from; None if it cannot be told here."""
        ...


Status = Callable[[str], bytes | None]  # the signed list at an address, if it is at hand


@dataclass(frozen=True, kw_only=True)
class Trust:
    """`status_days`: how old a list may be; `backdating_days`: how much later than its date a certificate is logged."""

    name: str
    version: int
    made_at: datetime
    is_synthetic: bool
    status_days: int
    backdating_days: int
    issuers: Mapping[str, Issuer]
    keys: Keys
    policy: Policy
    status: Status
    logs: Mapping[int, LogLookup] = field(default_factory=dict)
    _lists: dict[str, StatusList | None] = field(default_factory=dict, repr=False, compare=False)

    def is_keeper(self, did: str) -> bool:
        return did in self.issuers and self.issuers[did].is_keeper

    @cached_property
    def hosts(self) -> frozenset[str]:
        """To which hosts a printed link may lead: those of the issuers."""
        return frozenset(place_of(did).split("/")[2] for did in self.issuers if did.startswith(WEB))

    def list_at(self, place: str) -> StatusList | None:
        """None where it is not at hand, or cannot be believed. Read once, however many certificates name it."""
        if place not in self._lists:
            self._lists[place] = self._read(place)
        return self._lists[place]

    def _read(self, place: str) -> StatusList | None:
        content = self.status(place)
        if content is None:
            return None
        try:
            return status.opened(content, self.keys)
        except Refusal:
            return None
