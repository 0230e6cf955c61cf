"""Facts of a person's life and work."""

from django.db import models

from baigong.apps.registry.models.persons import Identifier


class Fact(models.Model):
    """A fact of a person's life, recorded under one of her numbers."""

    identifier = models.ForeignKey(Identifier, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def bearer(self) -> int:
        return int(self.identifier.person_id)

    @property
    def place(self) -> str:
        return str(self.identifier.person.place)


class Employment(Fact):
    credit_code = models.CharField(max_length=18)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    occupation = models.TextField(null=True)
    line = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["identifier", "credit_code", "from_on"], name="one_employment"),)
        indexes = (models.Index(fields=["credit_code"], name="employment_by_employer"),)


class Insurance(Fact):
    """Months of unemployment insurance paid; `to_month` is inclusive, none: still insured."""

    credit_code = models.CharField(max_length=18)
    from_month = models.DateField()
    to_month = models.DateField(null=True)
    line = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["identifier", "credit_code", "from_month"], name="one_insurance"),
        )


class Benefit(Fact):
    """Months of unemployment benefit drawn."""

    from_month = models.DateField()
    to_month = models.DateField(null=True)
    line = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["identifier", "from_month"], name="one_benefit"),)


class Status(Fact):
    """A group that a person belonged to for a time."""

    group = models.CharField(max_length=16)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    line = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["identifier", "group", "from_on"], name="one_status"),)
