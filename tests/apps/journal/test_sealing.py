"""What was written stays as it was, or the seals say so."""

import importlib
from datetime import UTC, datetime, timedelta

import pytest
from django.db import InternalError, connection, transaction
from django.db.utils import DatabaseError

from apps.journal.tampering import guards
from baigong.apps.journal.chain import digest_over
from baigong.apps.journal.evidence import keep_evidence
from baigong.apps.journal.models import Evidence, Line, Seal
from baigong.apps.journal.queries import head
from baigong.apps.journal.sealing import lines_since, seal_lines, verify_journal

AT = datetime(2025, 7, 1, 9, tzinfo=UTC)


def write(count=1, act="tests.act"):
    return [
        Line.objects.create(act=act, subject=f"tests.thing/{n}", actor="account/1", at=AT, facts={"第": n})
        for n in range(count)
    ]


@pytest.fixture
def sealed(db):
    """Three seals over two lines each."""
    lines = []
    for _ in range(3):
        lines += write(2)
        seal_lines(at=AT)
    guards("DISABLE")
    return lines


def test_an_empty_journal_holds(db):
    told = verify_journal()

    assert (told.seals, told.lines, told.unsealed, told.holds) == (0, 0, 0, True)


def test_every_line_is_sealed_in_order(sealed):
    told = verify_journal()

    assert (told.seals, told.lines, told.unsealed, told.broken, told.holds) == (3, 6, 0, (), True)
    later = [(line.seal, line.id) for line in lines_since(1)]
    assert later == [(2 + n // 2, line.id) for n, line in enumerate(sealed[2:])]


def test_what_waits_for_a_seal_is_counted(sealed):
    write(2)

    assert verify_journal().unsealed == 2


def test_sealing_again_with_nothing_new_makes_no_seal(sealed):
    assert seal_lines(at=AT) == 3
    assert Seal.objects.count() == 3


@pytest.mark.parametrize(
    "cells",
    [
        {"act": "tests.other"},
        {"subject": "tests.thing/99"},
        {"actor": "account/2"},
        {"office": "某局"},
        {"region": "33"},
        {"at": AT + timedelta(seconds=1)},
        {"facts": {}},
        {"before": {"x": 1}},
        {"after": {"x": 1}},
    ],
)
def test_an_edited_line_breaks_its_seal(sealed, cells):
    Line.objects.filter(pk=sealed[2].pk).update(**cells)

    assert verify_journal().broken == (2,)


def test_a_deleted_line_breaks_its_seal(sealed):
    Line.objects.filter(pk=sealed[2].pk).delete()

    assert verify_journal().broken == (2,)


def test_an_inserted_line_breaks_the_seal_it_pretends(sealed):
    Line.objects.create(act="tests.act", actor="account/1", at=AT, seal=2)

    assert verify_journal().broken == (2,)


def test_a_line_under_a_seal_that_is_not_there_is_found(sealed):
    Line.objects.create(act="tests.act", actor="account/1", at=AT, seal=77)

    assert verify_journal().broken == (77,)


def test_lines_that_change_places_break_their_seals(sealed):
    Line.objects.filter(pk=sealed[1].pk).update(seal=2)
    Line.objects.filter(pk=sealed[2].pk).update(seal=1)

    assert verify_journal().broken == (1, 2)


def test_a_seal_made_anew_over_an_edited_line_breaks_the_next(sealed):
    """Whoever reckons one seal anew has to do so with all that follow, and then the head is another."""
    Line.objects.filter(pk=sealed[2].pk).update(actor="account/2")
    seal = Seal.objects.get(pk=2)
    from_new = digest_over(Line.objects.filter(seal=2).order_by("id"), bytes(seal.previous))
    Seal.objects.filter(pk=2).update(digest=from_new)

    assert verify_journal().broken == (3,)


def test_a_missing_seal_in_the_middle_is_found(sealed):
    Seal.objects.filter(pk=2).delete()

    assert verify_journal().broken == (2, 3)


def test_a_cut_tail_holds_in_itself_and_is_found_by_the_head_that_was_written_down(sealed):
    """The chain cannot show what it has lost at its end: only a head kept elsewhere can."""
    kept = head()
    Line.objects.filter(seal=3).delete()
    Seal.objects.filter(pk=3).delete()

    alone, held_against = verify_journal(), verify_journal(written_down=(kept.seal, kept.digest))

    assert (alone.broken, alone.holds) == ((), True)
    assert (held_against.is_head_there, held_against.holds) == (False, False)


def test_a_head_written_down_earlier_is_found_again(sealed):
    kept = head()
    write(3)
    seal_lines(at=AT)

    assert verify_journal(written_down=(kept.seal, kept.digest)).holds is True


def test_evidence_is_sealed_by_a_line_over_its_batch(db):
    for n in range(3):
        keep_evidence("signed_in", actor=f"account/{n}", at=AT)
    seal_lines(at=AT)

    line = Line.objects.get()
    assert (line.act, line.facts["count"]) == ("journal.seal_evidence", 3)
    assert set(Evidence.objects.values_list("batch", flat=True)) == {line.pk}
    assert verify_journal().holds is True


@pytest.mark.parametrize(
    "cells", [{"kind": "signed_out"}, {"actor": "account/9"}, {"facts": {"x": 1}}, {"at": AT + timedelta(1)}]
)
def test_edited_evidence_is_found(db, cells):
    keep_evidence("signed_in", actor="account/1", at=AT)
    keep_evidence("signed_in", actor="account/2", at=AT)
    seal_lines(at=AT)

    Evidence.objects.filter(actor="account/1").update(**cells)

    assert verify_journal().evidence == (Line.objects.get().pk,)


def test_deleted_and_inserted_evidence_is_found(db):
    keep_evidence("signed_in", actor="account/1", at=AT)
    keep_evidence("signed_in", actor="account/2", at=AT)
    seal_lines(at=AT)
    batch = Line.objects.get().pk

    Evidence.objects.filter(actor="account/1").delete()
    missing = verify_journal().evidence
    Evidence.objects.create(kind="signed_in", actor="account/1", at=AT, batch=batch)
    inserted = verify_journal().evidence

    assert (missing, inserted) == ((batch,), (batch,))


def test_evidence_of_an_unknown_kind_is_a_bug(db):
    with pytest.raises(ValueError, match="looked"):
        keep_evidence("looked", actor="account/1", at=AT)


@pytest.fixture
def guarded(sealed):
    """The tables with the guard that migrations give them."""
    guard = importlib.import_module("baigong.apps.journal.migrations.0001_lines_and_seals").GUARD
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_trigger WHERE tgname = 'journal_line_stands'")
        if not cursor.fetchone():
            cursor.execute(guard)
    guards("ENABLE")
    return sealed


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal_line SET actor = 'account/2'",
        "UPDATE journal_line SET seal = 1",
        "DELETE FROM journal_line",
        "UPDATE journal_seal SET lines = 1",
        "DELETE FROM journal_seal",
    ],
)
def test_the_database_refuses_to_change_the_journal(guarded, sql):
    with pytest.raises((InternalError, DatabaseError), match="append-only"), transaction.atomic():
        connection.cursor().execute(sql)


def test_the_guard_lets_new_lines_be_sealed(guarded):
    write(2)

    assert seal_lines(at=AT) == 4
