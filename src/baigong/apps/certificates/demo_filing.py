"""By which filing a demonstration's batches are issued, and so whose they are; it is asked at every start."""

from datetime import datetime, timedelta

from baigong.apps.registry.models import Filing
from baigong.core.codes.certificate import body_number
from baigong.core.codes.occupation import is_known_occupation
from baigong.core.periods import day_at

LEVELS = frozenset("54321")
SINCE = timedelta(days=30)


def sample_filing(*, at: datetime) -> Filing | None:
    """One of a body of the province, that holds today, for an occupation that the classification names."""
    on = day_at(at - SINCE)
    rows = Filing.objects.filter(place__startswith="33", from_on__lte=on, to_on=None).exclude(body_number=None)
    whole = (one for one in rows.order_by("-place", "id") if set(one.levels.split(";")) <= LEVELS)
    return next((one for one in whole if is_fit(one)), None)


def another_filing(filing: Filing) -> Filing:
    """Of the same body, of another occupation; the same one, where it has no other."""
    rows = Filing.objects.filter(credit_code=filing.credit_code, levels=filing.levels, to_on=None).order_by("id")
    return next((one for one in rows if one.occupation != filing.occupation and is_fit(one)), filing)


def sample_body(*, at: datetime) -> str | None:
    """Its credit code."""
    filing = sample_filing(at=at)
    return filing.credit_code if filing else None


def is_fit(filing: Filing) -> bool:
    number = f"{filing.body_number}{25}{1}{1:06d}"
    return body_number(number) is not None and is_known_occupation(filing.occupation)
