"""Persons, the numbers they bear, and what their rows said before."""

from typing import ClassVar

from django.db import models


class Person(models.Model):
    """A row of ours. `is_described` once a persons row was read; else she is known from other records only."""

    name = models.TextField(null=True)
    document = models.CharField(max_length=16, null=True)
    sex = models.CharField(max_length=1, null=True)
    born_on = models.DateField(null=True)
    region = models.CharField(max_length=6, null=True)
    place = models.CharField(max_length=6)
    left_on = models.DateField(null=True)
    left_reason = models.TextField(null=True)
    left_recorded_at = models.DateTimeField(null=True)
    groups = models.TextField(null=True)
    is_described = models.BooleanField(default=False)
    line = models.BigIntegerField()

    UNSAID: ClassVar[frozenset[str]] = frozenset({"name", "born_on"})

    class Meta:
        indexes = (
            models.Index(fields=["line"], name="person_by_line"),
            # Equality and prefixes, whatever the database's collation is.
            models.Index(fields=["name"], opclasses=["text_pattern_ops"], name="person_by_name"),
            models.Index(fields=["place", "id"], name="person_by_place"),
        )

    @property
    def bearer(self) -> int:
        """Whose record this is; so every record of a person says."""
        return int(self.pk)


class Identifier(models.Model):
    """A number that a person bears or bore; encrypted, found by its blind index, told masked.

    `sex` and `born_on` are what a resident number says of its bearer. Without `number` only a key is known: the person
    came in a keyed package. `document` is empty where the person's own row says it. One that was `corrected` was never
    hers, but may be named again by packages of before; one that was `replaced` was.
    """

    UNSAID: ClassVar = ("born_on",)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key = models.BinaryField(max_length=16, unique=True)
    number = models.BinaryField(null=True)
    sex = models.CharField(max_length=1, null=True)
    born_on = models.DateField(null=True)
    document = models.CharField(max_length=16, null=True)
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)
    ending = models.CharField(max_length=10, null=True)
    line = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["line"], name="identifier_by_line"),)

    @property
    def place(self) -> str:
        return str(self.person.place)


class IndexKey(models.Model):
    """Which of the keyring's index keys the identifiers stand under; one row, or none before the first rotation."""

    fingerprint = models.CharField(max_length=16)
    line = models.BigIntegerField()


class Merge(models.Model):
    """Two numbers, one person, from one instant to another: undone, not erased."""

    identifier = models.OneToOneField(Identifier, on_delete=models.PROTECT, related_name="+")
    into = models.ForeignKey(Identifier, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    line = models.BigIntegerField()

    @property
    def place(self) -> str:
        return str(self.identifier.person.place)


class EarlierState(models.Model):
    """What a row said before it was amended; `until` is the line that superseded it."""

    table = models.CharField(max_length=32)
    row = models.BigIntegerField()
    cells = models.JSONField()
    until = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["table", "row", "id"], name="earlier_state_of_row"),
            models.Index(fields=["until"], name="earlier_state_by_line"),
        )
