"""What is forgotten with a person, what is kept no longer, and what is sealed anew."""

from collections.abc import Callable
from datetime import datetime, timedelta

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, note
from baigong.apps.authority.keeping import are_two_keepers
from baigong.apps.certificates.models import Certificate
from baigong.apps.passports.listing import opened_rows, sealed_rows
from baigong.apps.passports.models import ConsentRequest, Listed, Look, Share, Workforce
from baigong.apps.passports.permissions import is_node
from baigong.apps.passports.rotation import reseal
from baigong.apps.registry.models import Person
from baigong.apps.registry.numbers import keyring_here
from baigong.apps.registry.rotation import Sealing
from baigong.core.periods import day_at

LOOKS_KEPT_FOR = REQUESTS_KEPT_FOR = timedelta(days=3 * 365)  # [assumption] docs/workers.md
SHARES_KEPT_FOR = timedelta(days=365)  # [assumption] after their end


@act(allowed=is_node, is_of_one=True)
def drop_forgotten(person: Person, *, random: Callable[[int], bytes], by: Actor, at: datetime) -> None:
    """After she was forgotten: what she showed, who asked and looked, and her rows on employers' lists."""
    dropped = {
        "looks": Look.objects.filter(person=person).delete()[0],
        "shares": Share.objects.filter(person=person).delete()[0],
        "requests": ConsentRequest.objects.filter(person=person).delete()[0],
        "lists": _struck(person, random),
    }
    note(**dropped)


@act(allowed=is_node, is_of_one=True)
def drop_old(*, by: Actor, at: datetime) -> None:
    on = day_at(at)
    over = Share.objects.filter(ends_on__lt=on - SHARES_KEPT_FOR) | Share.objects.filter(
        withdrawn_at__lt=at - SHARES_KEPT_FOR
    )
    keys = list(over.values_list("pk", flat=True))
    looks = Look.objects.filter(last_at__lt=at - LOOKS_KEPT_FOR).delete()[0]
    Look.objects.filter(share__in=keys).delete()
    requests = ConsentRequest.objects.filter(asked_at__lt=at - REQUESTS_KEPT_FOR).exclude(state="asked")
    note(looks=looks, shares=over.delete()[0], requests=requests.delete()[0])


@act(allowed=are_two_keepers, is_of_one=True)
def reseal_workforces(sealing: Sealing, *, second: Actor | None, by: Actor, at: datetime) -> int:
    """How many; a kill loses no more than the batch under way."""
    lists = reseal(sealing)
    note(lists=lists, key=sealing.keyring.current)
    return lists


def _struck(person: Person, random: Callable[[int], bytes]) -> int:
    """Her rows go; the others' stay where they are."""
    numbers = set(Certificate.objects.filter(holder__person=person).values_list("number", flat=True))
    listed = Listed.objects.filter(certificate__holder__person=person)
    lists = list(Workforce.objects.filter(pk__in=listed.values("workforce")).order_by("pk"))
    listed.delete()
    for kept in lists:
        rows = [row for row in opened_rows(kept.content, bytes(kept.mark), keyring_here()) if row.number not in numbers]
        content = sealed_rows(rows, bytes(kept.mark), keyring_here(), random)
        change(kept, content=content, rows=len(rows))
    return len(lists)
