"""A small world to verify in: an issuer, its log with witnesses, its lists, and the trust pack of all that."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from baigong.core.credentials import badge, cose, sdjwt, status
from baigong.core.credentials.certificate import Certificate
from baigong.core.credentials.dids import document
from baigong.core.credentials.publication import entry_of
from baigong.core.credentials.signing import HeldKey, Key
from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.core.tlog.entries import Filler
from baigong.ground.log.proving import prove
from baigong.ground.log.reading import Tree
from baigong.ground.log.source import source_of
from baigong.ground.trust.content import PackContent, PackIssuer, PackKey, PackLog
from baigong.ground.trust.opening import opened_trust
from baigong.ground.trust.writing import write_trust
from ground.log.small import POLICY, Log, Signer, item

DID = "did:web:skills.example"
DAY, AT = date(2026, 3, 2), datetime(2026, 3, 5, 4, tzinfo=UTC)
LIST = "https://skills.example/status/2026/1"
SIGNER = HeldKey(f"{DID}#2026", bytes(32))
OLD_KEY = HeldKey(f"{DID}#2025", bytes([2]) * 32)
STRANGER = HeldKey("did:web:elsewhere.example#2026", bytes([1]) * 32)
PUBLISHER = Signer("trust.skills.example", 9)
BODY = "91330106MA2XXXXX0X"
LAN = Certificate(
    number="S000133010001263000017",
    name="蓝小兰",
    document="330106********1234",
    occupation="6-31-01-03",
    occupation_name="电工",
    occupation_name_en="Electrician",
    level="3",
    channel="identification",
    issuer=DID,
    credit_code=BODY,
    issuer_name="杭州百工评价有限公司",
    issuer_name_en="Hangzhou Evaluation Ltd",
    region="330106",
    session="2026-0007",
    issued_on=DAY,
    valid_until=date(2031, 3, 1),
    status_list=LIST,
    status_index=17,
    salt=bytes(range(16)),
)


def another(number, **cells):
    """A certificate of its own, that differs from Lan's in its number, its bit and its salt, and in what is told."""
    own = {
        "number": f"S00013301000126300{number:04}",
        "status_index": number,
        "salt": sha256(b"%d" % number).digest()[:16],
    }
    return replace(LAN, **(own | cells))


def token_of(certificate, signer=SIGNER):
    return sdjwt.issued(certificate, signer, random=sha256(certificate.salt).digest() * 3)


def printed(certificate, signer=SIGNER):
    return cose.text(cose.issued(certificate, signer)).encode()


def file_of(certificate, signer=SIGNER):
    made = badge.issued(certificate, signer, created=datetime(2026, 3, 2, tzinfo=UTC))
    return json.dumps(made, ensure_ascii=False, indent=1).encode()


def jwt_of(certificate, signer=SIGNER):
    return badge.issued_as_jwt(certificate, signer).encode()


def wallet(certificate, signer=SIGNER, names=sdjwt.DISCLOSABLE):
    return sdjwt.presented(token_of(certificate, signer), names=names).encode()


FORMS = {"cose": printed, "badge": file_of, "vc+jwt": jwt_of, "sd-jwt": wallet}


def logged(certificate, signer=SIGNER, is_record=False):
    token = token_of(certificate, signer)
    return item(entry_of(certificate, kid=signer.kid, token=token, is_record=is_record))


def listed(place, ended, *, at=AT - timedelta(days=1), purpose="revocation", signer=SIGNER):
    made = status.issued(place, signer, ended=ended, at=at, until=at + timedelta(days=7), purpose=purpose)
    return json.dumps(made).encode()


class World:
    """The parts of a pack, which a test may change before it is written."""

    def __init__(self, home):
        self.home, self.log = home, Log(home)
        self.revoked, self.voided, self.list_at = set(), set(), AT - timedelta(days=1)
        self.keys = [PackKey(SIGNER.kid, date(2026, 1, 1)), PackKey(OLD_KEY.kid, date(2025, 1, 1), date(2025, 12, 31))]
        self.is_short, self.policy, self.version = False, POLICY, 1
        self.is_keeper = False
        self.lists = None

    def grow(self, *certificates, signer=SIGNER, at=None, is_record=False):
        entries = [logged(one, signer, is_record) for one in certificates]
        self.log.grow(entries, at or datetime(2026, 3, 2, 12, tzinfo=UTC))

    def end(self, entry, at=AT):
        self.log.grow([item(entry)], at)

    def seal(self, at=AT):
        size = checkpoint_of(self.log.published.text).size
        self.log.grow([item(Filler(), b"filler %d" % place) for place in range(-size % 256)], at)

    @property
    def content(self):
        keys = [Key(one.kid, one.public) for one in (SIGNER, OLD_KEY)]
        lists = {
            LIST: listed(LIST, self.revoked | self.voided, at=self.list_at),
            f"{LIST}/void": listed(f"{LIST}/void", self.voided, at=self.list_at, purpose="void"),
        }
        log = PackLog(origin="log.example/2026", year=2026, folder=self.log.folder, is_short=self.is_short)
        return PackContent(
            name="trust.skills.example",
            version=self.version,
            made_at=AT,
            is_synthetic=True,
            issuers=[
                PackIssuer(
                    did=DID,
                    name="杭州百工评价有限公司",
                    name_en="Hangzhou Evaluation Ltd",
                    document=json.dumps(document(DID, keys)).encode(),
                    keys=self.keys,
                    is_keeper=self.is_keeper,
                )
            ],
            status=lists if self.lists is None else self.lists,
            logs=[log] if (self.log.folder / "checkpoint").is_file() else [],
            policy=self.policy.encode(),
            bodies=[BODY],
        )

    def pack(self, name="trust"):
        folder = self.home / name
        write_trust(folder, self.content, PUBLISHER)
        return folder

    def trust(self):
        return opened_trust(self.pack())

    def read(self):
        return source_of(str(self.log.folder))

    def tree(self):
        return Tree(self.read(), checkpoint_of(self.log.published.text))

    def proof(self, index, entry=None):
        note = self.log.published
        made = prove(self.read(), note, checkpoint_of(note.text), index)
        return str(replace(made, extra=self.tree().entry(index) if entry is None else entry)).encode()
