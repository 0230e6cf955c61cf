"""Drafts become certificates: rows, numbers, bits, forms and log entries, all in the act under way."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from baigong.apps.authority.acts import line
from baigong.apps.certificates.issuing import telling
from baigong.apps.certificates.issuing.copying import copied
from baigong.apps.certificates.issuing.indexes import Bit, take_indexes
from baigong.apps.certificates.issuing.keys import StoredKey, signer_of
from baigong.apps.certificates.issuing.serials import take_numbers
from baigong.apps.certificates.issuing.signing import OF_A_TOKEN, Signed, sealed_forms, signed
from baigong.apps.certificates.models import Batch, Certificate, Draft, IssuingKey, SignedCopy
from baigong.apps.certificates.states import ISSUED_HERE, ON_RECORD
from baigong.apps.registry.numbers import keyring_here, masked, number_of
from baigong.apps.transparency.outbox import ToLog, log_entries
from baigong.core.credentials import certificate as core
from baigong.core.credentials.certificate import SALT_BYTES
from baigong.ground.vault.keyring import Keyring

Random = Callable[[int], bytes]


@dataclass(frozen=True)
class Signing:
    """What signing takes: whose key, when, and `random`, which gives so many random bytes."""

    key: IssuingKey
    signer: StoredKey
    keyring: Keyring
    random: Random
    at: datetime


def signing_with(key: IssuingKey, *, random: Random, at: datetime) -> Signing:
    return Signing(key, signer_of(key), keyring_here(), random, at)


def issue(batch: Batch, drafts: Sequence[Draft], signing: Signing) -> list[Certificate]:
    """In the order of the drafts, so that numbers follow it."""
    assert batch.issued_on is not None
    numbers = take_numbers(batch.body_number, batch.level, year=batch.issued_on.year, count=len(drafts))
    rows = [_row(batch, draft, number, signing.at) for draft, number in zip(drafts, numbers, strict=True)]
    made = copied(Certificate, rows, count=len(rows))
    copy(made, signing, kind=ISSUED_HERE, drafts=drafts)
    return made


def copy(
    certificates: Sequence[Certificate], signing: Signing, *, kind: str, drafts: Sequence[Draft] = ()
) -> list[SignedCopy]:
    """Signs each in three forms, keeps them sealed, and asks the public log for an entry of each."""
    year = signing.at.year if kind == ON_RECORD else certificates[0].issued_on.year
    bits = take_indexes(signing.key, year=year, count=len(certificates), random=signing.random)
    salts = [signing.random(SALT_BYTES) for _ in certificates]
    whole = zip(certificates, bits, salts, strict=True)
    said = [said_of(row, bit, signing, salt=salt) for row, bit, salt in whole]
    asked: list[ToLog] = []

    def copies() -> Iterator[SignedCopy]:
        """One after the other, so that thousands of forms never lie beside one another."""
        sources: Sequence[Draft | None] = drafts or [None] * len(certificates)
        for row, bit, told, draft in zip(certificates, bits, said, sources, strict=True):
            one = signed_of(told, signing)
            asked.append(telling.issued(one.entry, one.printed))
            yield _copy(row, one, bit, signing, kind, draft)

    made = copied(SignedCopy, copies(), count=len(certificates))
    log_entries(asked, at=signing.at)
    return made


def signed_of(said: core.Certificate, signing: Signing) -> Signed:
    random, is_record = signing.random(OF_A_TOKEN), signing.key.kind == ON_RECORD
    return signed(said, signing.signer, random=random, at=signing.at, is_record=is_record)


def said_of(row: Certificate, bit: Bit, signing: Signing, *, salt: bytes) -> core.Certificate:
    """What the certificate says, as its readers know it; the number of its holder is masked."""
    status_list, index = bit
    number = number_of(row.holder, signing.keyring) if row.holder.number else None
    return core.Certificate(
        number=row.number,
        name=row.name or row.holder.person.name or "",
        document=masked(number) if number else None,
        occupation=row.occupation,
        occupation_name=row.occupation_name or "",
        level=row.level,
        channel=row.channel,
        issuer=signing.key.did,
        credit_code=row.credit_code,
        issuer_name=row.issuer_name or "",
        region=row.region,
        session=row.session,
        issued_on=row.issued_on,
        valid_until=row.valid_until,
        status_list=status_list.address,
        status_index=index,
        salt=salt,
    )


def _row(batch: Batch, draft: Draft, number: str, at: datetime) -> Certificate:
    return Certificate(
        number=number,
        holder=draft.holder,
        name=draft.name,
        occupation=batch.occupation,
        occupation_name=batch.occupation_name,
        level=batch.level,
        channel=batch.channel,
        credit_code=batch.credit_code,
        issuer_name=batch.issuer_name,
        region=batch.region,
        place=batch.region,
        issued_on=batch.issued_on,
        batch=batch.key,
        session=batch.session,
        recorded_at=at,
        line=line(),
    )


def _copy(row: Certificate, one: Signed, bit: Bit, signing: Signing, kind: str, draft: Draft | None) -> SignedCopy:
    return SignedCopy(
        certificate=row,
        draft=draft,
        kind=kind,
        key=signing.key,
        content=sealed_forms(one.forms, one.printed, signing.keyring, signing.random),
        printed=one.printed,
        badge=one.badge,
        token=one.token,
        status_list=bit[0],
        status_index=bit[1],
        log_key=telling.log_key(one.printed),
        signed_at=signing.at,
        line=line(),
    )
