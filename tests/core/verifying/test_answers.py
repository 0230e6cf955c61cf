"""Every answer, and which comes before which."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from baigong.core.credentials import cose
from baigong.core.credentials.paths import path_in
from baigong.core.credentials.publication import form_of_token, forms_of
from baigong.core.tlog.entries import Revoked, Voided
from baigong.core.verifying.answers import CHECKS
from baigong.core.verifying.verifying import answered
from ground.log.small import FIRST, SECOND
from ground.trust.packing import (
    AT,
    DAY,
    FORMS,
    LAN,
    LIST,
    OLD_KEY,
    SIGNER,
    STRANGER,
    another,
    jwt_of,
    listed,
    logged,
    printed,
    token_of,
    wallet,
)


def verdict(trust, given, *, at=AT, proof=None):
    return answered(given, trust, at, proof).verdict


def holds(answer):
    return {check.name: check.holds for check in answer.checks}


@pytest.mark.parametrize("form", FORMS)
def test_a_certificate_is_valid_in_each_of_its_forms(world, form):
    world.grow(LAN)

    answer = answered(FORMS[form](LAN), world.trust(), AT, None)

    assert (answer.verdict, answer.form, answer.is_synthetic) == ("valid", form, True)
    assert [check.name for check in answer.checks] == list(CHECKS)
    assert set(holds(answer).values()) == {True}
    assert (answer.known["number"], answer.known["issued_on"]) == (LAN.number, DAY)


def test_the_salt_is_never_shown(world):
    world.grow(LAN)

    assert "salt" not in answered(printed(LAN), world.trust(), AT, None).known


def test_a_wallet_that_hides_the_name_is_valid_too(world):
    world.grow(LAN)

    answer = answered(wallet(LAN, names=("number",)), world.trust(), AT, None)

    assert answer.verdict == "valid"
    assert "name" not in answer.known


def test_lists_say_what_was_revoked_and_what_never_held(world):
    world.grow(LAN, another(18), another(19))
    world.revoked, world.voided = {18}, {19}
    trust = world.trust()

    assert verdict(trust, printed(LAN)) == "valid"
    assert verdict(trust, printed(another(18))) == "revoked"
    assert verdict(trust, printed(another(19))) == "void"


def test_a_revoked_bit_counts_in_an_old_list_and_a_clear_one_does_not(world):
    world.grow(LAN, another(18))
    world.revoked, world.list_at = {18}, AT - timedelta(days=8)
    trust = world.trust()

    old = answered(printed(LAN), trust, AT, None)

    assert (old.verdict, holds(old)["status"]) == ("unknown", None)
    assert old.sentence.facts["why"].facts == {"days": 8}
    assert verdict(trust, printed(another(18))) == "revoked"


def test_without_a_list_nobody_can_tell(world):
    world.grow(LAN)
    world.lists = {}

    assert verdict(world.trust(), printed(LAN)) == "unknown"


def test_another_lists_bits_say_nothing(world):
    """The same list under another address, another purpose, or another signature."""
    world.grow(LAN)
    for content in (listed(f"{LIST}0", ()), listed(LIST, (), purpose="suspension"), listed(LIST, (), signer=STRANGER)):
        world.lists = {LIST: content}

        assert verdict(world.trust(), printed(LAN)) == "unknown"


@pytest.mark.parametrize("form", FORMS)
def test_the_log_ends_a_certificate_in_all_its_forms(world, form):
    world.grow(LAN, another(18))
    world.end(Revoked(forms_of(LAN)[0], DAY))
    world.end(Voided(form_of_token(token_of(another(18))), DAY))
    trust = world.trust()

    assert verdict(trust, FORMS[form](LAN)) == "revoked"
    assert verdict(trust, FORMS[form](another(18))) == "void"


def test_void_in_the_log_comes_before_revoked_in_the_list(world):
    world.grow(LAN)
    world.revoked = {LAN.status_index}
    world.end(Voided(forms_of(LAN)[0], DAY))

    assert verdict(world.trust(), printed(LAN)) == "void"


def test_a_term_that_is_over_is_expired_and_its_last_day_is_not(world):
    ends = another(18, valid_until=date(2026, 3, 5))
    world.grow(ends)
    trust = world.trust()

    assert verdict(trust, printed(ends)) == "valid"
    # The day ends at Beijing time.
    assert verdict(trust, printed(ends), at=datetime(2026, 3, 5, 16, 0, 1, tzinfo=UTC)) == "expired"


def test_a_day_that_is_yet_to_come_cannot_be_told(world):
    late = another(18, issued_on=date(2026, 3, 6))
    world.grow(late)
    answer = answered(printed(late), world.trust(), AT, None)

    assert (answer.verdict, holds(answer)["term"]) == ("unknown", False)


@pytest.mark.parametrize("form", FORMS)
def test_what_a_whole_log_does_not_have_is_not_in_the_log(world, form):
    world.grow(another(18), at=AT)

    answer = answered(FORMS[form](LAN), world.trust(), AT, None)

    assert (answer.verdict, holds(answer)["log"], holds(answer)["witness"]) == ("not_in_log", False, None)


def test_a_certificate_newer_than_the_copy_of_the_log_is_not_accused(world):
    new = another(18, issued_on=date(2026, 3, 4))
    world.grow(LAN)

    assert verdict(world.trust(), printed(new)) == "unknown"


@pytest.mark.parametrize("cells", [{"credit_code": "91330106MA2XXXXX1X"}, {"session": "2026-0008"}])
def test_an_entry_of_another_body_or_session_is_no_entry_of_this(world, cells):
    """The insider's way: a genuine entry, and a certificate that says something else."""
    forged = replace(LAN, **cells)
    entry = logged(forged)
    world.log.grow([entry], datetime(2026, 3, 2, 12, tzinfo=UTC))
    proof = world.proof(0)
    trust = world.trust()

    assert verdict(trust, printed(forged), proof=proof) == "valid"
    assert verdict(trust, printed(LAN), proof=proof) == "not_in_log"


