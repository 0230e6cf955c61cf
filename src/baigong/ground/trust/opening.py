"""Opening a trust pack: all of it is as trust.json says, or nothing of it is used."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from baigong.core.credentials.dids import keys_of
from baigong.core.credentials.signing import Key as IssuerKey
from baigong.core.refusal import Fault, Refusal
from baigong.core.text import Text
from baigong.core.tlog.notes import ED25519, Key, note_of, verified
from baigong.core.tlog.policy import Policy, policy_of
from baigong.core.tlog.proofs import opened_by
from baigong.core.verifying.trust import Issuer, Trust
from baigong.ground.log.reading import LARGEST_CHECKPOINT
from baigong.ground.log.source import Read
from baigong.ground.log.store import CHECKPOINT
from baigong.ground.trust.content import BODIES, MANIFEST, NOTE, POLICY, note_text
from baigong.ground.trust.lookup import PackedLog
from baigong.ground.trust.manifest import LONGEST, Manifest, ToldIssuer, ToldLog, manifest_of
from baigong.ground.trust.reading import content_of, files_of
from baigong.ground.trust.refusals import (
    NO_CHECKPOINT,
    NO_LINE,
    NO_SUCH_KEY,
    NOT_BY_KEY,
    NOT_NAMED,
    OTHER_FINAL,
    OTHER_HASH,
    UnusablePack,
)
from baigong.ground.trust.together import lists_in

LARGEST_FILE, LARGEST_NOTE = 16 << 20, 16_384


@dataclass(frozen=True)
class Pack:
    """A pack whose files are those that its trust.json names."""

    name: str  # of the folder or the file
    read: Read
    manifest: Manifest
    digest: str
    files: Mapping[str, bytes]

    def file(self, path: str) -> bytes:
        """Raises UnusablePack for a file that no hash vouches for."""
        if path not in self.files:
            raise self.unusable(NOT_NAMED, path=path)
        return self.files[path]

    def unusable(self, sentence: str, **facts: object) -> UnusablePack:
        return UnusablePack(name=self.name, why=Fault("trust.unusable_file", sentence, facts))


def opened_trust(path: Path) -> Trust:
    """The trust data of a folder or a .zip. Raises UnusablePack; who signed the pack is not asked here."""
    return trust_of(opened_pack(path))


def opened_pack(path: Path) -> Pack:
    read = files_of(path)
    content = content_of(read, MANIFEST, most=LONGEST, name=path.name)
    manifest = manifest_of(content, path.name)
    files = {one: content_of(read, one, most=LARGEST_FILE, name=path.name) for one in manifest.files}
    pack = Pack(path.name, read, manifest, b64encode(sha256(content).digest()).decode(), files)
    for one, told in manifest.files.items():
        if told != f"sha256:{sha256(files[one]).hexdigest()}":
            raise pack.unusable(OTHER_HASH, path=one)
    return pack


def refuse_unless_signed(pack: Pack, key: Key) -> None:
    """Raises UnusablePack unless this Ed25519 key has signed the pack's trust.json under its name and version."""
    content = content_of(pack.read, NOTE, most=LARGEST_NOTE, name=pack.name)
    manifest = pack.manifest
    try:
        note = note_of(content)
        verified(note, [key])
    except Refusal:
        raise pack.unusable(NOT_BY_KEY) from None
    if key.kind != ED25519 or note.text != note_text(manifest.name, manifest.version, pack.digest):
        raise pack.unusable(NOT_BY_KEY)


def bodies_of(pack: Pack) -> list[str]:
    """The numbers of the bodies that may issue."""
    return pack.file(BODIES).decode("utf-8", "replace").split()


def trust_of(pack: Pack) -> Trust:
    manifest, policy = pack.manifest, policy_of(pack.file(POLICY))
    lists = _lists(pack)
    keys = [key for one in manifest.issuers for key in _keys(pack, one)]
    return Trust(
        name=manifest.name,
        version=manifest.version,
        made_at=manifest.made_at,
        is_synthetic=manifest.is_synthetic,
        status_days=manifest.status_days,
        backdating_days=manifest.backdating_days,
        issuers={one.did: _issuer(one) for one in manifest.issuers},
        keys={key.kid: key for key in keys},
        policy=policy,
        status=lists.get,
        logs={log.year: _log(pack, log, policy) for log in manifest.logs},
    )


def _lists(pack: Pack) -> dict[str, bytes]:
    places = pack.manifest.status
    found = lists_in({place.file: pack.file(place.file) for place in places.values()}, places)
    for address, content in found.items():
        if content is None:
            raise pack.unusable(NO_LINE, path=places[address].file, line=places[address].line)
    return {address: content for address, content in found.items() if content is not None}


def _issuer(told: ToldIssuer) -> Issuer:
    return Issuer(told.did, Text(zh=told.name, en=told.name_en), told.is_keeper)


def _keys(pack: Pack, issuer: ToldIssuer) -> list[IssuerKey]:
    """The document says which keys there are, trust.json when each is the issuer's. None of them is told twice."""
    documented, found = keys_of(pack.file(issuer.document), issuer.did), {}
    for told in issuer.keys:
        if told.kid not in documented or told.kid in found:
            raise pack.unusable(NO_SUCH_KEY, did=issuer.did, kid=told.kid)
        key = documented[told.kid]
        found[told.kid] = IssuerKey(told.kid, key.public, told.since, told.until, key.suite)
    return list(found.values())


def _log(pack: Pack, told: ToldLog, policy: Policy) -> PackedLog:
    def read(path: str, most: int) -> bytes:
        return pack.read(f"{told.folder}/{path}", most)

    path = f"{told.folder}/{CHECKPOINT}"
    note = note_of(content_of(pack.read, path, most=LARGEST_CHECKPOINT, name=pack.name))
    checkpoint = opened_by(note, policy)
    if checkpoint.origin != told.origin:
        raise pack.unusable(NO_CHECKPOINT, origin=told.origin)
    if told.final and told.final != (checkpoint.size, checkpoint.root):
        raise pack.unusable(OTHER_FINAL, origin=told.origin)
    return PackedLog(read, note, checkpoint, policy, is_final=told.final is not None)
