"""Certificates in their signed forms, the keys that signed them, the lists that say whether they stand."""

from typing import ClassVar

from django.db import models

from baigong.apps.certificates.models.batches import Draft
from baigong.apps.certificates.models.certificates import Certificate
from baigong.apps.certificates.states import copy_kinds


class IssuingKey(models.Model):
    """The public half, and the first and last day on which it signs; the private half lies in the key store as `name`.

    `until` is open while the key signs. What is only on record is signed under a name (`did`) of its own, so that
    whoever verifies it sees that, whatever the form.
    """

    kind = models.CharField(max_length=12, choices=copy_kinds, default="issued_here")
    kid = models.CharField(max_length=120, unique=True)
    did = models.CharField(max_length=100)
    name = models.CharField(max_length=63, unique=True)
    region = models.CharField(max_length=6)
    office_name = models.CharField(max_length=120)
    public = models.BinaryField(max_length=32)
    since = models.DateField()
    until = models.DateField(null=True)
    ended_because = models.CharField(max_length=10, blank=True)  # rotated, lost, leaked
    line = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["region", "since"], name="issuing_key_by_region"),)


class StatusList(models.Model):
    """131,072 bits of one issuer; `given` counts the indexes drawn. What is signed is computed from the certificates.

    `is_changed`: an ending was recorded since it was signed last.
    """

    UNSAID: ClassVar = ("listed", "voided")  # long, and served to everybody

    address = models.CharField(max_length=200, unique=True)
    did = models.CharField(max_length=100)
    region = models.CharField(max_length=6)
    kind = models.CharField(max_length=12, choices=copy_kinds, default="issued_here")
    year = models.IntegerField()
    number = models.IntegerField()
    drawn_by = models.BinaryField()  # sealed: what the indexes are drawn by
    given = models.IntegerField(default=0)
    is_changed = models.BooleanField(default=True)
    listed = models.TextField(blank=True)
    voided = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    published_until = models.DateTimeField(null=True)
    line = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["year", "number"], name="one_status_list"),)


class SignedCopy(models.Model):
    """What its holder gets: three forms of one certificate, sealed as one; forgetting her is emptying `content`.

    `draft` names the result it came from, once; none where a certificate on record was countersigned.
    """

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="+")
    draft = models.OneToOneField(Draft, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=copy_kinds)
    key = models.ForeignKey(IssuingKey, on_delete=models.PROTECT, related_name="+")
    content = models.BinaryField(null=True)
    printed = models.BinaryField(max_length=32, unique=True)
    badge = models.BinaryField(max_length=32, unique=True)
    token = models.BinaryField(max_length=32, unique=True)
    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="+")
    status_index = models.IntegerField()
    log_key = models.CharField(max_length=200)
    signed_at = models.DateTimeField()
    reprints = models.IntegerField(default=0)
    line = models.BigIntegerField()

    @property
    def place(self) -> str:
        return self.certificate.place

    class Meta:
        constraints = (models.UniqueConstraint(fields=["status_list", "status_index"], name="one_status_index"),)
        indexes = (models.Index(fields=["line"], name="copy_by_line"),)
