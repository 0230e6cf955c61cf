"""`baigong journal`: verified and read at the keyboard."""

import pytest

from apps.journal.tampering import guards
from baigong.apps.journal.models import Line, Seal
from contract.program import asked, assert_refused


@pytest.fixture
def written(node):
    asked("accounts", "invite", "boss", "--role", "security_administrator")
    yield asked("journal", "verify").json["head"]
    guards("ENABLE")


def test_a_journal_that_holds_says_so(written):
    told = asked("journal", "verify", "--head", written)

    assert (told.code, told.json["holds"], told.json["head_found"]) == (0, True, True)


def test_a_line_that_was_tampered_with_is_named_by_its_seal(written):
    guards("DISABLE")
    Line.objects.filter(act="authority.open_office").update(actor="account/1")

    told = asked("journal", "verify")

    assert (told.code, told.json["broken"]) == (1, [1])


def test_a_cut_tail_shows_against_the_head_that_was_written_down(written):
    guards("DISABLE")
    Line.objects.all().delete()
    Seal.objects.all().delete()

    assert asked("journal", "verify").code == 0
    told = asked("journal", "verify", "--head", written)

    assert (told.code, told.json["head_found"]) == (1, False)


def test_a_head_that_is_none_is_refused(node):
    told = asked("journal", "verify", "--head", "1:2")

    assert_refused(told)
    assert told.json["refusal"]["code"] == "journal.bad_head"


def test_lines_are_shown_and_the_reading_is_one(written):
    told = asked("journal", "show", "--act", "authority.invite_account").json["lines"]

    assert [(line["act"], line["region"]) for line in told] == [("authority.invite_account", "00")]
    assert asked("journal", "show", "--limit", "1").json["lines"][0]["act"] == "authority.read_journal"
