"""Who is told of certificates and batches: their holders, and the office that has to answer an objection."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.db.models import Q

from baigong.apps.authority.models import Posting
from baigong.apps.authority.queries.holders import holders, nearest
from baigong.apps.authority.roles import Role
from baigong.apps.certificates.models import Certificate, Objection, SignedCopy
from baigong.apps.journal.models import Line
from baigong.apps.notices.wanted import Wanted
from baigong.apps.registry.joined import joined
from baigong.core.scope import WHOLE

ISSUED = "certificates.issue_drafts"
ENDED = {"certificates.void_certificate": "certificate_void", "certificates.revoke_certificate": "certificate_revoked"}


def of_signing(line: Line, on: date) -> Iterator[Wanted]:
    """Every holder whose certificate the act made or signed; who has no account is written to of an issued one only."""
    signed = SignedCopy.objects.filter(line=line.pk).values("certificate")
    rows = Certificate.objects.filter(pk__in=signed).select_related("holder").order_by("id")
    for wanted in to_holders("certificate_issued", rows, on):
        yield wanted if line.act == ISSUED else replace(wanted, certificate=None)


def of_ending(line: Line, on: date) -> Iterator[Wanted]:
    row = Certificate.objects.filter(pk=_number(line.subject)).select_related("holder")
    yield from to_holders(ENDED[line.act], row, on)


def of_objection(line: Line, on: date) -> Iterator[Wanted]:
    """Filed: the office's handlers, unless it was settled meanwhile. Settled: whoever filed it from an account."""
    one = Objection.objects.select_related("batch").filter(line=line.pk).first()
    if one is None:
        return
    facts, about = {"batch": one.batch.key}, f"certificates.objection/{one.pk}"
    if one.state == "filed":
        found = holders(WHOLE, {Role.HANDLER}, region=one.region, on=on)
        people = frozenset(holder.account for holder in nearest(found)) if found else frozenset()
        yield Wanted("objection_filed", people, about, one.region, facts=facts)
    elif one.account:
        yield Wanted("objection_settled", frozenset({one.account}), about, one.region, facts=facts)


def to_holders(kind: str, rows: Iterable[Certificate], on: date, **more: str) -> Iterator[Wanted]:
    """Each one's own account, or nobody's where she has none; as whom she was merged is she too."""
    certificates = list(rows)
    accounts = _accounts({row.bearer for row in certificates}, on)
    for row in certificates:
        people, about = accounts.get(row.bearer, frozenset()), f"certificates.certificate/{row.pk}"
        facts = {"number": row.number, "level": row.level, **more}
        yield Wanted(kind, people, about, row.place, facts=facts, certificate=row.pk)


def _accounts(persons: set[int], on: date) -> dict[int, frozenset[int | None]]:
    is_open = Q(from_on__lte=on) & (Q(to_on=None) | Q(to_on__gte=on))
    found = Posting.objects.filter(is_open, role=Role.WORKER, person__in=joined(persons), account__is_active=True)
    told: dict[int, set[int | None]] = {}
    for account, person in found.values_list("account", "person"):
        for one in joined([person]) & persons:
            told.setdefault(one, set()).add(account)
    return {person: frozenset(people) for person, people in told.items()}


def _number(named: str) -> int:
    return int(named.rpartition("/")[2])
