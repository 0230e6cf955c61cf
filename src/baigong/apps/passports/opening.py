"""The door of a share: whoever has its secret sees what was chosen, as it stands now, and no more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from baigong.apps.certificates.issuing.signing import opened_forms
from baigong.apps.certificates.models import Certificate, SignedCopy
from baigong.apps.certificates.standing import Standing, standing
from baigong.apps.passports.items import Item, items_of
from baigong.apps.passports.links import digest_of
from baigong.apps.passports.models import Share
from baigong.apps.passports.refusals import NoSuchShare
from baigong.apps.registry.numbers import masked, number_of
from baigong.core.credentials.sdjwt import presented
from baigong.ground.vault.keyring import Keyring


@dataclass(frozen=True, slots=True)
class Shown:
    """A certificate as far as it is shown: `cells` are those that were chosen and are known."""

    id: int
    occupation: str
    occupation_name: str | None
    level: str
    channel: str
    credit_code: str | None
    issuer_name: str | None
    issued_on: date
    valid_until: date | None
    cells: Mapping[str, str]
    standing: Standing
    has_token: bool


@dataclass(frozen=True, slots=True)
class ShareOpened:
    id: int
    person: int
    purpose: str
    ends_on: date
    items: tuple[Shown, ...]


def opened_share(secret: str, keyring: Keyring, *, on: date) -> ShareOpened:
    """Raises NoSuchShare, the same for all that is not open."""
    share = _open(secret, on)
    items = tuple(_shown(items_of(share.items), keyring, on))
    return ShareOpened(share.pk, share.person_id, share.purpose, share.ends_on, items)


def shared_token(secret: str, certificate: int, keyring: Keyring, *, on: date) -> str:
    """The wallet's form with the chosen cells alone. Raises NoSuchShare."""
    item = next((one for one in items_of(_open(secret, on).items) if one.certificate == certificate), None)
    copy = SignedCopy.objects.filter(certificate=certificate).first() if item else None
    if item is None or copy is None or copy.content is None:
        raise NoSuchShare
    return presented(opened_forms(bytes(copy.content), bytes(copy.printed), keyring).token, names=item.cells)


def _open(secret: str, on: date) -> Share:
    found = Share.objects.filter(digest=digest_of(secret), withdrawn_at=None, ends_on__gte=on).first()
    if found is None:
        raise NoSuchShare
    return found


def _shown(items: list[Item], keyring: Keyring, on: date) -> Iterator[Shown]:
    keys = [item.certificate for item in items]
    rows = {row.pk: row for row in Certificate.objects.filter(pk__in=keys).select_related("holder__person")}
    signed = set(
        SignedCopy.objects.filter(certificate__in=keys, content__isnull=False).values_list("certificate", flat=True)
    )
    for item in items:
        if row := rows.get(item.certificate):
            yield Shown(
                id=row.pk,
                occupation=row.occupation,
                occupation_name=row.occupation_name,
                level=row.level,
                channel=row.channel,
                credit_code=row.credit_code,
                issuer_name=row.issuer_name,
                issued_on=row.issued_on,
                valid_until=row.valid_until,
                cells=_cells(row, item, keyring),
                standing=standing(row, on=on),
                has_token=row.pk in signed,
            )


def _cells(row: Certificate, item: Item, keyring: Keyring) -> dict[str, str]:
    known = {
        "number": row.number,
        "name": row.name or row.holder.person.name,
        "document": masked(number_of(row.holder, keyring)) if row.holder.number else None,
        "region": row.region or row.place,
        "session": row.session,
    }
    return {name: str(known[name]) for name in item.cells if known[name]}


def link_of(secret: str) -> str:
    return f"{settings.NODE.address}/s/{secret}"
