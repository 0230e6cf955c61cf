"""Notices to test with."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from apps.certificates.making import settled_certificate
from apps.registry.making import HANGZHOU_COUNTY, settled_person
from baigong.apps.journal.models import Line
from baigong.apps.notices.jobs import tell_of_act
from baigong.apps.notices.models import Delivery, Notice, WrittenNotice
from cast import HANGZHOU

AT = datetime(2025, 7, 1, 9, tzinfo=UTC)
TUESDAY = date(2025, 7, 1)
SERIALS = count(1)


def settled_notice(account: int | None, kind: str = "task_due", **cells: Any) -> Notice:
    facts = {"number": 5, "measure": 2, "due": "2025-07-08"}
    told = {"about": f"catalogue.task/{next(SERIALS)}", "region": HANGZHOU, "facts": facts, "made_at": AT, **cells}
    return Notice.objects.create(once=f"{kind} {account} {told['about']}", account_id=account, kind=kind, **told)


def settled_delivery(region: str) -> Delivery:
    return Delivery.objects.create(notice=settled_notice(None, region=region), channel="mail", try_at=AT)


def settled_written(
    region: str = HANGZHOU_COUNTY, *, kind: str = "certificate_issued", certificate: Any = None, **cells: Any
) -> WrittenNotice:
    """Of a certificate of its own, where none is given."""
    serial = 8_000 + next(SERIALS)
    one = certificate or settled_certificate(serial, settled_person(serial, place=region), place=region)
    told = {"facts": {"number": one.number, "level": one.level}, "made_at": AT, "line": 0, **cells}
    once = f"{kind} - certificates.certificate/{one.pk}"
    return WrittenNotice.objects.create(once=once, kind=kind, certificate=one, region=region, **told)


def told_of(act: str, at: datetime = AT) -> None:
    """The worker does the jobs of every line of an act, as it would; twice, as it may."""
    for line in Line.objects.filter(act=act).order_by("id"):
        for _ in range(2):
            tell_of_act(line.pk, line.subject, at=at)


def given() -> list[tuple[str, str]]:
    """Who was told what."""
    rows = Notice.objects.order_by("account__username", "id").values_list("account__username", "kind")
    return [(name or "", kind) for name, kind in rows]
