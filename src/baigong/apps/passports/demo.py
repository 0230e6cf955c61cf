"""What Lan shows and is asked on the labelled synthetic province: a share, and a request of Chen's firm."""

from collections.abc import Callable
from datetime import datetime, timedelta

from baigong.apps.authority.demo import sample_actor
from baigong.apps.certificates.models import Certificate
from baigong.apps.passports.actions import ask_consent, keep_workforce, make_share
from baigong.apps.passports.actions.shares import Showing
from baigong.apps.passports.items import Item
from baigong.apps.passports.links import digest_of, fresh_secret
from baigong.apps.passports.listing import Row
from baigong.apps.passports.models import Share
from baigong.apps.passports.permissions import EMPLOYERS
from baigong.apps.registry.models import Person
from baigong.core.periods import day_at

FOR_A_SHARE, FOR_A_REQUEST = "应聘设备维修岗位（合成）", "上岗资格审查（合成）"
LISTED = 12  # of Hangzhou's certificates stand on the employer's list


def settle_passports(lan: int, random: Callable[[int], bytes], *, at: datetime) -> bool:
    """Whether anything was made; nothing where there is something, or Lan holds no certificate."""
    person = Person.objects.get(pk=lan)
    held = list(Certificate.objects.filter(holder__person=person).order_by("-issued_on", "-id")[:3])
    if not held or Share.objects.exists():
        return False
    on = day_at(at)
    by, chen = sample_actor("lan", on=on), sample_actor("chen", on=on)
    items = [Item(one.pk, ("number", "name")) for one in held[:1]]
    showing = Showing(items, FOR_A_SHARE, on + timedelta(days=60))
    make_share(person, showing=showing, digest=digest_of(fresh_secret(random)).hex(), by=by, at=at)
    employer = min(chen.scope_as(EMPLOYERS).organisations)
    kinds = ("certificates", "employments")
    ask_consent(person, kinds=kinds, purpose=FOR_A_REQUEST, to_on=on + timedelta(days=180), by=chen, at=at)
    keep_workforce(_rows(lan), organisation=employer, random=random, by=chen, at=at)
    return True


def _rows(lan: int) -> list[Row]:
    """Some that stand, some that do not, and one that is nobody's."""
    found = Certificate.objects.exclude(holder__person=lan).exclude(holder__person__name=None)
    found = found.select_related("holder__person").order_by("-issued_on", "id")
    ended = [one for ending in ("revoked", "void") for one in found.filter(ending=ending)[:1]]
    here = found.filter(place__startswith="3301")[:LISTED]
    rows = [Row(one.number, one.name or one.holder.person.name or "") for one in [*ended, *here]]
    return [*rows, Row("S000133000099251000001", "合成无记录")]