def test_what_witnesses_saw_too_late_is_backdated(world):
    world.grow(LAN, at=datetime(2026, 3, 6, 4, tzinfo=UTC))
    world.list_at = datetime(2026, 3, 6, tzinfo=UTC)
    trust, at = world.trust(), datetime(2026, 3, 7, tzinfo=UTC)

    late = answered(printed(LAN), trust, at, None)

    assert (late.verdict, holds(late)["witness"]) == ("backdated", False)
    assert late.sentence.facts == {"day": "2026-03-02", "seen": "2026-03-06"}


def test_what_was_seen_three_days_later_is_in_time(world):
    world.grow(LAN, at=datetime(2026, 3, 5, 3, tzinfo=UTC))

    assert verdict(world.trust(), printed(LAN)) == "valid"


def test_too_few_witnesses_cannot_tell(world):
    world.log.append([logged(LAN)])
    world.log.publish(at=AT, by=(FIRST,))

    answer = answered(printed(LAN), world.trust(), AT, None)

    assert (answer.verdict, holds(answer)["log"], holds(answer)["witness"]) == ("unknown", True, None)


def test_a_later_checkpoint_with_enough_witnesses_is_when_it_was_seen(world):
    world.log.append([logged(LAN)])
    world.log.publish(at=datetime(2026, 3, 2, 4, tzinfo=UTC), by=(FIRST,))
    world.log.append([logged(another(18))])
    world.log.publish(at=datetime(2026, 3, 3, 4, tzinfo=UTC), by=(FIRST, SECOND))

    answer = answered(printed(LAN), world.trust(), AT, None)

    assert (answer.verdict, answer.checks[6].detail.facts) == ("valid", {"at": "2026-03-03"})


def test_a_stranger_is_unknown_and_an_old_key_expired(world):
    strange = replace(LAN, issuer="did:web:elsewhere.example", status_list="https://elsewhere.example/1")
    trust = world.trust()

    unknown = answered(printed(strange, STRANGER), trust, AT, None)
    expired = answered(printed(LAN, OLD_KEY), trust, AT, None)

    assert (unknown.verdict, holds(unknown)["key"], holds(unknown)["signature"]) == ("unknown_issuer", False, None)
    assert (expired.verdict, holds(expired)["key"], holds(expired)["signature"]) == ("expired_key", False, True)
    assert (unknown.known, expired.known) == ({}, {})


