"""Batches of the labelled synthetic province: one issued, in which Lan has a certificate; one that can be issued; one
that stands under public notice. Invented, as are its people.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from baigong.apps.authority.actions import Attachment, approve, propose
from baigong.apps.authority.demo import sample_actor
from baigong.apps.certificates.actions import (
    Objecting,
    Result,
    Session,
    announce_batch,
    audit_batch,
    close_notice,
    enter_results,
    file_objection,
    make_key,
    open_batch,
)
from baigong.apps.certificates.demo_filing import sample_filing
from baigong.apps.certificates.issuing.contacts import sealed_contact
from baigong.apps.certificates.jobs import issue_certificates, publish_lists
from baigong.apps.certificates.models import Batch
from baigong.apps.certificates.permissions import PUBLIC
from baigong.apps.certificates.states import ISSUED_HERE, ON_RECORD
from baigong.apps.registry.models import Filing, Identifier
from baigong.apps.registry.numbers import argument_of, keyring_here
from baigong.core.contacts import masked_contact
from baigong.core.periods import day_at

OFFICE, COUNTY = "330100", "330106"
DAY = timedelta(days=1)
CANDIDATES = 12
REASON = "合成数据：演示批次签发"
MARKS = ("81", "76.5", "90", "68", "73", "88.5")


@dataclass
class Settling:
    """Wang enters, Zhao audits, the three decide; `document` stands for what they attached."""

    document: Attachment
    random: Callable[[int], bytes]
    at: datetime

    def __post_init__(self) -> None:
        on = day_at(self.at)
        self.wang, self.zhao, self.sun = (sample_actor(name, on=on) for name in ("wang", "zhao", "sun"))

    def keys(self) -> None:
        """Since a while, so that what is dated earlier than it was signed is not told by its key alone."""
        early = self.at - 30 * DAY
        since = early if day_at(early).year == day_at(self.at).year else self.at
        for kind in (ISSUED_HERE, ON_RECORD):
            make_key(region=OFFICE, kind=kind, by=self.sun, at=since)

    def noticed(self, serial: int, filing: Filing, people: Sequence[Identifier], *, begun: datetime) -> Batch:
        """Under public notice since a day after it was begun."""
        year, held_on = day_at(begun).year, day_at(begun - DAY)
        asked = Session(
            key=f"RDPC-{year}-{serial:04d}",
            filing=filing.filing,
            occupation=filing.occupation,
            level=max(filing.levels.split(";")),
            session=f"CC-{year}-{serial:04d}",
            held_on=held_on,
            seats=60,
        )
        batch = open_batch(asked, region=COUNTY, by=self.wang, at=begun - 3 * DAY)
        enter_results(batch, [_result(one, place) for place, one in enumerate(people)], by=self.wang, at=begun)
        audit_batch(batch, document=self.document, by=self.zhao, at=begun)
        announce_batch(batch, document=self.document, by=self.wang, at=begun + DAY)
        return batch

    def issued(self, batch: Batch) -> None:
        proposal = propose("certificates.issue_batch", (batch,), {}, reason=REASON, by=self.wang, at=self.at)
        approve(proposal, by=self.zhao, at=self.at)
        approve(proposal, by=self.sun, at=self.at)
        issue_certificates(0, f"certificates.batch/{batch.pk}", at=self.at)


def settle_batches(lan: int, document: Attachment, random: Callable[[int], bytes], *, at: datetime) -> int:
    """How many were made; none where there are some, or nobody here may certify anything."""
    filing, own = sample_filing(at=at), own_number(lan)
    if filing is None or own is None or Batch.objects.exists():
        return 0
    others = Identifier.objects.filter(person__place__startswith="3301").exclude(person=lan).exclude(number=None)
    people = list(others.exclude(person__name=None).order_by("id").select_related("person")[: 3 * CANDIDATES])
    settling = Settling(document, random, at)
    settling.keys()
    first, second, third = (people[place * CANDIDATES : (place + 1) * CANDIDATES] for place in range(3))
    issued = settling.noticed(1, filing, [own, *first], begun=at - 24 * DAY)
    closed = settling.noticed(2, filing, second, begun=at - 23 * DAY)
    for batch in (issued, closed):
        close_notice(batch, by=settling.wang, at=at - DAY)
    settling.issued(issued)
    told = _objecting("名单第3行的考生考试当天未到场。", "yiyi@example.org", random)
    file_objection(settling.noticed(3, filing, third, begun=at - 2 * DAY), told, by=PUBLIC, at=at)
    publish_lists(at=at)
    return 3


def own_number(person: int) -> Identifier | None:
    return Identifier.objects.filter(person=person).exclude(number=None).order_by("-id").first()


def _objecting(text: str, contact: str, random: Callable[[int], bytes]) -> Objecting:
    """Nobody has the code of its receipt."""
    mark = random(32)
    return Objecting(text, mark, sealed_contact(contact, mark, keyring_here(), random), masked_contact(contact))


def _result(one: Identifier, place: int) -> Result:
    theory, practical = (Decimal(MARKS[(place + step) % len(MARKS)]) for step in (0, 2))
    passed = "no" if place % 6 == 5 else "yes"
    number = argument_of(one)
    assert number is not None
    document = one.document or one.person.document or "resident"
    marks = {"theory": theory, "practical": Decimal(52) if passed == "no" else practical}
    return Result(number, one.person.name or "", document=document, passed=passed, **marks)
