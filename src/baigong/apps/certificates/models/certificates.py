"""A certificate as it stands; what it said before stands in the registry's earlier states."""

from typing import ClassVar

from django.db import models

from baigong.apps.registry.models import Identifier


class Certificate(models.Model):
    number = models.TextField()
    holder = models.ForeignKey(Identifier, on_delete=models.PROTECT, related_name="+")
    name = models.TextField(null=True)
    occupation = models.TextField()
    occupation_name = models.TextField(null=True)
    trade = models.TextField(null=True)
    level = models.CharField(max_length=1)
    channel = models.CharField(max_length=16)
    credit_code = models.CharField(max_length=18, null=True)
    issuer_name = models.TextField(null=True)
    region = models.CharField(max_length=6, null=True)
    place = models.CharField(max_length=6)
    issued_on = models.DateField()
    batch = models.TextField(null=True)
    session = models.TextField(null=True)
    competition = models.TextField(null=True)
    prior_number = models.TextField(null=True)
    valid_until = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ending = models.CharField(max_length=8, null=True)
    recorded_at = models.DateTimeField(null=True)
    ending_recorded_at = models.DateTimeField(null=True)
    line = models.BigIntegerField()

    UNSAID: ClassVar[frozenset[str]] = frozenset({"name"})

    class Meta:
        # Not `unique=True`: that lays a second index, for beginnings of numbers, which nobody asks for.
        constraints = (models.UniqueConstraint(fields=["number"], name="one_certificate_a_number"),)
        indexes = (
            models.Index(fields=["line"], name="certificate_by_line"),
            models.Index(fields=["place", "id"], name="certificate_by_place"),
            models.Index(fields=["credit_code", "id"], name="certificate_by_body"),
        )

    @property
    def bearer(self) -> int:
        """Whose certificate this is."""
        return int(self.holder.person_id)
