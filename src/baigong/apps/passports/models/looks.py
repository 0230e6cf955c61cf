"""Who looked at something of a person's record."""

from typing import ClassVar

from django.db import models

from baigong.apps.authority.models import Account
from baigong.apps.certificates.models import Certificate
from baigong.apps.passports.models.shares import Share
from baigong.apps.passports.states import look_kinds
from baigong.apps.registry.models import Person


class Look(models.Model):
    """A line that she can read. Who was not signed in is nobody: neither an address nor a browser is kept.

    `once` joins what one reader sees of her again and again on one day; `times` counts it.
    """

    UNSAID: ClassVar = ("purpose",)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    certificate = models.ForeignKey(Certificate, null=True, on_delete=models.PROTECT, related_name="+")
    share = models.ForeignKey(Share, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=look_kinds)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.CharField(max_length=18, blank=True)
    office = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    once = models.CharField(max_length=120, unique=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.IntegerField(default=1)
    line = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["person", "-last_at"], name="look_by_person"),
            models.Index(fields=["share", "-id"], name="look_by_share"),
            models.Index(fields=["certificate"], name="look_by_certificate"),
        )
