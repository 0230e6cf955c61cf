"""Answers kept for a day, so that a request sent twice is done once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from baigong.apps.authority.models import Answered

KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Asked:
    """Digests of who asked under which key, and of all that the request said."""

    key: bytes
    request: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """`answer` is sealed under a key that only the request's own key gives."""

    request: bytes
    answer: bytes


def is_alone(asked: Asked) -> bool:
    """Whether nobody else is at the same request; holds until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [int.from_bytes(asked.key[:8], "big", signed=True)])
        return bool(cursor.fetchone()[0])


def answered(asked: Asked, *, at: datetime) -> Kept | None:
    row = Answered.objects.filter(key=asked.key, at__gt=at - KEPT_FOR).first()
    return Kept(bytes(row.request), bytes(row.answer)) if row else None


def keep_answer(asked: Asked, answer: bytes, *, at: datetime) -> None:
    """Whatever is older than a day goes at the same time."""
    Answered.objects.filter(at__lte=at - KEPT_FOR).delete()
    Answered.objects.create(key=asked.key, request=asked.request, answer=answer, at=at)
