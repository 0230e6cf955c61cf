"""Published figures as records; readings of the node's own figures, by vintage; periods; publications.

Beside them, by load, the tables for which no app has a use yet.
"""

from typing import ClassVar

from django.db import models

from baigong.apps.authority.models import Lock
from baigong.apps.progress.states import period_kinds, period_states, publication_states


class Kept(models.Model):
    """A file of rows, keyed, of a table that has no app yet; it counts because this row of it was committed."""

    table = models.CharField(max_length=32)
    path = models.TextField()
    rows = models.BigIntegerField()
    line = models.BigIntegerField()


class Observation(models.Model):
    """A figure that somebody published; what it said before stands in the registry's earlier states."""

    indicator = models.TextField()
    region = models.CharField(max_length=6)
    period = models.CharField(max_length=32)
    source = models.TextField()
    value = models.FloatField(null=True)
    relation = models.CharField(max_length=2, null=True)
    unit = models.TextField(null=True)
    definition = models.TextField(null=True)
    published_on = models.DateField(null=True)
    place = models.CharField(max_length=6)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(null=True)
    line = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["indicator", "region", "period", "source"], name="one_observation"),
        )
        indexes = (models.Index(fields=["definition", "region"], name="observation_by_definition"),)


class Reading(models.Model):
    """The node's figures for a day, as sealed by `seal` and known at `known`; a later reading never changes it.

    Cells are kept where they differ from those of the reading before in the same chain, which begins with `chain`.
    """

    number = models.BigIntegerField(unique=True)
    chain = models.BigIntegerField()
    region = models.CharField(max_length=6)
    plan = models.TextField()
    first = models.DateField()
    on = models.DateField()
    known = models.DateTimeField(null=True)
    taken_at = models.DateTimeField()
    seal = models.BigIntegerField()
    load = models.BigIntegerField(null=True)  # the journal line of the last load it saw
    quarantined = models.JSONField(default=dict)
    synthetic = models.BooleanField()
    line = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["chain", "number"], name="reading_by_chain"),)


class Cell(models.Model):
    """Six counts of one cell of a breakdown; `key` holds its labels as JSON, so that unknown is not a word."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="+")
    grain = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    events = models.BigIntegerField()
    holders = models.BigIntegerField()
    first = models.BigIntegerField()
    first_high = models.BigIntegerField()
    stock = models.BigIntegerField()
    stock_high = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["grain", "key", "reading"], name="one_cell_a_reading"),)


class Computed(models.Model):
    """What a reading says of one target; `value` is exact, as `numerator/denominator`."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="+")
    target = models.CharField(max_length=60)
    region = models.CharField(max_length=6)
    value = models.TextField()
    relation = models.CharField(max_length=2)
    first = models.DateField(null=True)
    last = models.DateField()
    definition = models.CharField(max_length=80)
    status = models.CharField(max_length=16, null=True)
    parts = models.JSONField(default=list)  # of a ratio: values with their days and sources

    class Meta:
        constraints = (models.UniqueConstraint(fields=["reading", "target"], name="one_figure_a_target"),)


class Period(models.Model):
    """A stretch of days that is reported as one: when the report is due, and whether its records are locked."""

    kind = models.CharField(max_length=8, choices=period_kinds)
    region = models.CharField(max_length=6)
    first = models.DateField()
    last = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=period_states, default="open")
    lock = models.ForeignKey(Lock, null=True, on_delete=models.PROTECT, related_name="+")
    line = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["region", "kind", "first"], name="one_period"),)


class Publication(models.Model):
    """A reading on its way to the public. `findings` are what validation found, for people to look at."""

    UNSAID: ClassVar = ("findings",)

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=6)
    period = models.CharField(max_length=40)  # what is reported, such as 2025Q3
    note_zh = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    state = models.CharField(max_length=16, choices=publication_states, default="drafted")
    findings = models.JSONField(default=list)
    drafted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    line = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["state", "id"], name="publication_by_state"),)


class FollowUp(models.Model):
    """Somebody looked at a finding of a publication and says what it is."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=6)
    finding = models.IntegerField()  # its place in the list
    answer = models.TextField()
    actor = models.CharField(max_length=80)
    answered_at = models.DateTimeField()
    line = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["publication", "finding"], name="one_answer_a_finding"),)
