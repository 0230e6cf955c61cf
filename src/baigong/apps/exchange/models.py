"""Uploads and what became of them, exports, and where each subscriber stands."""

from django.db import models

from baigong.apps.authority.models import Account
from baigong.apps.exchange.states import export_states, upload_states


class Upload(models.Model):
    """A package that somebody sent. Its bytes lie sealed under the node's home until they expire.

    `sealed_as` names those bytes and `faulty` the rows that were set aside; empty where nothing lies there.
    """

    name = models.TextField()
    digest = models.CharField(max_length=71)  # of the bytes that were sent
    package_digest = models.CharField(max_length=71, null=True)  # of its descriptor, if it has one
    bytes = models.BigIntegerField()
    region = models.CharField(max_length=6)
    declared = models.JSONField(default=dict)
    state = models.CharField(max_length=16, choices=upload_states, default="received")
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # loaded, refused or withdrawn
    report = models.BinaryField(null=True)  # packed JSON (report.py)
    refusal = models.JSONField(null=True)
    sealed_as = models.CharField(max_length=32, blank=True)
    faulty = models.CharField(max_length=32, blank=True)
    expires_at = models.DateTimeField()
    line = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["state", "id"], name="upload_by_state"),
            models.Index(fields=["package_digest"], name="upload_by_package"),
            models.Index(fields=["digest"], name="upload_by_digest"),
        )


class Partner(models.Model):
    """Whose packages of a region are known by their signature. Named anew, the row before it ends.

    Keys are written as signed notes write them: name+hash+base64. `log_key` has a line for each year's log; where it
    has none, no log is looked for.
    """

    region = models.CharField(max_length=6)
    package_key = models.TextField()
    log_key = models.TextField(blank=True)
    log_address = models.TextField(blank=True)
    needs_signature = models.BooleanField(default=True)
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    line = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["region"], condition=models.Q(ended_at=None), name="one_partner_of_a_region"
            ),
        )


class Origin(models.Model):
    """What a package said of itself when it was loaded: who is synthetic stays synthetic.

    `partner` signed it; `checkpoint` is what the partner's log said with it, as the log writes it.
    """

    upload = models.OneToOneField(Upload, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField()
    region = models.CharField(max_length=6, null=True)
    kind = models.CharField(max_length=5, default="full")
    identity = models.CharField(max_length=5, default="raw")
    sequence = models.BigIntegerField(null=True)
    previous = models.CharField(max_length=71, null=True)
    synthetic = models.BooleanField()
    quarantined = models.JSONField(default=dict)
    partner = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT, related_name="+")
    checkpoint = models.TextField(blank=True)
    line = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["previous"], name="origin_by_previous"),)


class Export(models.Model):
    """Records that left, or are to leave: all up to a seal, or what changed since an earlier export.

    `sequence` counts those that were made; by it and by `digest` the next one names this one as its previous.
    `signed_by` is the node's key at that time, and `checkpoint` what its log said then.
    """

    sequence = models.BigIntegerField(null=True, unique=True)
    region = models.CharField(max_length=6)
    since = models.BigIntegerField(null=True)
    identity = models.CharField(max_length=5)
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=16, choices=export_states, default="ordered")
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    seal = models.BigIntegerField(null=True)
    key_id = models.CharField(max_length=32, null=True)
    digest = models.CharField(max_length=71, null=True)
    signed_by = models.TextField(blank=True)
    checkpoint = models.TextField(blank=True)
    rows = models.JSONField(default=dict)
    refusal = models.JSONField(null=True)
    sealed_as = models.CharField(max_length=32, blank=True)
    expires_at = models.DateTimeField()
    line = models.BigIntegerField()


class Subscription(models.Model):
    """How far a subscriber has read the feed of changes."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    cursor = models.CharField(max_length=80, blank=True)
    is_open = models.BooleanField(default=True)
    line = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "name"], name="one_subscription_of_a_name"),)
