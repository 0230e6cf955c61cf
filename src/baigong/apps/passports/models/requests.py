"""Somebody asks a person to be let see kinds of her records."""

from typing import ClassVar

from django.db import models

from baigong.apps.passports.states import request_states
from baigong.apps.registry.models import Consent, Person


class ConsentRequest(models.Model):
    """By an organisation, or by an office for its region; what she granted is the consent, not what was asked."""

    UNSAID: ClassVar = ("purpose",)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.CharField(max_length=18, blank=True)
    region = models.CharField(max_length=6, blank=True)  # of the office that asks
    office = models.CharField(max_length=120, blank=True)
    kinds = models.JSONField()
    purpose = models.CharField(max_length=200)
    to_on = models.DateField()
    account = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=request_states, default="asked")
    answered_at = models.DateTimeField(null=True)
    consent = models.OneToOneField(Consent, null=True, on_delete=models.SET_NULL, related_name="+")
    line = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person", "organisation", "region"],
                name="one_open_request_an_asker",
                condition=models.Q(state="asked"),
            ),
        )
        indexes = (
            models.Index(fields=["person", "-id"], name="consent_request_by_person"),
            models.Index(fields=["organisation", "-id"], name="consent_request_by_asker"),
        )

    @property
    def bearer(self) -> int:
        return int(self.person_id)

    @property
    def place(self) -> str:
        return str(self.person.place)
