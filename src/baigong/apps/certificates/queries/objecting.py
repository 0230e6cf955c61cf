"""An objection as whoever filed it sees it, by the code that she got."""

from dataclasses import dataclass
from datetime import datetime

from baigong.apps.certificates.models import Objection
from baigong.apps.certificates.refusals import NoObjection
from baigong.apps.certificates.states import BATCH, OBJECTION
from baigong.core.text import Text


@dataclass(frozen=True, slots=True)
class OwnObjection:
    """`contact` is masked; empty: none was given, or it has been deleted. `is_public`: its notice can still be read."""

    batch: str
    batch_state: str
    batch_title: Text
    is_public: bool
    text: str
    contact: str
    filed_at: datetime
    state: str
    state_title: Text
    answer: str
    settled_at: datetime | None


def own_objection(mark: bytes) -> OwnObjection:
    """`mark` is the digest of the code. Raises NoObjection, the same for every code that opens none."""
    row = Objection.objects.select_related("batch").filter(mark=mark).first()
    if row is None:
        raise NoObjection
    return OwnObjection(
        batch=row.batch.key,
        batch_state=row.batch.state,
        batch_title=BATCH.title(row.batch.state),
        is_public=row.batch.state != "withdrawn",
        text=row.text,
        contact=row.masked,
        filed_at=row.filed_at,
        state=row.state,
        state_title=OBJECTION.title(row.state),
        answer=row.answer,
        settled_at=row.settled_at,
    )
