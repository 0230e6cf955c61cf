"""Whether a node holds anything yet, asked at every start of a demonstration: so it imports little."""

from django.db.models import Exists, OuterRef

from baigong.apps.certificates.models import Certificate
from baigong.apps.exchange.models import Origin
from baigong.apps.registry.models import Employment, Organisation
from baigong.core.scope import Scope


def sample_worker(scope: Scope) -> tuple[int, str] | None:
    """Somebody in the scope who holds a certificate and has a job, with her employer: a demonstration's worker."""
    held = Certificate.objects.filter(holder__person=OuterRef("identifier__person"))
    employed = Employment.objects.filter(Exists(held), to_on=None).order_by("id")
    places = dict(Organisation.objects.values_list("credit_code", "place"))
    found = employed.values_list("identifier__person", "credit_code")
    return next(((person, code) for person, code in found if scope.holds_region(places.get(code))), None)


def has_loads(scope: Scope) -> bool:
    """Whether anything was ever loaded."""
    return any(scope.holds_region(region) for region in Origin.objects.values_list("upload__region", flat=True))
