"""Issuing keys: public halves on record, private halves in the key store, which never gives them away."""

import os
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q

from baigong.apps.certificates.issuing.hosts import did_of
from baigong.apps.certificates.models import IssuingKey
from baigong.apps.certificates.refusals import KeyLost, KeyNameTooLong, NoKey
from baigong.apps.certificates.states import ISSUED_HERE, ON_RECORD
from baigong.apps.registry.numbers import keyring_here
from baigong.apps.transparency.outbox import ToLog
from baigong.core.credentials.suites import ED25519, Sign, Suite
from baigong.core.scope import bare
from baigong.core.tlog.entries import KeyTold
from baigong.ground.vault.signing_keys import KeyStore, SigningKeys

LONGEST = IssuingKey._meta.get_field("did").max_length or 0  # with its key's name it fits an entry of the log
FIRST = date(1970, 1, 1)  # what is on record was issued on any day; the log says since when the key has been told
SUFFIX = "（在案）"
NAMED = {ISSUED_HERE: "issuing", ON_RECORD: "on-record"}


@dataclass(frozen=True)
class StoredKey:
    """A signer whose private half stays in the store, be it a folder or a device."""

    kid: str
    public: bytes
    sign: Sign
    suite: Suite = ED25519


def store_here() -> KeyStore:
    return SigningKeys(settings.NODE.home.signing, keyring_here())


def open_keys(region: str, on: date, *, kind: str = ISSUED_HERE) -> list[IssuingKey]:
    """Those that sign on a day for the office of exactly this region."""
    is_open = Q(since__lte=on) & (Q(until=None) | Q(until__gte=on))
    return list(IssuingKey.objects.filter(is_open, region=region, kind=kind).order_by("id"))


def key_for(region: str, on: date, *, kind: str = ISSUED_HERE) -> IssuingKey:
    """The nearest office's: of the region itself, else of what it lies in."""
    code = bare(region)
    around = [code[:length].ljust(6, "0") for length in (6, 4, 2) if len(code) >= length] + ["00"]
    for place in around:
        if found := open_keys(place, on, kind=kind):
            return found[-1]
    raise NoKey(region=region, day=on)


def signer_of(key: IssuingKey) -> StoredKey:
    """Refused where the store has no such key any more, or another under its name."""
    store = store_here()
    if key.name not in store.names() or store.public(key.name) != bytes(key.public):
        raise KeyLost(kid=key.kid)
    return StoredKey(key.kid, bytes(key.public), store.note_key(key.name, key.name, os.urandom))


def made_key(region: str, office_name: str, on: date, *, kind: str = ISSUED_HERE) -> IssuingKey:
    """Not saved yet. A name is never used again: a key that was lost does not come back under its own."""
    before = IssuingKey.objects.filter(region=region, kind=kind, kid__contains=f"#{on.year}").count()
    ending = f"{on.year}-{before + 1}" if before else str(on.year)
    name, did = f"{NAMED[kind]}-{region}-{ending}", did_of(region, kind)
    if len(did) > LONGEST:
        raise KeyNameTooLong(did=did, most=LONGEST)
    signer = store_here().note_key(name, name, os.urandom)
    told = {"region": region, "office_name": office_name, "since": on if kind == ISSUED_HERE else FIRST, "kind": kind}
    return IssuingKey(kid=f"{did}#{ending}", did=did, name=name, public=signer.key.public, **told)


def named_as(office: str, kind: str) -> str:
    """As verifiers call it: what is only on record says so in its issuer's name already."""
    return office if kind == ISSUED_HERE else office + SUFFIX


def told_of(key: IssuingKey) -> ToLog:
    """What the public log says of it; said again when it ends."""
    entry = KeyTold(key.kid.encode(), ED25519.name, bytes(key.public), key.since, key.until)
    return ToLog(f"key/{key.kid}/{key.until or ''}", entry, about=f"certificates.issuingkey/{key.pk}")
