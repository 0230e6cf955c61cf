"""One's own notices, and what of them is mailed."""

from dataclasses import dataclass
from datetime import datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.notices.kinds import KINDS
from baigong.apps.notices.models import Notice, Preference
from baigong.apps.notices.wording import sentence_of
from baigong.core.text import Text


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """`about` is what it speaks of, as the journal names it."""

    id: int
    kind: str
    title: Text
    sentence: Text
    about: str
    region: str
    made_at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class ChoiceShown:
    """A kind that the account can get, and whether it is mailed."""

    kind: str
    title: Text
    whom: Text
    is_optional: bool
    is_mailed: bool


def unread(actor: Actor) -> int:
    """For the masthead: asked on every page of whoever is signed in."""
    if actor.account is None:
        return 0
    return Notice.objects.filter(account=actor.account, read_at=None).count()


def notices(
    actor: Actor,
    *,
    only_unread: bool = False,
    kind: str = "",
    after: int | None = None,
    start: int = 0,
    limit: int = 50,
) -> list[NoticeShown]:
    """Her own, the newest first; `after` is the number of the last that was seen."""
    rows = _own(actor, only_unread, kind)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    return [_shown(row) for row in rows.order_by("-id")[start : start + limit]]


def count(actor: Actor, *, only_unread: bool = False, kind: str = "") -> int:
    return _own(actor, only_unread, kind).count()


def notice(actor: Actor, id: int) -> NoticeShown | None:
    row = _own(actor, False, "").filter(pk=id).first()
    return _shown(row) if row else None


def choices(actor: Actor) -> list[ChoiceShown]:
    """The kinds that her roles can get, in the order of the table."""
    kept = dict(Preference.objects.filter(account=actor.account).values_list("kind", "is_mailed"))
    return [
        ChoiceShown(name, kind.title, kind.whom, kind.is_optional, not kind.is_optional or kept.get(name, True))
        for name, kind in KINDS.items()
        if kind.roles & actor.roles
    ]


def _own(actor: Actor, only_unread: bool, kind: str):  # type: ignore[no-untyped-def]  # rows, which Django does not type
    rows = Notice.objects.filter(account=actor.account) if actor.account is not None else Notice.objects.none()
    if only_unread:
        rows = rows.filter(read_at=None)
    return rows.filter(kind=kind) if kind else rows


def _shown(row: Notice) -> NoticeShown:
    sentence = sentence_of(row.kind, row.region, row.facts)
    title = KINDS[row.kind].title
    return NoticeShown(row.pk, row.kind, title, sentence, row.about, row.region, row.made_at, row.read_at)
