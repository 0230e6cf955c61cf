"""An upload is received, checked, confirmed, loaded; or refused, or withdrawn."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, create, line, note
from baigong.apps.authority.moving import move
from baigong.apps.exchange.adapters import ADAPTERS
from baigong.apps.exchange.models import Origin, Partner, Upload
from baigong.apps.exchange.permissions import (
    is_node,
    may_confirm,
    may_refuse,
    may_send,
    may_take_faulty_rows,
    may_withdraw,
)
from baigong.apps.exchange.report import packed, unpacked
from baigong.apps.exchange.staging import Staged
from baigong.apps.exchange.states import UPLOAD
from baigong.apps.progress.locking import refuse_locked_rows
from baigong.apps.progress.models import Kept
from baigong.apps.registry.adapter import merge
from baigong.apps.registry.arriving import describe, refuse_strayed
from baigong.apps.registry.bulk import copy_in, indexes_laid_anew, many_rows
from baigong.ground.lake.files.package import Package

# A spreadsheet with ID numbers is kept no longer than it may be needed to answer for a load.
KEPT_FOR = timedelta(days=30)
_NUMBER = re.compile(r"\d{6}[\dXx]{6,}")


@dataclass(frozen=True)
class Sent:
    """A file that somebody sent; `place` names its sealed bytes, none where it lies at the operator's own path."""

    name: str
    digest: str
    bytes: int
    declared: Mapping[str, str]
    place: str = ""


@act(allowed=may_send, is_of_one=True)
def receive_upload(sent: Sent, *, region: str, by: Actor, at: datetime) -> Upload:
    """The name that people gave the file is kept, but no number of a person that stands in it."""
    note(digest=sent.digest, declared=dict(sent.declared))
    return create(
        Upload(
            name=_NUMBER.sub("…", sent.name),
            digest=sent.digest,
            bytes=sent.bytes,
            region=region,
            declared=dict(sent.declared),
            sealed_as=sent.place,
            account_id=by.account,
            received_at=at,
            expires_at=at + KEPT_FOR,
        )
    )


@act(allowed=is_node, is_of_one=True)
def check_upload(upload: Upload, *, report: Mapping[str, Any], faulty: str = "", by: Actor, at: datetime) -> None:
    """The dry run's outcome is kept with the upload; `faulty` names the sealed rows that would be set aside."""
    note(**_signed(report))
    move(upload, UPLOAD, "check", report=packed(report), package_digest=report.get("digest"), faulty=faulty)


@act(allowed=may_refuse)
def refuse_upload(upload: Upload, *, refusal: Mapping[str, Any], by: Actor, at: datetime) -> None:
    note(refusal=refusal.get("code"))
    move(upload, UPLOAD, "refuse", refusal=dict(refusal), ended_at=at)


@act(allowed=may_confirm)
def confirm_upload(upload: Upload, *, by: Actor, at: datetime) -> None:
    move(upload, UPLOAD, "confirm", confirmed_by_id=by.account)


@act(allowed=may_withdraw, is_of_one=True)
def withdraw_upload(upload: Upload, *, by: Actor, at: datetime) -> None:
    move(upload, UPLOAD, "withdraw", ended_at=at)


@dataclass(frozen=True)
class Arrival:
    """A reading, staged, with what its package says of itself."""

    staged: Staged
    package: Package
    report: Mapping[str, Any]
    partner: Partner | None = None


@act(allowed=is_node, is_of_one=True)
def finish_load(upload: Upload, arrival: Arrival, *, by: Actor, at: datetime) -> None:
    """The one transaction in which all that was staged becomes visible."""
    staged = arrival.staged
    move(upload, UPLOAD, "finish", report=packed(arrival.report), package_digest=arrival.package.digest, ended_at=at)
    with connection.cursor() as cursor:
        new = staged.new.get(ADAPTERS["certificates"].relation)
        refuse_locked_rows(cursor, staged.tables.get("certificates"), new=new, at=at)
        with many_rows(cursor):
            _merge(cursor, staged)
    for name, (path, rows) in staged.kept.items():
        create(Kept(table=name, path=path, rows=rows))
    counts = {name: dict(told) for name, told in arrival.report["tables"].items()}
    create(_origin(upload, arrival, {name: told["quarantined"] for name, told in counts.items()}))
    note(tables=counts, **_signed(arrival.report))


def _merge(cursor: CursorWrapper, staged: Staged) -> None:
    """New rows first: what is amended or passed through may hang on them."""
    if staged.known:
        refuse_strayed(cursor, staged.known)
    for relation, rows in staged.arriving():
        with indexes_laid_anew(cursor, relation, rows=rows.num_rows):
            copy_in(cursor, relation, rows, line=line())
    if "persons" in staged.tables:
        describe(cursor, described=staged.tables["persons"], line=line())
    for name, adapter in ADAPTERS.items():
        if name in staged.tables:
            merge(cursor, adapter, staging=staged.tables[name], line=line())


def _signed(report: Mapping[str, Any]) -> dict[str, Any]:
    """For the journal: by whom and when, by which key, and how large its log was."""
    told = report.get("signature")
    if not told:
        return {}
    log = told["log"]
    size = {"log": log["origin"], "log_size": log["size"]} if log else {}
    return {"signer": told["signer"], "signed_at": told["signed_at"], "signer_key": told["key"], **size}


def _origin(upload: Upload, arrival: Arrival, quarantined: Mapping[str, int]) -> Origin:
    package, log = arrival.package, (arrival.report.get("signature") or {}).get("log")
    return Origin(
        upload=upload,
        created=package.created,
        region=package.region,
        kind=package.kind,
        identity=package.identity,
        partner=arrival.partner,
        checkpoint=log["text"] if log and arrival.partner else "",
        sequence=package.sequence,
        previous=package.previous and package.previous.lower(),
        synthetic=package.synthetic,
        quarantined=dict(quarantined),
    )


@act(allowed=may_take_faulty_rows, is_of_one=True)
def take_faulty_rows(upload: Upload, *, by: Actor, at: datetime) -> str:
    """Where they lie, sealed. Who took rows that hold identity numbers in clear is for the journal to say."""
    note(counts=unpacked(upload.report).get("finding_counts", {}))
    return str(upload.faulty)


@act(allowed=is_node, is_of_one=True)
def expire_upload(upload: Upload, *, by: Actor, at: datetime) -> None:
    """Its bytes and its faulty rows are gone; what became of it stays."""
    change(upload, sealed_as="", faulty="")
