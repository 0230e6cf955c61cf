"""Batches for tests: as far along their way as a test wants them."""

import os
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from apps.registry.making import HANGZHOU_COUNTY, sealed_number, settled_filing
from baigong.apps.authority.actions import Attachment, approve, propose
from baigong.apps.authority.actor import operator
from baigong.apps.certificates.actions import (
    Result,
    Session,
    announce_batch,
    audit_batch,
    close_notice,
    enter_results,
    issue_drafts,
    make_key,
    open_batch,
)
from baigong.apps.certificates.models import Batch, Draft, IssuingKey, Objection, SignedCopy, StatusList
from baigong.apps.registry.models import Filing, Identifier
from cast import Cast
from contract.people import body_number, credit, resident

SERIALS = count(1)
NODE = operator("worker")
# Tuesday; the notice of five working days ends on Tuesday the 8th and is closed on the 9th.
ENTERED = datetime(2025, 7, 1, 1, tzinfo=UTC)
NOTICED = ENTERED + timedelta(hours=1)
CLOSED = datetime(2025, 7, 9, 1, tzinfo=UTC)
ISSUED = datetime(2025, 7, 9, 2, tzinfo=UTC)
NOTICE_TO = date(2025, 7, 8)
DOCUMENT = Attachment("审核表.pdf", "sha256:" + "ab" * 32, "0123456789abcdef")


def session(**cells: Any) -> Session:
    serial = next(SERIALS)
    told: dict[str, Any] = {
        "key": f"PC-2025-{serial:04d}",
        "filing": "33-备-0001",
        "occupation": "6-18-02-04",
        "level": "3",
        "session": f"CC-2025-{serial:04d}",
        "held_on": date(2025, 6, 20),
        "seats": 1_000,
        "occupation_name": "铣工",
        **cells,
    }
    return Session(**told)


def results(many: int, *, first: int = 1, failing: int = 0) -> list[Result]:
    """The last `failing` did not pass."""
    told = []
    for serial in range(first, first + many):
        born = f"{1970 + serial // 490:04d}0307"
        passed = "no" if serial >= first + many - failing else "yes"
        number = sealed_number(resident(serial % 490, born=born))
        told.append(Result(number, f"考生{serial}", theory=Decimal(81), practical=Decimal("76.5"), passed=passed))
    return told


def opened(cast: Cast, *, region: str = HANGZHOU_COUNTY, by: Any = None, **cells: Any) -> Batch:
    asked = session(**cells)
    if not Filing.objects.filter(filing=asked.filing).exists():
        settled_filing(asked.filing)
    return open_batch(asked, region=region, by=by or cast.wang, at=ENTERED)


def filled(cast: Cast, many: int = 3, *, first: int = 1, failing: int = 0, by: Any = None, **cells: Any) -> Batch:
    batch = opened(cast, by=by, **cells)
    enter_results(batch, results(many, first=first, failing=failing), by=by or cast.wang, at=ENTERED)
    return batch


def audited(cast: Cast, many: int = 3, **cells: Any) -> Batch:
    batch = filled(cast, many, **cells)
    audit_batch(batch, document=DOCUMENT, by=NODE, at=NOTICED)
    return batch


def noticed(cast: Cast, many: int = 3, **cells: Any) -> Batch:
    batch = audited(cast, many, **cells)
    announce_batch(
        batch, document=DOCUMENT, address="https://hrss.example/notice/1", by=cells.get("by") or cast.wang, at=NOTICED
    )
    return batch


def closed(cast: Cast, many: int = 3, **cells: Any) -> Batch:
    batch = noticed(cast, many, **cells)
    close_notice(batch, by=cells.get("by") or cast.wang, at=CLOSED)
    return batch


def keyed(cast: Cast, region: str = "330100", *, kind: str = "issued_here", at: datetime = ENTERED) -> IssuingKey:
    found = IssuingKey.objects.filter(region=region, kind=kind).first()
    return found or make_key(region=region, kind=kind, by=NODE, at=at)


