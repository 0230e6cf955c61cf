"""A person shows some of her certificates by a link, until it ends or she takes it back."""

import json
from datetime import date, timedelta

import pytest

from apps.passports.making import PURPOSE, SECRET, held, holder, settled_share
from apps.registry.making import AT, ON, settled_merge
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.journal.models import Line
from baigong.apps.passports.actions import make_share, withdraw_share
from baigong.apps.passports.actions.shares import Showing
from baigong.apps.passports.items import Item
from baigong.apps.passports.links import digest_of, fresh_secret
from baigong.apps.passports.models import Share
from baigong.apps.passports.opening import opened_share, shared_token
from baigong.apps.passports.refusals import BadShare, NoSuchShare, ShareOver
from baigong.apps.registry.numbers import keyring_here
from cast import as_person


def opened(secret=SECRET, on=ON):
    return opened_share(secret, keyring_here(), on=on)


def showing(*items, purpose=PURPOSE, ends_on=ON + timedelta(days=30)):
    return Showing(items, purpose, ends_on)


@pytest.fixture
def lan(node, cast):
    """Her row, and she herself."""
    person = holder()
    return person, as_person(cast.lan, person.pk)


def test_only_what_was_chosen_is_shown_and_as_it_stands_now(lan):
    person, by = lan
    chosen, kept_back = held(person), held(person)
    told = {"showing": showing(Item(chosen.pk, ("name",))), "digest": digest_of(SECRET).hex()}

    make_share(person, **told, by=by, at=AT)

    (item,) = opened().items
    assert (item.id, item.cells, item.standing.state) == (chosen.pk, {"name": person.name}, "in_force")
    assert kept_back.number not in str(opened())
    assert chosen.number not in str(opened())
    chosen.ending, chosen.ended_on = "void", ON
    type(chosen).objects.filter(pk=chosen.pk).update(ending="void", ended_on=ON)
    assert opened().items[0].standing.state == "void"


def test_a_secret_has_160_bits_and_stands_nowhere(lan):
    person, by = lan
    secret = fresh_secret(lambda size: bytes(range(size)))
    told = {"showing": showing(Item(held(person).pk, ())), "digest": digest_of(secret).hex()}

    make_share(person, **told, by=by, at=AT)

    assert len(secret) == 27
    share, line = Share.objects.get(), Line.objects.get(act="passports.make_share")
    assert bytes(share.digest) == digest_of(secret)
    written = json.dumps([line.facts, line.before, line.after], ensure_ascii=False)
    assert [word for word in (secret, digest_of(secret).hex(), PURPOSE) if word in written] == []


def test_a_guess_an_end_and_a_withdrawal_are_answered_alike(lan):
    person, by = lan
    share = settled_share(person, ends_on=ON)
    assert opened().id == share.pk

    said = []
    for secret, on in (("guessed", ON), (SECRET[:-1], ON), (SECRET, ON + timedelta(days=1))):
        with pytest.raises(NoSuchShare) as refused:
            opened(secret, on)
        said.append(refused.value.fault)
    withdraw_share(share, by=by, at=AT)
    with pytest.raises(NoSuchShare) as refused:
        opened()

    assert [*said, refused.value.fault] == [refused.value.fault] * 4


def test_no_token_comes_from_a_share_that_is_over_or_does_not_show_it(lan):
    person, _ = lan
    other = held(person)
    settled_share(person)

    for secret in (SECRET, "guessed"):
        with pytest.raises(NoSuchShare):
            shared_token(secret, other.pk, keyring_here(), on=ON)


@pytest.mark.parametrize(
    "changed",
    [
        {"purpose": " "},
        {"ends_on": ON - timedelta(days=1)},
        {"ends_on": date(2026, 7, 3)},
        {"items": ()},
    ],
)
def test_a_share_that_says_too_little_or_lasts_too_long_is_refused(lan, changed):
    person, by = lan
    told = {"items": (Item(held(person).pk, ()),), "purpose": PURPOSE, "ends_on": ON, **changed}

    with pytest.raises(BadShare):
        make_share(person, showing=Showing(**told), digest=digest_of(SECRET).hex(), by=by, at=AT)


def test_nobody_shares_what_is_anothers_or_a_cell_that_there_is_not(lan):
    person, by = lan
    others = held(holder())

    for item in (Item(others.pk, ()), Item(held(person).pk, ("salt",))):
        with pytest.raises(BadShare):
            make_share(person, showing=showing(item), digest=digest_of(SECRET).hex(), by=by, at=AT)


def test_a_certificate_of_a_row_merged_with_hers_is_hers(lan):
    person, by = lan
    other = holder()
    one = held(other)
    settled_merge(other, person)

    made = make_share(person, showing=showing(Item(one.pk, ())), digest=digest_of(SECRET).hex(), by=by, at=AT)

    assert made.items == [{"certificate": one.pk, "cells": []}]


def test_nobody_shares_or_withdraws_for_her(lan, cast):
    person, _ = lan
    share = settled_share(person)
    told = {"showing": showing(Item(held(person).pk, ())), "digest": digest_of("x").hex()}

    for actor in (cast.chen, cast.wang, cast.nobody):
        with pytest.raises(NotAllowed):
            make_share(person, **told, by=actor, at=AT)
        with pytest.raises(NotAllowed):
            withdraw_share(share, by=actor, at=AT)


def test_a_share_is_withdrawn_once(lan):
    person, by = lan
    share = settled_share(person)
    withdraw_share(share, by=by, at=AT)

    with pytest.raises(ShareOver):
        withdraw_share(share, by=by, at=AT)
