"""Lines and the seals over them; the database itself refuses to change either."""

from django.db import models


class Line(models.Model):
    """One act. It outlives what it speaks of, so it names things as text: `certificates.certificate/17`."""

    id = models.BigAutoField(primary_key=True)
    act = models.CharField(max_length=80)
    subject = models.CharField(max_length=120, blank=True)
    actor = models.CharField(max_length=80)
    office = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=6, blank=True)  # of today; empty: the nation's
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    # The number of the seal over it, set once, afterwards: acts never wait for one another's seals.
    seal = models.BigIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["seal", "id"], name="journal_line_by_seal"),
            models.Index(fields=["subject", "id"], name="journal_line_by_subject"),
            models.Index(fields=["region", "id"], name="journal_line_by_region"),
        )


class Seal(models.Model):
    """A digest over its lines and the seal before it; its number is the cursor of every feed of changes."""

    id = models.BigIntegerField(primary_key=True)
    lines = models.IntegerField()
    previous = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)
    at = models.DateTimeField()


class Evidence(models.Model):
    """Something that happened and changed nothing: a sign-in. `batch` is the line that seals it with others."""

    kind = models.CharField(max_length=16)
    actor = models.CharField(max_length=80)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    batch = models.BigIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["batch", "id"], name="evidence_by_batch"),
            models.Index(fields=["actor", "id"], name="evidence_by_actor"),
        )
