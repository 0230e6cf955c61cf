"""Who is told of requests for consent, and of certificates of staff that ended or soon end."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q

from baigong.apps.authority.models import Posting
from baigong.apps.authority.roles import Role
from baigong.apps.certificates.models import Certificate
from baigong.apps.journal.models import Line
from baigong.apps.notices.wanted import Wanted
from baigong.apps.passports.models import ConsentRequest, Listed
from baigong.apps.passports.queries import expiring, watching
from baigong.apps.registry.joined import joined
from baigong.core.scope import WHOLE


def of_request(line: Line, on: date) -> Iterator[Wanted]:
    """Asked: her, unless it was settled meanwhile. Answered: whoever asked."""
    request = ConsentRequest.objects.filter(line=line.pk).first()
    if request is None:
        return
    about = f"passports.consentrequest/{request.pk}"
    if request.state == "asked":
        people = _postings(on, role=Role.WORKER, person__in=joined([request.person_id]))
        facts = {"day": request.to_on.isoformat()}
        yield Wanted("consent_asked", people, about, request.place, facts=facts)
    elif request.account and request.state in ("granted", "refused"):
        kind = "consent_granted" if request.state == "granted" else "consent_refused"
        yield Wanted(kind, frozenset({request.account}), about, request.place, facts={"number": request.pk})


def of_staff(line: Line, on: date) -> Iterator[Wanted]:
    """Every employer that has the certificate on its list or sees it by consent."""
    row = Certificate.objects.select_related("holder").filter(pk=_number(line.subject)).first()
    if row is not None and row.ending is not None:
        yield from of_staff_of(row, on)


def of_matching(line: Line, on: date) -> Iterator[Wanted]:
    """What a list turned out to name rightly after it was sent, and has ended: its employer was not told then."""
    found = Listed.objects.filter(line=line.pk).exclude(certificate__ending=None).select_related("certificate")
    for one in found.select_related("workforce").order_by("id"):
        people = _postings(on, role=Role.EMPLOYER, organisation=one.workforce.organisation)
        yield _ended(one.certificate, people)


def of_expiry(on: date) -> Iterator[Wanted]:
    """Once for each number of days that is told ahead."""
    ahead = settings.NODE.expiry_days
    for row, employers in expiring(WHOLE, on=on, last=on + timedelta(days=max(ahead))):
        days = min(one for one in ahead if row.valid_until <= on + timedelta(days=one))
        people = _postings(on, role=Role.EMPLOYER, organisation__in=employers)
        about, due = f"certificates.certificate/{row.pk}", row.valid_until.isoformat()
        facts = {"number": row.number, "due": due}
        yield Wanted("staff_expires", people, about, row.place, f"{due} {days}", facts)


def of_staff_of(row: Certificate, on: date) -> Iterator[Wanted]:
    employers = watching(WHOLE, row.pk, on=on)
    yield _ended(row, _postings(on, role=Role.EMPLOYER, organisation__in=employers))


def _ended(row: Certificate, people: frozenset[int | None]) -> Wanted:
    kind = "staff_void" if row.ending == "void" else "staff_revoked"
    return Wanted(kind, people, f"certificates.certificate/{row.pk}", row.place, facts={"number": row.number})


def _postings(on: date, **asked: object) -> frozenset[int | None]:
    is_open = Q(from_on__lte=on) & (Q(to_on=None) | Q(to_on__gte=on))
    found = Posting.objects.filter(is_open, account__is_active=True, **asked)
    return frozenset(found.values_list("account", flat=True))


def _number(named: str) -> int:
    return int(named.rpartition("/")[2])
