"""What is newer than the kept pack is taken where it is signed; where it cannot be had, one goes on and says so."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from baigong.core.credentials import cose
from baigong.core.credentials.paths import path_in
from baigong.core.credentials.publication import form_of_token
from baigong.core.verifying.verifying import answered
from baigong.ground.log.source import NotThere, Unreachable
from baigong.ground.log.witnessed import Forked
from baigong.ground.trust.fetching import NotSafe, fetched
from baigong.ground.trust.keeping import Kept
from baigong.ground.trust.refreshing import refreshed
from ground.log.small import LOG
from ground.trust.packing import AT, LAN, LIST, SIGNER, STRANGER, another, listed, printed, token_of

LATER = AT + timedelta(days=9)
ADDRESS = "https://log.example/2026"


class Network:
    """What lies at which address; what was asked for is kept in order."""

    def __init__(self, files=None, log=None):
        self.files, self.log, self.asked = dict(files or {}), log, []

    def __call__(self, address, most):
        self.asked.append(address)
        if self.log and address.startswith(f"{ADDRESS}/"):
            path = self.log / address.removeprefix(f"{ADDRESS}/")
            if not path.is_file():
                raise NotThere(place=ADDRESS, path=address)
            return path.read_bytes()
        if address not in self.files:
            raise Unreachable(place=address, path="")
        return self.files[address]


@pytest.fixture
def kept(world):
    return Kept(world.home / "home/trust")


def judged(told, content=None, at=LATER):
    return answered(content or printed(LAN), told.trust, at, None).verdict


def test_a_newer_list_is_fetched_kept_and_used_the_next_time_without_a_network(world, kept):
    world.grow(LAN)
    trust = world.trust()
    network = Network({LIST: listed(LIST, {LAN.status_index}, at=LATER)})

    assert judged(refreshed(trust, kept, LATER, None)) == "unknown"
    assert judged(refreshed(trust, kept, LATER, network)) == "revoked"
    assert judged(refreshed(trust, kept, LATER, None)) == "revoked"
    assert LIST in network.asked


def test_a_list_of_less_than_a_day_is_not_asked_for(world, kept):
    world.list_at = AT
    network = Network()

    told = refreshed(world.trust(), kept, AT + timedelta(hours=23), network)
    judged(told)

    assert (network.asked, told.old) == ([], {})


def test_where_nothing_can_be_fetched_one_goes_on_and_says_how_old_it_is(world, kept):
    world.grow(LAN)
    network = Network()
    told = refreshed(world.trust(), kept, AT + timedelta(days=3), network)

    assert judged(told, at=AT + timedelta(days=3)) == "valid"
    assert told.old == {LIST: timedelta(days=4), f"{LIST}/void": timedelta(days=4)}
    # Where nobody answered once, nobody is asked again.
    assert len(network.asked) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"nothing",
        listed(f"{LIST}0", (), at=LATER),
        listed(LIST, (), at=LATER, signer=STRANGER),
        listed(LIST, (), at=AT - timedelta(days=20)),
    ],
)
def test_a_list_that_is_anothers_older_or_none_does_not_take_the_place(world, kept, content):
    world.grow(LAN)
    world.revoked = {LAN.status_index}

    assert judged(refreshed(world.trust(), kept, LATER, Network({LIST: content}))) == "revoked"
    assert not kept.lists.exists()


def linked(world):
    """The policy says where the log can be fetched."""
    world.policy = world.policy.replace(str(LOG.key), f"{LOG.key} {ADDRESS}")
    return world


def test_a_newer_checkpoint_lets_a_newer_path_be_followed(world, kept):
    linked(world).grow(*[another(number) for number in range(100, 110)])
    trust = world.trust()
    day = LATER.date()
    new = replace(LAN, issued_on=day)
    world.grow(new, at=LATER)
    world.seal(LATER)
    path = path_in(10, form_of_token(token_of(new)), world.tree().node)
    card = cose.with_path(cose.issued(new, SIGNER), path)
    network = Network({LIST: listed(LIST, (), at=LATER)}, world.log.folder)

    assert judged(refreshed(trust, kept, LATER, None), card) == "unknown"
    assert judged(refreshed(trust, kept, LATER, network), card) == "valid"


def test_a_log_that_did_not_grow_from_the_packs_is_a_fork(world, kept):
    linked(world).grow(LAN)
    trust = world.trust()
    other = type(world)(world.home / "other")
    other.grow(another(98), another(99), at=datetime(2026, 3, 14, tzinfo=UTC))

    told = refreshed(trust, kept, LATER, Network({}, other.log.folder))
    with pytest.raises(Forked):
        told.trust.logs[2026].size  # noqa: B018 — asking is what fetches


def test_nothing_is_fetched_over_an_open_line():
    with pytest.raises(NotSafe):
        fetched("http://skills.example/trust.zip", 10)
