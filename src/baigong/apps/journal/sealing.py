"""Sealing what was written since, and verifying the whole chain."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Count

from baigong.apps.journal.chain import BEGINNING, digest_over
from baigong.apps.journal.evidence import batch_evidence, broken_batches
from baigong.apps.journal.models import Line, Seal

SEALERS = 7_201  # of the advisory lock: one sealer at a time
AT_ONCE = 10_000


def seal_lines(*, at: datetime) -> int:
    """Seals every line that is committed by now; returns the number of the last seal, 0 if there is none."""
    while True:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALERS])
            batch_evidence(at=at)
            last = Seal.objects.order_by("-id").first()
            lines = list(Line.objects.filter(seal=None).order_by("id")[:AT_ONCE])
            if not lines:
                return last.id if last else 0
            number = last.id + 1 if last else 1
            previous = bytes(last.digest) if last else BEGINNING
            Seal.objects.create(
                id=number, lines=len(lines), previous=previous, digest=digest_over(lines, previous), at=at
            )
            Line.objects.filter(id__in=[line.id for line in lines]).update(seal=number)


@dataclass(frozen=True, slots=True)
class Verified:
    """`broken` are the numbers of seals that do not hold; `unsealed` the lines that wait for one.

    `evidence` are the lines whose evidence is no longer what they sealed. `is_head_there` answers for a head that was
    written down elsewhere: a chain whose end was cut off holds in itself, and only such a head shows that it was
    longer.
    """

    seals: int
    lines: int
    unsealed: int
    broken: tuple[int, ...]
    head: str
    evidence: tuple[int, ...] = ()
    is_head_there: bool | None = None

    @property
    def holds(self) -> bool:
        return not self.broken and not self.evidence and self.is_head_there is not False


def verify_journal(*, written_down: tuple[int, str] | None = None) -> Verified:
    """Reads every line and reckons the chain anew; `written_down` is a seal's number and digest from outside."""
    previous, broken, number, lines = BEGINNING, [], 0, 0
    for seal in Seal.objects.order_by("id").iterator():
        number += 1
        own = list(Line.objects.filter(seal=seal.id).order_by("id"))
        lines += len(own)
        holds = (
            seal.id == number
            and len(own) == seal.lines
            and bytes(seal.previous) == previous
            and digest_over(own, previous) == bytes(seal.digest)
        )
        if not holds:
            broken.append(seal.id)
        previous, number = bytes(seal.digest), seal.id
    broken = sorted(set(broken) | _strange_seals())
    return Verified(
        number,
        lines,
        Line.objects.filter(seal=None).count(),
        tuple(broken),
        previous.hex(),
        evidence=tuple(broken_batches()),
        is_head_there=_is_there(*written_down) if written_down else None,
    )


def _is_there(seal: int, digest: str) -> bool:
    found = Seal.objects.filter(pk=seal).first()
    return found is not None and bytes(found.digest).hex() == digest.lower()


def _strange_seals() -> set[int]:
    """Numbers that lines bear and no seal has."""
    named = Line.objects.exclude(seal=None).values_list("seal", flat=True).annotate(n=Count("id")).order_by()
    return set(named) - set(Seal.objects.values_list("id", flat=True))


def lines_since(seal: int) -> Iterator[Line]:
    """The sealed lines after a seal, in sealed order."""
    return Line.objects.filter(seal__gt=seal).order_by("seal", "id").iterator()
