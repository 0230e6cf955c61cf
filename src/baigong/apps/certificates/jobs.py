"""What the node does by itself with persons, their certificates, and what signs them."""

import logging
import os
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings

from baigong.apps.authority.actor import Actor, operator
from baigong.apps.certificates.actions import (
    drop_objector,
    issue_drafts,
    publish_status,
    rotate_keys,
    sign_on_record,
)
from baigong.apps.certificates.issuing.objections import contacts_over
from baigong.apps.certificates.issuing.publishing import due
from baigong.apps.certificates.likenesses import find
from baigong.apps.certificates.models import Batch, Certificate, SignedCopy
from baigong.apps.registry.actions import drop_expired, record_candidates
from baigong.apps.registry.numbers import keyring_here
from baigong.core.refusal import Refusal

NODE: Actor = operator("worker")
LOG = logging.getLogger("baigong.certificates")


def find_candidates(line: int, subject: str, *, at: datetime) -> None:
    """After a load: its persons' namesakes are compared with them."""
    record_candidates(find(keyring_here(), line=line), by=NODE, at=at)


def tidy_up(*, at: datetime) -> None:
    """Every night: what has been kept long enough goes."""
    drop_expired(by=NODE, at=at)
    for objection in contacts_over(at - timedelta(days=settings.NODE.objection_days)):
        drop_objector(objection, by=NODE, at=at)


def issue_certificates(line: int, subject: str, *, at: datetime) -> None:
    """After a batch was decided."""
    issue_rest(_number(subject), random=os.urandom, by=NODE, at=at)


def issue_rest(batch_id: int, *, random: Callable[[int], bytes], by: Actor, at: datetime) -> None:
    """Chunk by chunk. Killed in between, it goes on where it stopped; of two at it each waits for the other's chunk."""
    batch = Batch.objects.get(pk=batch_id)
    while batch.state == "issuing":
        issue_drafts(batch, random=random, by=by, at=at)
        batch.refresh_from_db()


def resume_issuing(*, at: datetime) -> None:
    """Batches whose job was lost, and those that waited for a key to come back."""
    for batch in Batch.objects.filter(state="issuing").order_by("id"):
        try:
            issue_certificates(0, f"certificates.batch/{batch.pk}", at=at)
        except Refusal as refusal:
            LOG.warning("batch waits", extra={"facts": {"batch": batch.pk, "why": refusal.code}})


def sign_record(line: int, subject: str, *, at: datetime) -> None:
    """After it was decided that a record is countersigned."""
    certificate = Certificate.objects.select_related("holder__person").get(pk=_number(subject))
    if not SignedCopy.objects.filter(certificate=certificate).exists():
        sign_on_record(certificate, random=os.urandom, by=NODE, at=at)


def publish_lists(*, at: datetime) -> None:
    """Every minute: lists that changed, and once a day all. One without a key is late, and its readers are told."""
    for row in due(at):
        try:
            publish_status(row, by=NODE, at=at)
        except Refusal as refusal:
            LOG.warning("status list waits", extra={"facts": {"list": row.address, "why": refusal.code}})


def publish_after(line: int, subject: str, *, at: datetime) -> None:
    """After an ending: its list at once, not with the next minute."""
    publish_lists(at=at)


def change_keys(*, at: datetime) -> None:
    """Every night; in a new year there is something to do."""
    rotate_keys(by=NODE, at=at)


def _number(subject: str) -> int:
    return int(subject.rpartition("/")[2])
