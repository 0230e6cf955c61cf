"""A rotation of keys from beginning to end; cut short, it is taken up again where it stopped.

No load runs meanwhile: it would seal under one key what it looked up under another.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from django.db import connection

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.keeping import refuse_unless_two_keepers, rotate_keys
from baigong.apps.authority.models import Proposal
from baigong.apps.certificates.actions import reseal_copies
from baigong.apps.certificates.rotation import copy_keys
from baigong.apps.desk.actions import reseal_contacts
from baigong.apps.desk.rotation import contact_keys
from baigong.apps.passports.actions import reseal_workforces
from baigong.apps.passports.rotation import workforce_keys
from baigong.apps.progress.kept import sweep_kept
from baigong.apps.progress.rekeying import rekey_records
from baigong.apps.registry.actions.rotation import reseal_numbers
from baigong.apps.registry.bulk import LOADERS
from baigong.apps.registry.indexing import keyring_of
from baigong.apps.registry.rotation import Sealing, keys_borne, knows_anybody
from baigong.core.scope import Scope
from baigong.ground.node.home import Home
from baigong.ground.vault.files import key_id_of, open_stream, seal_stream
from baigong.ground.vault.keyring import Keyring, write_keyring
from baigong.ground.vault.sealing import Altered
from baigong.ground.vault.signing_keys import SigningKeys
from baigong.ground.vault.suites import Profile


@dataclass(frozen=True)
class Rotation:
    """Who rotates which node's keys, when, and into which profile; `random` gives so many random bytes."""

    home: Home
    profile: Profile
    random: Callable[[int], bytes]
    by: Actor
    second: Actor | None
    at: datetime


@dataclass
class Rotated:
    key: int = 0
    numbers: int = 0
    files: int = 0
    index: str = ""
    identifiers: int = 0
    dropped: tuple[int, ...] = ()


def rotate(rotation: Rotation, *, also_index: bool) -> Rotated:
    refuse_unless_two_keepers(rotation.by, rotation.second)
    done = Rotated()
    with loads_waiting():
        keyring = _begun(rotation, also_index=also_index)
        _reseal(rotation, keyring, done)
        keyring = _reindex(rotation, keyring, done)
        _drop(rotation, keyring, done)
    return done


@dataclass(frozen=True, slots=True)
class ShownKey:
    id: int
    profile: Profile
    fingerprint: str
    numbers: int
    files: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Shown:
    sealing: tuple[ShownKey, ...]
    indexing: tuple[ShownKey, ...]


def shown_keys(scope: Scope, home: Home) -> Shown:
    """Which keys there are and what bears them; the keys themselves are shown to nobody."""
    keyring, numbers, files = keyring_of(home), keys_borne(), _files_borne(home)
    return Shown(
        tuple(
            ShownKey(key.id, key.profile, key.fingerprint, numbers[key.id], files[key.id], key.id == keyring.current)
            for key in keyring.sealing.values()
        ),
        tuple(
            ShownKey(key.id, key.profile, key.fingerprint, 0, 0, key.id == keyring.index)
            for key in keyring.indexing.values()
        ),
    )


def bears_anything(scope: Scope, home: Home) -> bool:
    """Whether anything on the node was sealed or keyed under its own keys."""
    return bool(borne(home)) or knows_anybody(scope)


