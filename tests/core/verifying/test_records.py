"""What an office has on record only: older than the log, and told apart from what was issued under its eyes."""

from datetime import date

import pytest

from baigong.core.credentials import cose
from baigong.core.credentials.publication import entry_of
from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.core.verifying.answers import ON_RECORD
from baigong.core.verifying.verifying import answered
from baigong.ground.log.proving import path_to
from baigong.ground.trust.content import PackKey
from core.verifying.test_answers import holds
from ground.trust.packing import AT, FORMS, SIGNER, another, printed, token_of

OLD = another(20, issued_on=date(2019, 6, 3), valid_until=None, session=None)


@pytest.fixture
def keeper(world):
    """Its key speaks for days long before there was a log."""
    world.is_keeper, world.keys[0] = True, PackKey(SIGNER.kid, date(1970, 1, 1))
    return world


@pytest.mark.parametrize("form", FORMS)
def test_an_older_certificate_is_valid_as_a_record(keeper, form):
    keeper.grow(OLD, is_record=True)

    answer = answered(FORMS[form](OLD), keeper.trust(), AT, None)

    assert (answer.verdict, answer.sentence.sentence) == ("valid", ON_RECORD)
    assert (holds(answer)["log"], holds(answer)["witness"]) == (True, True)
    assert answer.checks[-1].detail.facts == {"at": "2026-03-02"}


def test_its_path_is_looked_for_in_every_log_since_its_own_year_had_none(keeper):
    keeper.grow(OLD, is_record=True)
    keeper.seal()
    keeper.is_short = True
    entry = entry_of(OLD, kid=SIGNER.kid, token=token_of(OLD), is_record=True)
    path = path_to(keeper.read(), checkpoint_of(keeper.log.published.text), entry)
    given = cose.text(cose.with_path(cose.issued(OLD, SIGNER), path)).encode()

    assert answered(given, keeper.trust(), AT, None).verdict == "valid"


def test_what_an_office_issues_is_no_record_and_a_record_is_not_issued(world, keeper):
    keeper.grow(OLD)
    assert answered(printed(OLD), keeper.trust(), AT, None).verdict == "not_in_log"

    world.is_keeper = False
    world.grow(another(21), is_record=True)
    assert answered(printed(another(21)), world.trust(), AT, None).verdict == "not_in_log"


def test_an_issuer_that_keeps_no_records_cannot_date_itself_back(world):
    world.keys[0] = PackKey(SIGNER.kid, date(1970, 1, 1))
    world.grow(OLD)

    assert answered(printed(OLD), world.trust(), AT, None).verdict == "backdated"


def test_a_record_that_was_ended_is_no_longer_valid(keeper):
    keeper.grow(OLD, is_record=True)
    keeper.revoked = {OLD.status_index}

    assert answered(printed(OLD), keeper.trust(), AT, None).verdict == "revoked"
