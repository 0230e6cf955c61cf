"""What the public log has of certificates is noted, so that figures and officials' findings can say so."""

from collections.abc import Sequence
from datetime import datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, line, note
from baigong.apps.certificates.logged import note_places
from baigong.apps.certificates.models import Logged
from baigong.apps.certificates.permissions import is_node


@act(allowed=is_node, is_of_one=True)
def note_logged(seen: Sequence[tuple[int, int, datetime]] = (), *, by: Actor, at: datetime) -> int:
    """How many are new. `seen`: what witnesses saw, by year, size and instant, the smallest size first."""
    count = note_places(line())
    for year, size, seen_at in seen:
        Logged.objects.filter(shard=year, number__lt=size, witnessed_at=None).update(witnessed_at=seen_at)
    note(certificates=count)
    return count
