"""An employer's list of its staff's certificates."""

from django.db import models

from baigong.apps.certificates.models import Certificate


class Workforce(models.Model):
    """One an employer, replaced whole. The list lies sealed in `content`, bound to `mark`, which is random."""

    organisation = models.CharField(max_length=18, unique=True)
    mark = models.BinaryField(max_length=16, unique=True)
    content = models.BinaryField()  # sealed
    rows = models.IntegerField()
    kept_at = models.DateTimeField()
    line = models.BigIntegerField()


class Listed(models.Model):
    """A certificate that a row of the list names rightly, number and name: whose end the employer is told."""

    workforce = models.ForeignKey(Workforce, on_delete=models.CASCADE, related_name="+")
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="+")
    line = models.BigIntegerField()  # of the act that found it: the list sent, or held against the records anew

    class Meta:
        constraints = (models.UniqueConstraint(fields=["workforce", "certificate"], name="one_listed_a_certificate"),)
        indexes = (models.Index(fields=["certificate"], name="listed_by_certificate"),)
