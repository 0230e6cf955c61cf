"""An employer keeps one list of its staff's certificates, replaces it, deletes it."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, create, line, note
from baigong.apps.passports.listing import (
    LONGEST_NAME,
    LONGEST_NUMBER,
    MOST_ROWS,
    Row,
    normal,
    paired,
    paired_anew,
    sealed_rows,
)
from baigong.apps.passports.models import Listed, Workforce
from baigong.apps.passports.permissions import employs, is_node, keeps_list
from baigong.apps.passports.refusals import BadWorkforce
from baigong.apps.registry.numbers import keyring_here


@act(allowed=employs, is_of_one=True)
def keep_workforce(
    rows: Sequence[Row], *, organisation: str, random: Callable[[int], bytes], by: Actor, at: datetime
) -> Workforce:
    """In place of the list before. What its rows say is sealed; the journal counts them."""
    told = list(dict.fromkeys(map(normal, rows)))
    if not 0 < len(told) <= MOST_ROWS or not all(map(_is_sound, told)):
        raise BadWorkforce(most=MOST_ROWS)
    mark = random(16)
    cells = {
        "mark": mark,
        "content": sealed_rows(told, mark, keyring_here(), random),
        "rows": len(told),
        "kept_at": at,
    }
    kept = Workforce.objects.filter(organisation=organisation).first()
    if kept is None:
        kept = create(Workforce(organisation=organisation, **cells))
    else:
        change(kept, **cells)
    held = _listed(kept, told)
    note(rows=len(told), held=held)
    return kept


@act(allowed=keeps_list, is_of_one=True)
def drop_workforce(workforce: Workforce, *, by: Actor, at: datetime) -> None:
    note(rows=workforce.rows)
    workforce.delete()


@act(allowed=is_node, is_of_one=True)
def match_workforce(workforce: Workforce, *, by: Actor, at: datetime) -> None:
    """Held against the records anew: a number or a name may have been corrected since the list was sent."""
    found, lost = paired_anew(workforce, keyring_here())
    Listed.objects.filter(workforce=workforce, certificate__in=lost).delete()
    _list(workforce, found)
    note(found=len(found), lost=len(lost))


def _listed(workforce: Workforce, rows: Sequence[Row]) -> int:
    Listed.objects.filter(workforce=workforce).delete()
    held = {found.pk for _, found in paired(rows) if found is not None}
    _list(workforce, held)
    return len(held)


def _list(workforce: Workforce, certificates: Collection[int]) -> None:
    rows = [Listed(workforce=workforce, certificate_id=key, line=line()) for key in sorted(certificates)]
    Listed.objects.bulk_create(rows)


def _is_sound(row: Row) -> bool:
    return 0 < len(row.number) <= LONGEST_NUMBER and 0 < len(row.name) <= LONGEST_NAME
