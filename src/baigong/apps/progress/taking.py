"""Taking a reading of the node, and counting an earlier one again from its seal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from baigong.apps.authority.actor import Actor
from baigong.apps.progress.actions import take_reading
from baigong.apps.progress.cells import cells_of
from baigong.apps.progress.counting import PROOFS, Asking, Counts, Key, counted
from baigong.apps.progress.lake import Whose, lake_now, lay_as_sealed
from baigong.apps.progress.models import Reading
from baigong.apps.progress.queries import ReadingShown, figures_on_record, reading
from baigong.core.plans import Plan
from baigong.core.scope import WHOLE
from baigong.ground.node.home import Home


@dataclass(frozen=True)
class Place:
    """Where readings are taken: the node's folder, its plan, and what its figures say of themselves."""

    home: Home
    plan: Plan
    whose: Whose


def take(place: Place, *, on: date, known: datetime | None = None, by: Actor, at: datetime) -> ReadingShown:
    """Counted outside of any transaction, then kept in one."""
    with lake_now(place.home, place.whose, at=at) as folder:
        taken = counted(folder, _asking(place, on, known))
    row: Reading = take_reading(taken, by=by, at=at)
    return reading(WHOLE, row.number)


def counted_again(place: Place, number: int, *, at: datetime) -> Mapping[Key, tuple[Counts, Counts]]:
    """The cells in which an earlier reading, counted anew as it was sealed, differs from what was kept: none.

    How far records can be proved is left out: what they can be proved by is not laid out as it was sealed.
    """
    row = Reading.objects.get(number=number)
    place.home.scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=place.home.scratch) as scratch:
        folder = Path(scratch) / "lake"
        lay_as_sealed(place.home, place.whose, row.seal, folder, at=at)
        asking = Asking(place.plan, row.on, row.first, row.known)
        anew = {key: counts for key, counts in counted(folder, asking, is_kept=False).cells.items() if any(counts)}
    kept = cells_of(row)
    nothing: Counts = ()
    keys = anew.keys() | kept.keys()
    counted_now = (key for key in keys if key[0] not in PROOFS and kept.get(key) != anew.get(key))
    return {key: (kept.get(key, nothing), anew.get(key, nothing)) for key in counted_now}


def _asking(place: Place, on: date, known: datetime | None) -> Asking:
    return Asking(place.plan, on, place.plan.first_day, known, figures_on_record(WHOLE, place.plan))
