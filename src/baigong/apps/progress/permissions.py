"""Who may enter figures, take and publish readings, and lock periods."""

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.roles import Role
from baigong.apps.progress.models import Observation, Period, Publication, Reading

STATISTICIANS = frozenset({Role.STATISTICIAN})
# Whoever has a part in an act that takes several people; which part, its chain says.
ENTERING = frozenset({Role.STATISTICIAN, Role.REVIEWER})
PUBLISHING = frozenset({Role.STATISTICIAN, Role.REVIEWER, Role.APPROVER})
EXCEPTING = frozenset({Role.STATISTICIAN, Role.REVIEWER, Role.APPROVER})


def may_enter(*_: object, by: Actor, region: str, **__: object) -> bool:
    return by.may_as(ENTERING, region=region)


def may_correct(observation: Observation, *_: object, by: Actor, **__: object) -> bool:
    return by.may_as(ENTERING, region=observation.region)


def may_take(taken: object, *, by: Actor, **_: object) -> bool:
    region = getattr(taken, "region", None)
    return by.may_as(STATISTICIANS, region=region)


def may_draft(reading: Reading, *, by: Actor, **_: object) -> bool:
    return by.may_as(STATISTICIANS, region=reading.region)


def may_tend(publication: Publication, *_: object, by: Actor, **__: object) -> bool:
    return by.may_as(STATISTICIANS, region=publication.region)


def may_publish(publication: Publication, *, by: Actor, **_: object) -> bool:
    return by.may_as(PUBLISHING, region=publication.region)


def may_open(*_: object, by: Actor, region: str, **__: object) -> bool:
    return by.may_as(STATISTICIANS, region=region)


def may_lock(period: Period, *, by: Actor, **_: object) -> bool:
    return by.may_as(STATISTICIANS, region=period.region)


def may_except(period: Period, *, by: Actor, **_: object) -> bool:
    """In the office that locked it, which decides for all that lies in its region."""
    return by.may_as(EXCEPTING, region=period.region)