@contextmanager
def loads_waiting() -> Iterator[None]:
    """For the length of the block; a load under way is waited for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOADERS])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOADERS])


def _begun(rotation: Rotation, *, also_index: bool) -> Keyring:
    """The keyring with its new keys, on the disk before anything bears them; those of a rotation cut short go first."""
    keyring = keyring_of(rotation.home)
    is_resumed = len(keyring.indexing) > 1 or any(key != keyring.current for key in borne(rotation.home))
    if not is_resumed:
        keyring = keyring.with_sealing_key(rotation.random, profile=rotation.profile)
    if also_index and len(keyring.indexing) == 1:
        keyring = keyring.with_index_key(rotation.random, profile=rotation.profile)
    write_keyring(keyring, rotation.home.keyring)
    return keyring


def _reseal(rotation: Rotation, keyring: Keyring, done: Rotated) -> None:
    sealing, after = Sealing(keyring, rotation.random), 0
    while True:
        numbers, after = reseal_numbers(
            sealing, after=after, second=rotation.second, by=rotation.by, at=rotation.at
        )  # fmt: skip
        if not numbers:
            break
        done.numbers += numbers
    while set(contact_keys()) - {keyring.current}:
        reseal_contacts(sealing, after=0, second=rotation.second, by=rotation.by, at=rotation.at)
    while set(copy_keys()) - {keyring.current}:
        reseal_copies(sealing, second=rotation.second, by=rotation.by, at=rotation.at)
    while set(workforce_keys()) - {keyring.current}:
        reseal_workforces(sealing, second=rotation.second, by=rotation.by, at=rotation.at)
    for file in sealed_files(rotation.home):
        done.files += _reseal_file(file, sealing)
    done.files += SigningKeys(rotation.home.signing, keyring).reseal(rotation.random)
    done.key = keyring.current


def _reindex(rotation: Rotation, keyring: Keyring, done: Rotated) -> Keyring:
    """The newest index key comes into use with the commit that keys everything under it; the file follows."""
    newest = max(keyring.indexing)
    if newest != keyring.index:
        done.identifiers, _ = rekey_records(
            Sealing(keyring, rotation.random),
            rotation.home,
            index=newest,
            second=rotation.second,
            by=rotation.by,
            at=rotation.at,
        )
        keyring = keyring.indexed_by(newest)
        write_keyring(keyring, rotation.home.keyring)
        sweep_kept(rotation.home)
    done.index = keyring.index_id
    return keyring


def _drop(rotation: Rotation, keyring: Keyring, done: Rotated) -> None:
    """Old keys go once nothing bears them; a proposal that waits may bear any."""
    bearing = frozenset(keyring.sealing) if Proposal.objects.filter(state="proposed").exists() else borne(rotation.home)
    kept = keyring.without(
        sealing=frozenset(keyring.sealing) - frozenset(bearing), indexing=frozenset(keyring.indexing)
    )  # fmt: skip
    done.dropped = tuple(sorted(set(keyring.sealing) - set(kept.sealing)))
    told = {
        "key": done.key,
        "numbers": done.numbers,
        "files": done.files,
        "index": done.index,
        "identifiers": done.identifiers,
        "dropped": list(done.dropped),
    }
    rotate_keys(told, second=rotation.second, by=rotation.by, at=rotation.at)
    write_keyring(kept, rotation.home.keyring)


def borne(home: Home) -> Counter[int]:
    """How many numbers, contacts, signed copies and files are sealed under each key."""
    return keys_borne() + contact_keys() + copy_keys() + workforce_keys() + _files_borne(home)


def _files_borne(home: Home) -> Counter[int]:
    """Of uploads and of the node's signing keys."""
    signing = SigningKeys(home.signing, keyring_of(home)).sealed_under()
    return Counter(_key_of(file) for file in sealed_files(home)) + Counter(signing)


def sealed_files(home: Home) -> list[Path]:
    return [
        file for file in sorted(home.uploads.glob("*")) if file.is_file() and file.suffix == "" and _is_sealed(file)
    ]


def _is_sealed(path: Path) -> bool:
    try:
        _key_of(path)
    except (Altered, FileNotFoundError):
        return False
    return True


def _key_of(path: Path) -> int:
    with path.open("rb") as file:
        return key_id_of(file).key


def _reseal_file(path: Path, sealing: Sealing) -> int:
    """In a file beside, renamed when whole. What expires meanwhile is gone, and need not be kept."""
    if _key_of(path) == sealing.keyring.current:
        return 0
    place, plain, beside = f"exchange.upload/{path.name}", path.with_suffix(".open"), path.with_suffix(".part")
    try:
        with path.open("rb") as source, _private(plain) as target:
            open_stream(source, target, place=place, keyring=sealing.keyring)
            target.seek(0)
            with _private(beside) as sealed:
                seal_stream(target, sealed, place=place, keyring=sealing.keyring, random=sealing.random)
                sealed.flush()
                os.fsync(sealed.fileno())
        beside.rename(path)
    finally:
        plain.unlink(missing_ok=True)
        beside.unlink(missing_ok=True)
    return 1


def _private(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b")