def by_three(cast: Cast, act: str, *subjects: Any, at: datetime = ISSUED, **arguments: Any) -> Any:
    """Wang proposes, Zhao reviews, Sun approves."""
    proposal = propose(act, subjects, arguments, by=cast.wang, at=at)
    approve(proposal, by=cast.zhao, at=at)
    return approve(proposal, by=cast.sun, at=at).result


def decided(cast: Cast, many: int = 3, **cells: Any) -> Batch:
    """Decided by three, nothing of it signed yet."""
    keyed(cast)
    batch = closed(cast, many, **cells)
    by_three(cast, "certificates.issue_batch", batch)
    batch.refresh_from_db()
    return batch


def issued(cast: Cast, many: int = 3, **cells: Any) -> Batch:
    batch = decided(cast, many, **cells)
    while issue_drafts(batch, random=os.urandom, by=NODE, at=ISSUED):
        pass
    return batch


def draft_of(batch: Batch, position: int = 0) -> Draft:
    return Draft.objects.get(batch=batch, position=position)


def settled_batch(region: str, *, state: str = "draft", **cells: Any) -> Batch:
    """A row as it stands, without the acts that led to it."""
    told = {name: value for name, value in vars_of(session()).items() if name != "occupation"}
    own = {
        "credit_code": credit(1),
        "body_number": body_number(),
        "issuer_name": "单位1",
        "occupation": "6-18-02-04",
        "channel": "identification",
        "region": region,
        "line": 0,
        "notice_from": date(2025, 6, 23),
        "notice_to": date(2025, 7, 8),
    }
    return Batch.objects.create(**{**told, **own, "state": state, **cells})


def vars_of(asked: Session) -> dict[str, Any]:
    return {name: getattr(asked, name) for name in asked.__dataclass_fields__}


def settled_draft(batch: Batch, person: Any, **cells: Any) -> Draft:
    holder = Identifier.objects.get(person=person)
    position = Draft.objects.filter(batch=batch).count()
    told = {"name": person.name, "passed": "yes", "position": position, "line": 0, **cells}
    return Draft.objects.create(batch=batch, holder=holder, **told)


def settled_objection(batch: Batch, **cells: Any) -> Objection:
    told = {
        "text": "第二名未到场",
        "filed_at": NOTICED,
        "mark": os.urandom(16),
        "region": batch.region,
        "line": 0,
        **cells,
    }
    return Objection.objects.create(batch=batch, **told)


def settled_key(region: str, **cells: Any) -> IssuingKey:
    serial = next(SERIALS)
    told = {
        "kid": f"did:web:localhost:{region}#2025-{serial}",
        "did": f"did:web:localhost:{region}",
        "name": f"issuing-{region}-2025-{serial}",
        "office_name": "人社局",
        "public": os.urandom(32),
        "since": date(2025, 1, 1),
        "line": 0,
        **cells,
    }
    return IssuingKey.objects.create(region=region, **told)


def settled_list(key: IssuingKey) -> StatusList:
    serial = next(SERIALS)
    told = {"did": key.did, "region": key.region, "year": 2025, "number": serial, "given": 1, "line": 0}
    return StatusList.objects.create(address=f"https://localhost/status/2025/{serial}", drawn_by=b"-", **told)


def settled_copy(certificate: Any, *, region: str = "330100", **cells: Any) -> SignedCopy:
    """A row with commitments of nothing: for what asks only whether there is one."""
    key = settled_key(region)
    told = {
        "kind": "issued_here",
        "content": b"-",
        "printed": os.urandom(32),
        "badge": os.urandom(32),
        "token": os.urandom(32),
        "status_index": 1,
        "log_key": "-",
        "signed_at": NOTICED,
        "line": 0,
        **cells,
    }
    return SignedCopy.objects.create(certificate=certificate, key=key, status_list=settled_list(key), **told)
