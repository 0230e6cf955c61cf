"""Who is told of recalls: holders, the body, employers, whoever verified; and the office that has to answer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.db.models import Q, QuerySet

from baigong.apps.authority.models import Posting
from baigong.apps.authority.queries.holders import holders, nearest
from baigong.apps.authority.roles import OF_ORGANISATIONS, Role
from baigong.apps.certificates.models import Certificate, Defence, Recall, Recalled, Reinstatement
from baigong.apps.journal.models import Line
from baigong.apps.notices.of_certificates import to_holders
from baigong.apps.notices.of_passports import of_staff_of
from baigong.apps.notices.wanted import Wanted
from baigong.apps.passports.models import Look
from baigong.core.scope import WHOLE


def of_opening(line: Line, on: date) -> Iterator[Wanted]:
    """Every holder of a listed certificate, and the body: why, and until when they may speak."""
    recall = _recall(line)
    due = {"due": recall.defence_until.isoformat()}
    yield from _to_holders("recall_opened", recall, "listed", on=on, **due)
    facts = {**due, "recall": recall.pk, "count": recall.certificates}
    yield Wanted("recall_of_body", _of_body(recall, on), _about(recall), recall.region, facts=facts)


def of_defence(line: Line, on: date) -> Iterator[Wanted]:
    """The office that decides."""
    found = Defence.objects.select_related("recall").filter(line=line.pk).first()
    if found is not None:
        people, about = _office(found.recall.region, on), _about(found.recall)
        yield Wanted("recall_defended", people, about, found.recall.region, str(found.pk), {"recall": found.recall_id})


def of_keeping(line: Line, on: date) -> Iterator[Wanted]:
    """Decided: those whose certificates stand, at once; the others once theirs are void. Withdrawn: all of them."""
    yield from _to_holders("recall_kept", _recall(line), "kept", "released", on=on)


def of_voiding(line: Line, on: date) -> Iterator[Wanted]:
    """Holders with their way back, the body, employers that list them, and everybody who verified one of them."""
    recall = _recall(line)
    rows = list(_certificates(recall, "void"))
    yield from _to_holders("certificate_recalled", recall, "void", on=on)
    facts = {"recall": recall.pk, "count": len(rows)}
    yield Wanted("recall_done", _of_body(recall, on), _about(recall), recall.region, facts=facts)
    looked = _who_looked(rows)
    for row in rows:
        yield from of_staff_of(row, on)
        if people := looked.get(row.pk):
            about = f"certificates.certificate/{row.pk}"
            yield Wanted("verified_void", people, about, row.place, facts={"number": row.number})


def of_asking_back(line: Line, on: date) -> Iterator[Wanted]:
    """Asked: the office. Answered, or replaced: her."""
    found = Reinstatement.objects.select_related("recalled__certificate__holder").filter(line=line.pk).first()
    if found is None:
        return
    if found.state == "asked":
        about = f"certificates.reinstatement/{found.pk}"
        yield Wanted("way_back_asked", _office(found.region, on), about, found.region, facts={"number": found.pk})
        return
    kind = {"granted": "way_back_granted", "refused": "way_back_refused", "replaced": "way_back_replaced"}[found.state]
    for wanted in to_holders(kind, [found.recalled.certificate], on):
        yield replace(wanted, about=f"certificates.recalled/{found.recalled_id}", occasion=str(found.pk))


def _to_holders(kind: str, recall: Recall, *states: str, on: date, **more: str) -> Iterator[Wanted]:
    """Of the page on which each speaks, or asks for a way back."""
    items = dict(Recalled.objects.filter(recall=recall, state__in=states).values_list("certificate", "pk"))
    for wanted in to_holders(kind, _certificates(recall, *states), on, **more):
        yield replace(wanted, about=f"certificates.recalled/{items[int(wanted.about.rpartition('/')[2])]}")


def _recall(line: Line) -> Recall:
    return Recall.objects.get(pk=int(line.subject.rpartition("/")[2]))


def _about(recall: Recall) -> str:
    return f"certificates.recall/{recall.pk}"


def _certificates(recall: Recall, *states: str) -> QuerySet[Certificate]:
    rows = Recalled.objects.filter(recall=recall, state__in=states).values("certificate")
    return Certificate.objects.filter(pk__in=rows).select_related("holder").order_by("id")


def _of_body(recall: Recall, on: date) -> frozenset[int | None]:
    is_open = Q(from_on__lte=on) & (Q(to_on=None) | Q(to_on__gte=on))
    asked = {"role__in": OF_ORGANISATIONS, "organisation": recall.credit_code, "account__is_active": True}
    return frozenset(Posting.objects.filter(is_open, **asked).values_list("account", flat=True))


def _office(region: str, on: date) -> frozenset[int | None]:
    found = holders(WHOLE, {Role.HANDLER}, region=region, on=on)
    return frozenset(holder.account for holder in nearest(found)) if found else frozenset()


def _who_looked(rows: list[Certificate]) -> dict[int, frozenset[int | None]]:
    """Accounts that verified one of them; who was not signed in cannot be told."""
    found = Look.objects.filter(certificate__in=rows).exclude(account=None)
    told: dict[int, set[int | None]] = {}
    for certificate, account in found.values_list("certificate", "account"):
        told.setdefault(int(certificate or 0), set()).add(account)
    return {certificate: frozenset(people) for certificate, people in told.items()}
