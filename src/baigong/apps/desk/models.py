"""Enquiries, and what was said in each of them since."""

from typing import ClassVar

from django.db import models

from baigong.apps.authority.models import Account
from baigong.apps.desk.states import enquiry_kinds, enquiry_states, entry_kinds


class Enquiry(models.Model):
    """What somebody wrote, without an account. Whether it is overdue is computed, never kept.

    `due_on` is as it was promised when it was received, given more time, or reopened; `answered_at` and `promised_for`
    are of the first answer, by which the promise is judged.
    """

    UNSAID: ClassVar = ("subject", "text", "masked")

    number = models.CharField(max_length=32, unique=True)
    digest = models.BinaryField(max_length=32)  # of the secret code
    kind = models.CharField(max_length=12, choices=enquiry_kinds)
    subject = models.CharField(max_length=100)
    text = models.TextField()
    contact = models.BinaryField(null=True)  # sealed
    masked = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=6)  # whose office answers
    received_at = models.DateTimeField()
    due_on = models.DateField()
    assigned_to = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    extended_because = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    promised_for = models.DateField(null=True)
    told_at = models.DateTimeField(null=True)  # the last answer, after which it is reopened or closed
    closed_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=enquiry_states, default="received")
    line = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["state", "due_on", "id"], name="enquiry_by_due_day"),
            models.Index(fields=["received_at"], name="enquiry_by_time"),
        )


class Entry(models.Model):
    """Something said in an enquiry: by whoever wrote it, or by the office, whose person is named to officials only."""

    UNSAID: ClassVar = ("text",)

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=6)
    kind = models.CharField(max_length=12, choices=entry_kinds)
    text = models.TextField()
    actor = models.CharField(max_length=80)
    office = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    line = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["enquiry", "id"], name="entry_by_enquiry"),)
