"""Numbers of certificates by the published form: gapless of each body, year and level, and never given twice."""

from baigong.apps.certificates.models import Certificate, Serial
from baigong.apps.certificates.refusals import NumbersUsedUp

MOST = 999_999


def take_numbers(body_number: str, level: str, *, year: int, count: int) -> list[str]:
    """The next ones, within the act under way: whoever else wants some of the same row waits for its end.

    What a package brought under such a number is passed over, so no number stands on two certificates.
    """
    Serial.objects.bulk_create([Serial(body_number=body_number, year=year, level=level)], ignore_conflicts=True)
    row = Serial.objects.select_for_update().get(body_number=body_number, year=year, level=level)
    head = f"{body_number}{year % 100:02d}{level}"
    numbers, last = _free(head, after=row.last, count=count)
    if last > MOST:
        raise NumbersUsedUp(body=body_number, year=year, level=level)
    Serial.objects.filter(pk=row.pk).update(last=last)
    return numbers


def _free(head: str, *, after: int, count: int) -> tuple[list[str], int]:
    found: list[str] = []
    while len(found) < count:
        wanted = [f"{head}{serial:06d}" for serial in range(after + 1, after + 1 + count - len(found))]
        after += len(wanted)
        # Numbers of one body, year and level differ in their digits only, so a range misses none of them.
        between = Certificate.objects.filter(number__range=(wanted[0], wanted[-1]))
        taken = set(between.values_list("number", flat=True))
        found += [number for number in wanted if number not in taken]
    return found, after
