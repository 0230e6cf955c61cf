"""Organisations, what evaluation bodies may certify, licences."""

from django.db import models


class Organisation(models.Model):
    credit_code = models.CharField(max_length=18, unique=True)
    name = models.TextField(null=True)
    region = models.CharField(max_length=6, null=True)
    place = models.CharField(max_length=6)
    kinds = models.TextField(null=True)
    parent = models.CharField(max_length=18, null=True)
    line = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["line"], name="organisation_by_line"),)


class Filing(models.Model):
    """What an evaluation body may certify, where, from when to when."""

    filing = models.TextField(unique=True)
    credit_code = models.CharField(max_length=18)
    body_number = models.TextField(null=True)
    occupation = models.TextField()
    levels = models.TextField()
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    region = models.CharField(max_length=6, null=True)
    place = models.CharField(max_length=6)
    applied_on = models.DateField(null=True)
    approved_on = models.DateField(null=True)
    line = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["credit_code"], name="filing_by_body"),
            models.Index(fields=["line"], name="filing_by_line"),
        )


class Licence(models.Model):
    credit_code = models.CharField(max_length=18)
    kind = models.CharField(max_length=16)
    from_on = models.DateField()
    occupations = models.TextField(null=True)
    levels = models.TextField(null=True)
    to_on = models.DateField(null=True)
    line = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["credit_code", "kind", "from_on"], name="one_licence"),)

    @property
    def place(self) -> str:
        """The organisation's; unknown where it is not on record."""
        found = Organisation.objects.filter(credit_code=self.credit_code).values_list("place", flat=True).first()
        return str(found or "")
