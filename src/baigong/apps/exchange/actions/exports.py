"""Records leave the node: ordered, made, fetched, or not made; sealed until then, and not for long."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, create, note
from baigong.apps.authority.moving import move
from baigong.apps.exchange.models import Export
from baigong.apps.exchange.permissions import is_node, may_export, may_fetch
from baigong.apps.exchange.states import EXPORT
from baigong.core.codes.region import is_today
from baigong.core.refusal import Refusal
from baigong.core.scope import NATION
from baigong.core.text import msgid

FETCHED_WITHIN = timedelta(days=7)


class NoReason(Refusal):
    code = "exchange.no_reason"
    sentence = msgid("Records that name persons leave for a reason only; say what they are for and who receives them.")


class NoSuchRegion(Refusal):
    code = "exchange.no_such_region"
    sentence = msgid("“%(given)s” is no region; write two, four or six digits, such as 33, 3301 or 330111.")


@dataclass(frozen=True)
class Order:
    """What is to leave: all, or what changed since the export of that sequence number; raw, or keyed."""

    identity: str = "keyed"
    since: int | None = None
    reason: str = ""


@act(allowed=may_export)
def export_records(order: Order, *, region: str, by: Actor, at: datetime) -> Export:
    """Raw records name persons, so they leave for a reason that the journal keeps."""
    if order.identity == "raw" and not order.reason.strip():
        raise NoReason
    if region != NATION and not is_today(region):
        raise NoSuchRegion(given=region)
    note(reason=order.reason, identity=order.identity, since=order.since)
    return create(
        Export(
            region=region,
            identity=order.identity,
            since=order.since,
            reason=order.reason,
            account_id=by.account,
            ordered_at=at,
            expires_at=at + FETCHED_WITHIN,
        )
    )


@dataclass(frozen=True)
class Made:
    """A package that was written: which journal lines it holds, and how it is known."""

    sequence: int
    seal: int
    digest: str
    key_id: str | None
    rows: Mapping[str, int] = field(default_factory=dict)
    place: str = ""
    signed_by: str = ""
    checkpoint: str = ""


@act(allowed=is_node, is_of_one=True)
def finish_export(export: Export, made: Made, *, by: Actor, at: datetime) -> None:
    note(sequence=made.sequence, rows=dict(made.rows), digest=made.digest, signed_by=made.signed_by)
    move(
        export,
        EXPORT,
        "finish",
        sequence=made.sequence,
        seal=made.seal,
        digest=made.digest,
        key_id=made.key_id,
        rows=dict(made.rows),
        sealed_as=made.place,
        signed_by=made.signed_by,
        checkpoint=made.checkpoint,
    )


@act(allowed=is_node, is_of_one=True)
def fail_export(export: Export, *, refusal: Mapping[str, Any], by: Actor, at: datetime) -> None:
    note(refusal=refusal.get("code"))
    move(export, EXPORT, "fail", refusal=dict(refusal))


@act(allowed=may_fetch, is_of_one=True)
def fetch_export(export: Export, *, by: Actor, at: datetime) -> str:
    """Where it lies, sealed; the journal says who took it away."""
    note(sequence=export.sequence, identity=export.identity)
    return str(export.sealed_as)


@act(allowed=is_node, is_of_one=True)
def expire_export(export: Export, *, by: Actor, at: datetime) -> None:
    change(export, sealed_as="")
