"""Status lists as they are signed: computed from the certificates, so that no bit can be forgotten."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from baigong.apps.certificates.issuing.keys import open_keys, signer_of
from baigong.apps.certificates.models import SignedCopy, StatusList
from baigong.apps.certificates.refusals import NoKey
from baigong.core.credentials import status
from baigong.core.periods import day_at

HOLDS = timedelta(days=3)  # after which a reader is told that the list is late
EVERY = timedelta(hours=20)  # without any change


@dataclass(frozen=True, slots=True)
class Lists:
    listed: str
    voided: str
    at: datetime
    until: datetime


def due(at: datetime) -> Iterator[StatusList]:
    """Lists that changed, and those that were signed long ago."""
    for row in StatusList.objects.exclude(given=0).order_by("id"):
        if row.is_changed or row.published_at is None or row.published_at <= at - EVERY:
            yield row


def signed_lists(row: StatusList, *, at: datetime) -> Lists:
    """Should the clock have been set back, the list is still newer than the one before."""
    begins = max(at, row.published_at + timedelta(seconds=1)) if row.published_at else at
    keys = open_keys(row.region, day_at(begins), kind=row.kind)
    if not keys:
        raise NoKey(region=row.region, day=day_at(begins))
    signer = signer_of(keys[-1])
    until, void = begins + HOLDS, _ended(row, ("void",))
    ended = status.issued(row.address, signer, ended=_ended(row, ("void", "revoked")), at=begins, until=until)
    place = status.void_beside(row.address)
    voided = status.issued(place, signer, ended=void, purpose=status.VOID, at=begins, until=until)
    return Lists(_text(ended), _text(voided), begins, until)


def _ended(row: StatusList, endings: tuple[str, ...]) -> list[int]:
    copies = SignedCopy.objects.filter(status_list=row, certificate__ending__in=endings)
    return list(copies.values_list("status_index", flat=True))


def _text(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
