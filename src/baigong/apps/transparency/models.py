"""What acts ask to be logged, who shall witness the log, and what keeps a year's log from going on."""

from django.db import models


class Entry(models.Model):
    """An entry of the public log, asked for by the act whose line it bears; `shard` and `number` are its place.

    `statement`: the public bytes that the entry commits to, where there are any. Nothing here is about a person.
    """

    key = models.CharField(max_length=200, unique=True)
    entry = models.BinaryField()
    statement = models.BinaryField(default=b"")
    about = models.CharField(max_length=120, blank=True)  # the row that it speaks of, such as progress.publication/5
    year = models.IntegerField()
    asked_at = models.DateTimeField()
    shard = models.IntegerField(null=True)
    number = models.BigIntegerField(null=True)
    line = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["id"], name="entry_waiting", condition=models.Q(number=None)),
            models.Index(fields=["shard", "number"], name="entry_by_place"),
            models.Index(fields=["about"], name="entry_by_about"),
        )


class Witnesses(models.Model):
    """The witnesses and the quorum, as lines of a trust policy; the newest row holds."""

    lines = models.TextField()
    region = models.CharField(max_length=6)
    named_at = models.DateTimeField()
    line = models.BigIntegerField()


class Halt(models.Model):
    """Why a year's log does not go on, as its last run found it; gone as soon as a run succeeds."""

    year = models.IntegerField(unique=True)
    code = models.CharField(max_length=60)
    sentence = models.TextField()
    facts = models.JSONField(default=dict)
    since = models.DateTimeField()
