"""What may be seen of partners and their keys, and of this node's own."""

from dataclasses import dataclass
from datetime import date, datetime

from baigong.apps.exchange.models import Origin, Partner
from baigong.apps.exchange.queries import seen
from baigong.apps.exchange.signatures import KeyLine, key_line
from baigong.apps.exchange.signing import next_log_key, own_key, own_log_key
from baigong.apps.transparency.shards import Logs
from baigong.core.refusal import Refusal
from baigong.core.scope import Scope
from baigong.core.text import msgid
from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.core.tlog.notes import key_of
from baigong.ground.lake.read.log_years import year_without_key


class NoSuchPartner(Refusal):
    code = "exchange.partner.not_found"
    sentence = msgid("There is no partner %(number)s among those you may see; look at the list.")


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """`size` and `last_at`: what its log said with the package of its that was loaded last, and when that was made.

    `year_without_key`: this year, or the next one when it begins soon, if no key of its log is named.
    """

    id: int
    region: str
    package_key: KeyLine
    log_keys: tuple[KeyLine, ...]
    log_address: str
    needs_signature: bool
    named_at: datetime
    ended_at: datetime | None
    size: int | None
    last_at: datetime | None
    year_without_key: int | None


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """What signs this node's packages, and the log that goes with them; `next_log`: of the year that begins soon."""

    package: KeyLine
    log: KeyLine | None
    next_log: KeyLine | None


def partners(scope: Scope, *, on: date, has_ended: bool = False) -> list[PartnerLine]:
    """By region; with those that ended, their successors first."""
    rows = seen(Partner.objects.all(), scope).order_by("region", "-id")
    return [_line(row, on) for row in (rows if has_ended else rows.filter(ended_at=None))]


def partner_row(scope: Scope, number: int) -> Partner:
    """The row itself, for acts upon it."""
    found: Partner | None = seen(Partner.objects.all(), scope).filter(pk=number).first()
    if found is None:
        raise NoSuchPartner(number=number)
    return found


def own_keys(logs: Logs, *, on: date) -> OwnKeys:
    """Of this node, for its partners."""
    log, next_log = own_log_key(logs), next_log_key(logs, on=on)
    log_line, next_line = (key_line(key) if key else None for key in (log, next_log))
    return OwnKeys(key_line(own_key(logs)), log_line, next_line)


def _line(row: Partner, on: date) -> PartnerLine:
    log_keys = [key_of(one) for one in row.log_key.split()]
    last = Origin.objects.filter(partner=row).order_by("-id").first()
    return PartnerLine(
        id=row.pk,
        region=row.region,
        package_key=key_line(key_of(row.package_key)),
        log_keys=tuple(map(key_line, log_keys)),
        log_address=row.log_address,
        needs_signature=row.needs_signature,
        named_at=row.named_at,
        ended_at=row.ended_at,
        size=checkpoint_of(last.checkpoint).size if last and last.checkpoint else None,
        last_at=last.created if last else None,
        year_without_key=None if row.ended_at else year_without_key(log_keys, on),
    )
