"""Where certificates come from, as they say themselves: a competition, an earlier certificate."""

from collections.abc import Sequence
from dataclasses import dataclass

from baigong.apps.certificates.models import Certificate
from baigong.apps.certificates.queries.certificates import concerns
from baigong.core.scope import Scope


@dataclass(frozen=True, slots=True)
class Origin:
    competition: str | None
    prior_number: str | None


def origins_of(scope: Scope, certificates: Sequence[int]) -> dict[int, Origin]:
    """Of those that name one and concern the reader."""
    rows = Certificate.objects.filter(id__in=list(certificates)).select_related("holder")
    return {
        row.pk: Origin(row.competition, row.prior_number)
        for row in rows
        if (row.competition or row.prior_number) and concerns(scope, row)
    }
