"""Notices, how each is carried out of the product, and who wants which by e-mail."""

from django.db import models
from django.db.models import Q

from baigong.apps.authority.models import Account
from baigong.apps.certificates.models import Certificate, Recalled
from baigong.apps.notices.states import delivery_states


class Notice(models.Model):
    """Something that one account is told; an invitation goes to an address that has no account yet.

    `once` names kind, account, what it is about and which occasion: told once, however often a job runs. `facts` are
    codes, days and numbers of rows: never a name, never an identity number.
    """

    once = models.CharField(max_length=240, unique=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=120)  # as the journal names it
    region = models.CharField(max_length=6)
    facts = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["account", "-id"], name="notice_by_account"),
            models.Index(fields=["account"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["about"], name="notice_by_about"),
        )


class Delivery(models.Model):
    """A notice on its way by one channel: tried at `try_at`, and again later where that failed."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=16)
    state = models.CharField(max_length=8, choices=delivery_states, default="due")
    tries = models.IntegerField(default=0)
    try_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["notice", "channel"], name="one_delivery_a_channel"),)
        indexes = (models.Index(fields=["try_at"], condition=Q(state="due"), name="delivery_due"),)


class WrittenNotice(models.Model):
    """A holder without an account is to be told in writing; and once she was, on which day, how, and by whom.

    `once` and `facts` as of a notice. It is kept as long as the certificate: it is the proof that she was told.
    """

    once = models.CharField(max_length=240, unique=True)
    kind = models.CharField(max_length=40)
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="+")
    recalled = models.ForeignKey(Recalled, null=True, on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=6)
    facts = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    told_on = models.DateField(null=True)
    way = models.CharField(max_length=8, blank=True)
    told_by = models.CharField(max_length=80, blank=True)  # as the journal names her
    line = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["region", "id"], name="written_by_region"),
            models.Index(fields=["certificate"], name="written_by_certificate"),
            models.Index(fields=["recalled"], name="written_by_recalled"),
        )


class Preference(models.Model):
    """What an account has said of a kind; where it has said nothing, it is mailed."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    is_mailed = models.BooleanField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "kind"], name="one_preference_a_kind"),)
