"""Packages read together: of one kind of identity, deltas after what they follow."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.lake.files.package import Package


class OtherKey(Refusal):
    code = "package.other_key"
    sentence = msgid(
        "“%(name)s” names persons under another key than the packages before it; export it under the same key."
    )


class OutOfSequence(Refusal):
    code = "package.previous"
    sentence = msgid(
        "“%(name)s” does not follow the package before it: its “previous” does not hold. Read them in order."
    )


def in_sequence(packages: Sequence[Package]) -> None:
    for before, package in pairwise(packages):
        if (package.identity, package.key_id) != (before.identity, before.key_id):
            raise OtherKey(name=package.path.name)
        is_repeated = package.digest == before.digest
        if (
            package.kind == "delta"
            and package.previous
            and not is_repeated
            and package.previous.lower() != before.digest
        ):
            raise OutOfSequence(name=package.path.name)


def repeats(packages: Sequence[Package]) -> Mapping[int, int]:
    """Packages read a second time, by place, and where each stood first."""
    first: dict[str, int] = {}
    for place, package in enumerate(packages):
        if package.digest:
            first.setdefault(package.digest, place)
    return {
        place: first[package.digest]
        for place, package in enumerate(packages)
        if package.digest and first[package.digest] != place
    }
