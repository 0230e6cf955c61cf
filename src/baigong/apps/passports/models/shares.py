"""A link by which a person shows some items of her record until a day."""

from typing import ClassVar

from django.db import models

from baigong.apps.registry.models import Person


class Share(models.Model):
    """The secret of the link is nowhere: `digest` is its SHA-256. Each of `items` is a certificate's own key and the
    cells of it that are shown.
    """

    UNSAID: ClassVar = ("purpose", "items")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    digest = models.BinaryField(max_length=32, unique=True)
    items = models.JSONField()
    purpose = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    ends_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)
    line = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["person", "-id"], name="share_by_person"),)

    @property
    def bearer(self) -> int:
        return int(self.person_id)

    @property
    def place(self) -> str:
        return str(self.person.place)
