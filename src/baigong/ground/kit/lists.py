"""The status lists of a kit: fresh ones and old ones, each with its void list beside it."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from baigong.core.credentials import status
from baigong.core.credentials.strict import Json
from baigong.ground.kit.drafts import FRESH, STALE, Draft, list_of
from baigong.ground.kit.issuers import Issuer
from baigong.ground.kit.times import Times

LASTS = timedelta(days=7)
VOID = "void"


def status_lists(issuers: Sequence[Issuer], drafts: Sequence[Draft], times: Times) -> Iterator[tuple[str, Json]]:
    """By their addresses."""
    for issuer in issuers:
        for number, at in ((FRESH, times.fresh), (STALE, times.stale)):
            place = list_of(issuer.did, number)
            ended = [one for one in drafts if one.is_ended_in_list and one.certificate.status_list == place]
            void = [one for one in ended if one.case.answer == VOID]
            signer = issuer.signers[at.year]
            yield place, status.issued(place, signer, ended=_indexes(ended), at=at, until=at + LASTS)
            beside = f"{place}/{VOID}"
            yield beside, status.issued(beside, signer, ended=_indexes(void), at=at, until=at + LASTS, purpose=VOID)


def _indexes(drafts: Sequence[Draft]) -> list[int]:
    return [one.certificate.status_index for one in drafts]
