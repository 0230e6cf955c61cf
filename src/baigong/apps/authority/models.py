"""Offices, accounts, postings, tokens; chains of approval and what is proposed."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from baigong.apps.authority.roles import roles
from baigong.apps.authority.states import proposal_states


class Office(models.Model):
    """An authority: its level follows from its region, `00` being the ministry's."""

    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=6)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True)
    line = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["region", "name_zh"], name="one_office_of_a_name"),)


class Accounts(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """Somebody who signs in. What she may do comes from her postings, never from the account."""

    username = models.CharField(max_length=150, unique=True)
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, default="zh")
    is_active = models.BooleanField(default=True)
    sessions = models.IntegerField(default=0)  # one more, and every browser that is signed in is signed out

    UNSAID: ClassVar[frozenset[str]] = frozenset({"password", "email", "name"})
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = Accounts()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django compares it at every request: a session ends with the password it began with."""
        bound = f"{self.password}/{self.sessions}"
        return salted_hmac("baigong session", bound, secret=secret, algorithm="sha256").hexdigest()


class Posting(models.Model):
    """An account's role for a time: in an office, for an organisation, or as the one person she is."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=32, choices=roles)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.CharField(max_length=18, blank=True)
    person = models.BigIntegerField(null=True)  # an own key of the registry, which stands higher
    region = models.CharField(max_length=6, blank=True)  # whose security administrator watches over it
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    delegated_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    line = models.BigIntegerField()


class Invitation(models.Model):
    """The only way to an account, or back into one. Whoever shows the secret once may set a password."""

    username = models.CharField(max_length=150)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=32, choices=roles, blank=True)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.CharField(max_length=18, blank=True)
    region = models.CharField(max_length=6)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")  # once there is one
    digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    line = models.BigIntegerField()

    UNSAID: ClassVar[frozenset[str]] = frozenset({"name", "email"})


class Token(models.Model):
    """A key for programs: it acts as its account, for some acts only, until it expires or is withdrawn."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    digest = models.BinaryField(max_length=32, unique=True)
    allows = models.JSONField(default=list)  # "read", or names of acts
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    line = models.BigIntegerField()


class Chain(models.Model):
    """Who must approve an act in a region and all that lies in it, where that differs from what the act says."""

    act = models.CharField(max_length=80)
    region = models.CharField(max_length=6)
    prefix = models.CharField(max_length=6, blank=True)  # the region's code without the noughts that fill it up
    steps = models.JSONField()  # roles, the first being the proposer's
    line = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["act", "prefix"], name="one_chain_an_act_and_region"),)


class Proposal(models.Model):
    """An act that takes several people: on what, how, and how far it has come along its steps."""

    act = models.CharField(max_length=80)
    subjects = models.JSONField()  # {"row": "registry.person/17", "line": 4, …} or {"value": plain}
    arguments = models.JSONField()
    region = models.CharField(max_length=6)
    prefix = models.CharField(max_length=6, blank=True)
    steps = models.JSONField()  # frozen when it was proposed
    step = models.IntegerField(default=1)  # how many have been taken; proposing is the first
    state = models.CharField(max_length=16, choices=proposal_states, default="proposed")
    maker = models.CharField(max_length=80)  # as the journal names her
    reason = models.TextField(blank=True)
    proposed_at = models.DateTimeField()
    line = models.BigIntegerField()

    UNSAID: ClassVar[frozenset[str]] = frozenset({"arguments", "subjects"})

    class Meta:
        indexes = (models.Index(fields=["state", "id"], name="proposal_by_state"),)


class Approval(models.Model):
    """One step of a proposal, taken by one person in one role; the attachment's bytes lie sealed at `path`."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="+")
    step = models.IntegerField()
    role = models.CharField(max_length=32, choices=roles)
    actor = models.CharField(max_length=80)
    at = models.DateTimeField()
    verdict = models.CharField(max_length=16)  # proposed, approved, rejected, withdrawn
    remark = models.TextField(blank=True)
    document_number = models.CharField(max_length=80, blank=True)  # 文号
    attachment = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=71, blank=True)
    path = models.CharField(max_length=200, blank=True)
    line = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["proposal", "step"], name="one_approval_a_step"),)


class Answered(models.Model):
    """What a request was answered, for a day: `key` is a digest, the answer sealed under what only the asker knows."""

    key = models.BinaryField(max_length=32, unique=True)
    request = models.BinaryField(max_length=32)
    answer = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["at"], name="answered_by_time"),)


class Lock(models.Model):
    """Days whose records stand as they were reported, in a region and all that lies in it, until it is lifted."""

    region = models.CharField(max_length=6)
    prefix = models.CharField(max_length=6, blank=True)
    first = models.DateField()
    last = models.DateField()
    office = models.CharField(max_length=120)  # who locked it, and lifts it
    since = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    line = models.BigIntegerField()


class LockException(models.Model):
    """For a time a part of the lock's region may change its records all the same."""

    lock = models.ForeignKey(Lock, on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=6)
    prefix = models.CharField(max_length=6, blank=True)
    until = models.DateField()
    reason = models.TextField()
    line = models.BigIntegerField()
