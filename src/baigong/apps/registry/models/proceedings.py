"""What people say and decide about records: candidates for merging, disputes, consents."""

from typing import ClassVar

from django.db import models

from baigong.apps.registry.models.persons import Person
from baigong.apps.registry.states import candidate_states, dispute_states


class MergeCandidate(models.Model):
    """Two rows that may be one person, the smaller key first; `why` are the likenesses that speak for it."""

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    weight = models.FloatField()
    why = models.JSONField()
    place = models.CharField(max_length=6)  # the first one's
    state = models.CharField(max_length=10, choices=candidate_states, default="open")
    reason = models.TextField(blank=True)
    found_at = models.DateTimeField()
    line = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["first", "second"], name="one_candidate"),)
        indexes = (models.Index(fields=["state", "-weight", "id"], name="candidate_by_weight"),)


class Dispute(models.Model):
    """A worker, or an organisation, says that a record about it is wrong; `due_on` is by when it must be answered."""

    UNSAID: ClassVar = ("says", "answer")

    record = models.CharField(max_length=120)  # as the journal names it: `certificates.certificate/17`
    column = models.CharField(max_length=32, blank=True)
    says = models.TextField()
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.CharField(max_length=18, blank=True)
    place = models.CharField(max_length=6)  # the record's
    account = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, choices=dispute_states, default="filed")
    filed_at = models.DateTimeField()
    due_on = models.DateField(null=True)  # as was promised when it was filed
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    proposal = models.BigIntegerField(null=True)  # of the correction, where the dispute was upheld
    line = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["state", "due_on", "id"], name="dispute_by_due_day"),
            models.Index(fields=["person", "id"], name="dispute_by_person"),
        )


class Consent(models.Model):
    """A worker lets an organisation, or the offices of a region, see kinds of her records, for a time or until she
    withdraws it.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.CharField(max_length=18, blank=True)
    region = models.CharField(max_length=6, blank=True)
    kinds = models.JSONField()  # names of tables of a package
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    line = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["organisation", "person"], name="consent_by_organisation"),
            models.Index(fields=["region"], name="consent_by_region", condition=~models.Q(region="")),
            models.Index(fields=["person", "id"], name="consent_by_person"),
        )

    @property
    def bearer(self) -> int:
        return int(self.person_id)

    @property
    def place(self) -> str:
        return str(self.person.place)
