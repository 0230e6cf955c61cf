"""What happened before the day of a kit: keys told, sessions opened and sealed, certificates logged, some ended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from baigong.core.credentials import sdjwt
from baigong.core.credentials.publication import body_of, entry_of, forms_of, session_of
from baigong.core.credentials.signing import HeldKey
from baigong.core.tlog.entries import Entry, KeyTold, Opened, Revoked, Sealed, Voided, written
from baigong.ground.kit.drafts import Draft
from baigong.ground.kit.drawing import Draw
from baigong.ground.kit.issuers import Issuer
from baigong.ground.kit.logs import YearLog, log_key, witnesses
from baigong.ground.kit.times import Times
from baigong.ground.log.appending import Item

SEATS = 40
BOUND = {"bound", "answering"}


@dataclass(frozen=True, slots=True)
class Signed:
    """A draft with its token, to which the log has a commitment; and the key of whoever holds it, if it is bound."""

    draft: Draft
    token: str
    holder: HeldKey | None

    @property
    def entry(self) -> bytes:
        """Of a key whose id is short enough for the log; a did:key's is not."""
        return written(entry_of(self.draft.certificate, kid=self.draft.signer.kid, token=self.token))


@dataclass(frozen=True, slots=True)
class History:
    """`places`: where each logged credential stands in the log of its year, by the number of its case."""

    logs: Mapping[int, YearLog]
    places: Mapping[int, int]
    first: Mapping[int, int]  # where the first credential of each year stands

    def log_of(self, draft: Draft) -> YearLog:
        return self.logs[draft.certificate.issued_on.year]

    def place_of(self, draft: Draft) -> int:
        """Of another's entry, where it was never logged."""
        return self.places.get(draft.case.number, self.first[draft.certificate.issued_on.year])


def signed(draft: Draft, draw: Draw) -> Signed:
    number = draft.case.number
    holder = HeldKey("#holder", draw.octets("holder", number)) if draft.case.how in BOUND else None
    random = draw.octets("disclosures", number, size=sdjwt.SALT_BYTES * len(sdjwt.DISCLOSABLE))
    bound_to = holder.public if holder else None
    return Signed(draft, sdjwt.issued(draft.certificate, draft.signer, random=random, holder=bound_to), holder)


@dataclass(frozen=True)
class Telling:
    """`home` is a working folder; the logs grow in it night by night."""

    home: Path
    draw: Draw
    times: Times
    issuers: Sequence[Issuer]
    credentials: Sequence[Signed]

    def history(self) -> History:
        seen_by = witnesses(self.draw)
        nights = sorted([self.times.elsewhere, self.times.short, *self.times.nights])
        years = sorted({night.year for night in nights})
        logs = {year: YearLog(self.home, year, log_key(self.draw, year), seen_by) for year in years}
        places: dict[int, int] = {}
        first: dict[int, int] = {}
        for night in nights:
            of_year = [one for one in nights if one.year == night.year]
            logged = [one for one in self.credentials if one.draft.night == night]
            before, after = list(self._before(night, of_year)), list(self._after(night))
            found = logs[night.year].night([*before, *map(_certificate, logged), *after], night)
            numbers = (one.draft.case.number for one in logged)
            places |= dict(zip(numbers, found[len(before) :], strict=False))
            if logged:
                first.setdefault(night.year, found[len(before)])
        return History(logs, places, first)

    def _before(self, night: date, nights: Sequence[date]) -> Iterator[Item]:
        """A year's keys stand first in its log; a session is opened the night before its own, where there is one."""
        at = nights.index(night)
        if at == 0:
            yield from map(_item, self._keys(night.year))
            yield from map(_item, self._opened(night))
        if at + 1 < len(nights):
            yield from map(_item, self._opened(nights[at + 1]))
        yield from (_item(Sealed(one, self._marks(one), night)) for one in self._sessions(night))

    def _after(self, night: date) -> Iterator[Item]:
        """What was ended on it: on the last night of a year all of that year that has an end."""
        if night not in self.times.last_nights:
            return
        for draft in (one.draft for one in self.credentials):
            if draft.is_ended_in_log and draft.certificate.issued_on.year == night.year:
                kind = Voided if draft.case.answer == "void" else Revoked
                yield _item(kind(forms_of(draft.certificate)[0], night))

    def _keys(self, year: int) -> Iterator[Entry]:
        for issuer in self.issuers:
            key = next(one for one in issuer.keys if one.kid == issuer.signers[year].kid)
            until = key.until if key.until < date.max else None
            yield KeyTold(key.kid.encode(), key.suite.name, key.public, key.since, until)

    def _opened(self, day: date) -> Iterator[Entry]:
        return (Opened(session, body, day, SEATS) for session, body in self._sessions(day).items())

    def _sessions(self, day: date) -> dict[bytes, str]:
        """Each with its body: those of all that was logged with this day."""
        drafts = (one.draft for one in self.credentials if one.draft.night)
        certificates = [one.certificate for one in drafts if one.certificate.issued_on == day]
        bodies = {body_of(one.credit_code, one.issuer): one.session for one in certificates}
        return {session_of(body, session): body for body, session in bodies.items()}

    def _marks(self, session: bytes) -> bytes:
        return sha256(self.draw.octets("marks", session.hex())).digest()


def _item(entry: Entry) -> Item:
    content = written(entry)
    return Item(sha256(content).digest(), content)


def _certificate(one: Signed) -> Item:
    return Item(forms_of(one.draft.certificate)[0], one.entry)
