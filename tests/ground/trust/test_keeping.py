"""The kept pack: never an older one, another's, or half of one."""

from dataclasses import replace

import pytest

from baigong.ground.trust.keeping import Kept, OlderPack, OtherPack, SameVersion
from baigong.ground.trust.refusals import UnusablePack
from baigong.ground.trust.writing import write_trust, zip_trust
from ground.log.small import Signer
from ground.trust.packing import PUBLISHER


def packed(world, *, version=1, **cells):
    content = replace(world.content, version=version, **cells)
    write_trust(world.home / "made", content, PUBLISHER)
    zip_trust(world.home / "made", world.home / "made.zip")
    return (world.home / "made.zip").read_bytes()


@pytest.fixture
def kept(world):
    return Kept(world.home / "home/trust")


def refused(kept, content, error, key=PUBLISHER.key):
    with pytest.raises(error):
        kept.keep(content, key)


def test_a_newer_pack_takes_the_place_of_the_kept_one(world, kept):
    assert kept.pack() is None

    for version in (1, 2, 2):
        kept.keep(packed(world, version=version), PUBLISHER.key)

        assert kept.pack().manifest.version == version


def test_an_older_pack_another_name_and_a_second_content_are_refused_and_nothing_changes(world, kept):
    kept.keep(packed(world, version=2), PUBLISHER.key)
    before = kept.path.read_bytes()

    refused(kept, packed(world, version=1), OlderPack)
    refused(kept, packed(world, version=3, name="trust.elsewhere.example"), OtherPack)
    refused(kept, packed(world, version=2, status_days=300), SameVersion)

    assert kept.path.read_bytes() == before
    assert sorted(path.name for path in kept.folder.iterdir()) == ["lock", "pack.zip"]


def test_what_the_key_has_not_signed_and_what_is_cut_off_is_not_kept(world, kept):
    content = packed(world)

    refused(kept, content, UnusablePack, Signer("trust.skills.example", 8).key)
    refused(kept, content[:-200], UnusablePack)

    assert kept.pack() is None
