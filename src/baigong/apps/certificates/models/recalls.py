"""Recalls of batches, what was said against them, the way back of an honest holder; which certificates are logged."""

from typing import ClassVar

from django.db import models

from baigong.apps.certificates.models.certificates import Certificate
from baigong.apps.certificates.recall_states import recall_states, recalled_states, reinstatement_states


class Recall(models.Model):
    """Certificates of one body, chosen once and then frozen; who opened and decided it stands in the journal.

    `batch`, `session`, `first` and `last` are what they were chosen by. Nothing is decided before `defence_until` is
    over, unless all have spoken.
    """

    UNSAID: ClassVar = ("grounds",)

    region = models.CharField(max_length=6)
    credit_code = models.CharField(max_length=18)
    issuer_name = models.TextField(blank=True)
    batch = models.CharField(max_length=64, blank=True)
    session = models.CharField(max_length=64, blank=True)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    grounds = models.TextField()
    document_name = models.CharField(max_length=200, blank=True)
    document_digest = models.CharField(max_length=80, blank=True)
    document_path = models.CharField(max_length=200, blank=True)
    certificates = models.IntegerField()
    state = models.CharField(max_length=10, choices=recall_states, default="open")
    opened_at = models.DateTimeField()
    defence_until = models.DateField()
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)  # of the decision, or of withdrawing it
    done_at = models.DateTimeField(null=True)
    line = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["region", "-id"], name="recall_by_region"),
            models.Index(fields=["credit_code", "-id"], name="recall_by_body"),
        )


class Recalled(models.Model):
    """One certificate of a recall. While one recall has it under question, no other one may."""

    UNSAID: ClassVar = ("kept_because",)

    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="+")
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=recalled_states, default="listed")
    kept_because = models.TextField(blank=True)
    line = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["recall", "certificate"], name="one_place_in_a_recall"),
            models.UniqueConstraint(
                fields=["certificate"],
                name="one_open_recall_a_certificate",
                condition=models.Q(state__in=("listed", "condemned")),
            ),
        )
        indexes = (
            models.Index(fields=["recall", "state", "id"], name="recalled_by_state"),
            models.Index(fields=["certificate"], name="recalled_by_certificate"),
        )

    @property
    def region(self) -> str:
        return str(self.recall.region)

    @property
    def bearer(self) -> int:
        return self.certificate.bearer


class Defence(models.Model):
    """What the body, or a holder about her own certificate, says before it is decided."""

    UNSAID: ClassVar = ("text",)

    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="+")
    recalled = models.ForeignKey(Recalled, null=True, on_delete=models.PROTECT, related_name="+")  # none: the body
    said_by = models.CharField(max_length=8)
    text = models.TextField()
    account = models.BigIntegerField(null=True)
    stated_at = models.DateTimeField()
    line = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["recall", "id"], name="defence_by_recall"),)

    @property
    def region(self) -> str:
        return str(self.recall.region)


class Reinstatement(models.Model):
    """An honest holder asks for a way back; `replacement` is the certificate that she got in its place."""

    UNSAID: ClassVar = ("text", "answer")

    recalled = models.ForeignKey(Recalled, on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=6)
    text = models.TextField()
    account = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=reinstatement_states, default="asked")
    way = models.CharField(max_length=8, blank=True)
    answer = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True)
    replacement = models.OneToOneField(Certificate, null=True, on_delete=models.PROTECT, related_name="+")
    line = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["recalled"], name="one_open_reinstatement", condition=models.Q(state__in=("asked", "granted"))
            ),
        )
        indexes = (models.Index(fields=["region", "-id"], name="reinstatement_by_region"),)

    @property
    def bearer(self) -> int:
        return self.recalled.bearer


class Logged(models.Model):
    """A certificate whose signed copy has its place in the public log; kept up by the node after each sequencing.

    `witnessed_at`: when enough witnesses had first seen a checkpoint that covers it; the node cannot set it back.
    """

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="+")
    shard = models.IntegerField()
    number = models.BigIntegerField()
    witnessed_at = models.DateTimeField(null=True)
    line = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["line"], name="logged_by_line"),
            models.Index(fields=["shard", "number"], name="logged_unwitnessed", condition=models.Q(witnessed_at=None)),
        )