def test_a_key_is_not_the_issuers_before_its_day_either(world):
    early = another(18, issued_on=date(2025, 12, 31))

    assert verdict(world.trust(), jwt_of(early)) == "expired_key"


def test_a_proof_that_came_with_it_is_enough_without_any_log(world):
    world.grow(another(18), LAN)
    proof, trust = world.proof(1), replace(world.trust(), logs={})

    assert verdict(trust, printed(LAN)) == "unknown"
    assert {verdict(trust, make(LAN), proof=proof) for make in FORMS.values()} == {"valid"}


def test_a_proof_that_does_not_hold_is_not_in_the_log(world):
    world.grow(another(18), LAN)
    trust = world.trust()
    good, other, stranger = world.proof(1), world.proof(0), world.proof(1, entry=world.tree().entry(0))

    assert verdict(trust, printed(LAN), proof=good) == "valid"
    for bad in (other, stranger, b"", b"no proof", good[:-40], good.replace(b"index 1", b"index 0")):
        assert verdict(trust, printed(LAN), proof=bad) == "not_in_log"


def test_a_path_leads_into_a_log_whose_entries_are_not_at_hand(world):
    world.grow(*[another(number) for number in range(100, 120)], LAN)
    world.seal()
    world.is_short = True
    trust = world.trust()
    path = path_in(20, form_of_token(token_of(LAN)), world.tree().node)
    message = cose.issued(LAN, SIGNER)

    answer = answered(cose.with_path(message, path), trust, AT, None)

    assert (answer.verdict, holds(answer)["log"]) == ("valid", True)
    assert verdict(trust, message) == "unknown"


@pytest.mark.parametrize("is_short", [True, False])
def test_a_path_that_leads_elsewhere_is_not_in_the_log(world, is_short):
    world.grow(*[another(number) for number in range(100, 120)], LAN)
    world.seal()
    world.is_short = is_short
    trust = world.trust()
    path = path_in(20, form_of_token(token_of(LAN)), world.tree().node)
    message = cose.issued(LAN, SIGNER)

    bad = [replace(path, index=21), replace(path, token=bytes(32)), replace(path, hashes=(bytes(32), *path.hashes[1:]))]

    assert [verdict(trust, cose.with_path(message, one)) for one in bad] == ["not_in_log"] * 3
    # An entry that the copy at hand does not reach yet.
    assert verdict(trust, cose.with_path(message, replace(path, index=256 + 20))) == "unknown"


def test_revoked_comes_before_expired_and_expired_before_not_in_the_log(world):
    over = another(18, valid_until=date(2026, 3, 3))
    world.grow(LAN)

    assert verdict(world.trust(), printed(over)) == "expired"

    world.revoked = {18}
    assert verdict(world.trust(), printed(over)) == "revoked"


def test_a_path_into_a_tile_that_the_copy_at_hand_does_not_have_full_cannot_be_told(world):
    """The day was sealed after the pack was made; nobody is accused."""
    world.grow(*[another(number) for number in range(100, 120)], LAN)
    trust = world.trust()
    world.seal()
    path = path_in(20, form_of_token(token_of(LAN)), world.tree().node)

    assert verdict(trust, cose.with_path(cose.issued(LAN, SIGNER), path)) == "unknown"


def test_a_proof_of_a_forked_log_is_found_out_by_the_log_at_hand(world):
    """Both trees are signed and witnessed; only one of them can be the log."""
    world.grow(LAN, another(18))
    other = type(world)(world.home / "other")
    other.grow(another(19))
    trust = world.trust()
    forked = other.proof(0)

    answer = answered(printed(another(19)), trust, AT, forked)

    assert (answer.verdict, answer.checks[5].detail.code) == ("not_in_log", "verify.forked")
    assert verdict(replace(trust, logs={}), printed(another(19)), proof=forked) == "valid"


def test_nobody_is_accused_of_what_the_rest_of_the_day_may_have_logged(world):
    """The copy of the log ends on the very day of the certificate."""
    world.grow(another(18))

    answer = answered(printed(LAN), world.trust(), AT, None)

    assert (answer.verdict, holds(answer)["log"]) == ("unknown", None)
