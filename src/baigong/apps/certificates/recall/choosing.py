"""Which certificates a recall is of: chosen by body, batch, session and days, in the region of who recalls."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from baigong.apps.authority.actions import Attachment
from baigong.apps.certificates.issuing.filed import issuer_name
from baigong.apps.certificates.models import Batch, Certificate, Recalled
from baigong.apps.certificates.recall.refusals import NamesNoBody, NothingChosen, UnderRecall
from baigong.core.scope import bare


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was asked for. The body may be left out where a batch of this node names it."""

    credit_code: str = ""
    batch: str = ""
    session: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Grounds:
    """What body and holders are told; without a day of its own the term of defence is the shortest."""

    text: str
    document: Attachment | None = None
    defence_until: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    credit_code: str
    issuer_name: str
    rows: QuerySet[Certificate]


def found(chosen: Chosen, *, region: str) -> Found:
    """All of them that are not void yet; one that is revoked may be found void as well."""
    body = chosen.credit_code.strip().upper() or _body_of(chosen.batch)
    if not body:
        raise NamesNoBody
    if not (chosen.batch or chosen.session or chosen.first or chosen.last):
        raise NothingChosen
    wanted = Q(credit_code=body, place__startswith=bare(region)) & (Q(ending=None) | ~Q(ending="void"))
    for name, given in (("batch", chosen.batch.strip()), ("session", chosen.session.strip())):
        wanted &= Q(**{name: given}) if given else Q()
    wanted &= Q(issued_on__gte=chosen.first) if chosen.first else Q()
    wanted &= Q(issued_on__lte=chosen.last) if chosen.last else Q()
    return Found(body, issuer_name(body), Certificate.objects.filter(wanted).order_by("id"))


def refuse_under_recall(rows: QuerySet[Certificate]) -> None:
    open_ones = Recalled.objects.filter(certificate__in=rows.order_by(), state__in=("listed", "condemned"))
    first = open_ones.order_by("recall").first()
    if first is not None:
        raise UnderRecall(count=open_ones.count(), recall=first.recall_id)


def _body_of(batch: str) -> str:
    found = Batch.objects.filter(key=batch.strip()).exclude(state="withdrawn").values_list("credit_code", flat=True)
    return found.first() or ""
