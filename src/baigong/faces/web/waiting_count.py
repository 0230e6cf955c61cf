"""How much waits for somebody, as the masthead shows it: kept for a minute, since it stands on every page."""

from django.core.cache import cache

from baigong.apps.authority.actor import Actor

KEPT_FOR = 60  # seconds; asking every app each time would cost more than the page


def kept_count(by: Actor) -> int | None:
    kept: int | None = cache.get(_key(by))
    return kept


def keep_count(by: Actor, count: int) -> None:
    cache.set(_key(by), count, KEPT_FOR)


def forget_count(by: Actor) -> None:
    """After an act of hers: what she has just done waits no longer."""
    if by.account is not None:
        cache.delete(_key(by))


def _key(by: Actor) -> str:
    return f"waiting/{by.account}"
