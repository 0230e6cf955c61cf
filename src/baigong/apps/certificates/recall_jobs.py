"""What the node does by itself with recalls, and with what the public log has of its certificates."""

from datetime import datetime

from baigong.apps.authority.actor import operator
from baigong.apps.certificates.actions import note_logged, void_recalled
from baigong.apps.certificates.logged import sightings, some_placed
from baigong.apps.certificates.models import Recall
from baigong.apps.transparency.shards import logs_here

NODE = operator("worker")


def carry_out_recall(line: int, subject: str, *, at: datetime) -> None:
    """After it was decided: all its certificates in one transaction."""
    recall = Recall.objects.get(pk=int(subject.rpartition("/")[2]))
    if recall.state == "decided":
        void_recalled(recall, by=NODE, at=at)


def resume_recalls(*, at: datetime) -> None:
    """Those whose job was lost."""
    for recall in Recall.objects.filter(state="decided").order_by("id"):
        carry_out_recall(0, f"certificates.recall/{recall.pk}", at=at)


def note_what_is_logged(*, at: datetime) -> None:
    """Every minute, after the sequencer; nothing is written where nothing is new."""
    if some_placed():
        note_logged((), by=NODE, at=at)
    if seen := sightings(logs_here()):
        note_logged(seen, by=NODE, at=at)
