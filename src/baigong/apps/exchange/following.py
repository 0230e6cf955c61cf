"""Deltas follow what was loaded: the package they name as previous is here, and no other follows it already."""

from baigong.apps.exchange.models import Origin, Upload
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.lake.files.package import Package


class NotYetLoaded(Refusal):
    code = "exchange.previous_missing"
    sentence = msgid(
        "“%(name)s” holds what changed since a package that was not loaded here; load that one first, or a full one."
    )


class FollowedAlready(Refusal):
    code = "exchange.previous_followed"
    sentence = msgid(
        "Another package that follows the same one as “%(name)s” was loaded already; ask for what changed since that."
    )


def was_loaded(*, digest: str | None, package_digest: str | None) -> bool:
    """Whether the same bytes, or the same descriptor, were loaded before."""
    loaded = Upload.objects.filter(state="loaded")
    if digest and loaded.filter(digest=digest).exists():
        return True
    return bool(package_digest) and loaded.filter(package_digest=package_digest).exists()


def refuse_out_of_sequence(package: Package) -> None:
    """As for packages that are read together; one that was loaded before changes nothing and may come again."""
    if package.kind != "delta" or not package.previous or was_loaded(digest=None, package_digest=package.digest):
        return
    previous = package.previous.lower()
    if not was_loaded(digest=None, package_digest=previous):
        raise NotYetLoaded(name=package.path.name)
    if Origin.objects.filter(previous=previous).exists():
        raise FollowedAlready(name=package.path.name)
