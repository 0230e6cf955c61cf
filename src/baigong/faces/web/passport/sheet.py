"""Her record as a sheet of paper."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from baigong.apps.passports import queries as passports
from baigong.apps.registry import queries
from baigong.core.text import msgid
from baigong.faces.clock import instant, today
from baigong.faces.web.data.files import sent
from baigong.faces.web.passport.own import Own, own_pages
from baigong.faces.web.passport.results import batch_told, result_title
from baigong.faces.web.persons.naming import occupation_named, place_named
from baigong.faces.web.persons.seeing import viewing, yours
from baigong.faces.web.persons.whole import ENDINGS, Whole, certificate_title, gathered, title_of
from baigong.faces.web.words import reader, said
from baigong.ground.printing.records import Entry, Kind, PersonRecord, recorded

NAME = "record.pdf"
SHOWN = {"employments": Kind.EMPLOYMENT, "insurance": Kind.INSURANCE}
BETWEEN_PARTS = {"zh": "　", "en": ", "}
VALID_UNTIL = msgid("valid until %(day)s")


@own_pages
@require_safe
def fetched(request: HttpRequest, own: Own) -> HttpResponse:
    detail = yours(queries.person(own.scope, own.person, viewing=viewing(request)))
    whole = gathered(own.scope, detail, viewing=viewing(request))
    results = [
        Entry(kind=Kind.RESULT, since=one.held_on, title=_spaced(result_title(one)), details=(batch_told(one),))
        for one in passports.results(own.scope)
    ]
    record = PersonRecord(
        name=detail.line.name or "—",
        document=detail.line.number,
        region=place_named(detail.line.place),
        entries=(*_certificates(whole), *_facts(whole), *results),
        printed_on=today(request),
        is_synthetic=settings.NODE.is_demo,
    )
    response = sent(NAME, next(recorded([record], made_at=instant(request))), "application/pdf")
    response["Cache-Control"] = "private, no-store"
    return response


def _spaced(title: str) -> str:
    """The fonts of paper draw the dot between two parts as wide as a sign."""
    return title.replace(" · ", BETWEEN_PARTS[reader()])


def _certificates(whole: Whole) -> Iterator[Entry]:
    for line in whole.certificates:
        body = whole.body(line.credit_code) or line.issuer_name or ""
        ending = said(ENDINGS[line.ending]) if line.ending else ""
        until = said(VALID_UNTIL, {"day": line.valid_until.isoformat()}) if line.valid_until else ""
        details = tuple(part for part in (line.number, body, until, ending) if part)
        yield Entry(
            kind=Kind.CERTIFICATE,
            since=line.issued_on,
            until=line.ended_on,
            title=_spaced(certificate_title(line)),
            details=details,
        )


def _facts(whole: Whole) -> Iterator[Entry]:
    """Employments and months insured; benefits and statuses are nobody's business to whom a sheet is shown."""
    for table, kind in SHOWN.items():
        for fact in whole.facts_in(table):
            details = (occupation_named(fact.occupation),) if fact.occupation else ()
            yield Entry(
                kind=kind,
                since=fact.from_on,
                until=fact.to_on,
                title=title_of(whole, fact),
                details=details,
                by_month=kind is Kind.INSURANCE,
            )
