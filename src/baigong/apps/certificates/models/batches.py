"""A batch on its way to certificates: its results, what was objected to, the numbers that were given."""

from typing import ClassVar

from django.db import models

from baigong.apps.certificates.states import batch_states, draft_states, objection_states
from baigong.apps.registry.models import Identifier


class Batch(models.Model):
    """One session's results of one occupation and level. Who did what and when stands in the journal.

    The audit's and the notice's documents lie sealed at `…_path`; `marks` is what the log says of the results.
    `issued_on` is set once, when it is decided: a job that goes on the next day gives the same day.
    """

    key = models.CharField(max_length=64, unique=True)
    credit_code = models.CharField(max_length=18)
    filing = models.TextField()
    body_number = models.CharField(max_length=13)
    issuer_name = models.TextField()
    occupation = models.TextField()
    occupation_name = models.TextField()
    level = models.CharField(max_length=1)
    channel = models.CharField(max_length=16)
    region = models.CharField(max_length=6)
    session = models.CharField(max_length=64)
    held_on = models.DateField()
    seats = models.IntegerField()
    state = models.CharField(max_length=10, choices=batch_states, default="draft")
    audit_name = models.CharField(max_length=200, blank=True)
    audit_digest = models.CharField(max_length=80, blank=True)
    audit_path = models.CharField(max_length=200, blank=True)
    audited_at = models.DateTimeField(null=True)
    marks = models.BinaryField(max_length=32, null=True)
    marks_salt = models.BinaryField(max_length=16, null=True)
    notice_name = models.CharField(max_length=200, blank=True)
    notice_digest = models.CharField(max_length=80, blank=True)
    notice_path = models.CharField(max_length=200, blank=True)
    notice_address = models.CharField(max_length=400, blank=True)
    notice_from = models.DateField(null=True)
    notice_to = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    signed_by = models.CharField(max_length=120, blank=True)  # the key's kid, set with `issued_on`
    line = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["credit_code", "session"],
                name="one_batch_a_session",
                condition=~models.Q(state="withdrawn"),
            ),
        )
        indexes = (
            models.Index(fields=["region", "-id"], name="batch_by_region"),
            models.Index(fields=["credit_code", "held_on"], name="batch_by_body"),
        )


class Draft(models.Model):
    """One certificate to be. Only who passed is issued; whoever is struck is not, and stays to be seen."""

    UNSAID: ClassVar = ("name", "struck_because")

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Identifier, on_delete=models.PROTECT, related_name="+")
    position = models.IntegerField()
    name = models.TextField(null=True)
    theory = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    practical = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    review = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    passed = models.CharField(max_length=8)  # yes, no, absent
    state = models.CharField(max_length=8, choices=draft_states, default="draft")
    struck_because = models.TextField(blank=True)
    line = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["batch", "holder"], name="one_draft_a_holder"),)
        indexes = (models.Index(fields=["batch", "state", "position"], name="draft_by_place"),)


class Objection(models.Model):
    """Somebody says, while the notice stands, that a result is wrong. How to reach her is sealed."""

    UNSAID: ClassVar = ("text", "answer", "masked")

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=6)
    draft = models.ForeignKey(Draft, null=True, on_delete=models.PROTECT, related_name="+")  # whom it struck
    text = models.TextField()
    mark = models.BinaryField(max_length=32, unique=True)  # of the code that she got; the sealed contact is bound to it
    contact = models.BinaryField(null=True)  # sealed
    masked = models.CharField(max_length=100, blank=True)
    account = models.BigIntegerField(null=True)
    filed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=objection_states, default="filed")
    answer = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True)
    line = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["batch", "id"], name="objection_by_batch"),)


class Serial(models.Model):
    """The last number given of a body, year and level; whoever takes the next holds the row's lock."""

    body_number = models.CharField(max_length=13)
    year = models.IntegerField()
    level = models.CharField(max_length=1)
    last = models.IntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["body_number", "year", "level"], name="one_serial"),)
