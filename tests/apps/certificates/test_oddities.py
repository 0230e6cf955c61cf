"""Days that do not fit, found for one certificate and in a list."""

from datetime import UTC, date, datetime

import pytest

from apps.certificates.batching import issued, settled_batch, settled_copy
from apps.certificates.making import settled_certificate
from apps.certificates.recalling import settled_recall
from apps.registry.making import HANGZHOU_COUNTY, settled_filing, settled_person
from baigong.apps.certificates.models import Certificate, Logged
from baigong.apps.certificates.oddities import KINDS, backdated, oddities, oddities_of
from baigong.core.scope import WHOLE, of_region
from contract.people import credit, identification

pytestmark = pytest.mark.django_db
HANGZHOU = of_region("330100")


@pytest.fixture(autouse=True)
def own_node(node):
    """Numbers of holders are sealed under its keys."""


@pytest.fixture
def lan(node):
    return settled_person()


def numbered(serial, year="24"):
    """A number of the published form, of the year 2024 where nothing else is said."""
    number = identification(serial)
    return f"{number[:13]}{year}{number[15:]}"


def certificate(lan, serial=1, *, year="24", **cells):
    return settled_certificate(serial, lan, **{"number": numbered(serial, year), **cells})


def found(scope=HANGZHOU, **asked):
    return [(one.number, one.kind) for one in oddities(scope, **asked)]


def logged_on(row, day, kind="issued_here"):
    settled_copy(row, kind=kind)
    return Logged.objects.create(certificate=row, shard=2024, number=1, witnessed_at=day, line=0)


def test_a_certificate_in_order_has_no_finding(lan):
    settled_filing("33-备-0001")
    row = certificate(lan)
    logged_on(row, datetime(2024, 5, 10, 2, tzinfo=UTC))

    assert (found(), oddities_of(HANGZHOU, row.pk)) == ([], [])


def test_what_witnesses_saw_much_later_is_backdated(lan):
    row = certificate(lan)
    logged_on(row, datetime(2024, 5, 14, 2, tzinfo=UTC))

    assert found() == [(row.number, "witnessed_late")]
    assert oddities(HANGZHOU)[0].sentence.en == "It says 2024-05-10, but witnesses saw it first on 2024-05-14"


def test_an_inbox_is_told_by_batch_until_somebody_recalls_it(lan):
    row = certificate(lan, batch="PC-1")
    logged_on(row, datetime(2024, 5, 14, 2, tzinfo=UTC))

    (told,) = backdated(HANGZHOU)
    settled_recall(HANGZHOU_COUNTY, row)

    assert (told.batch, told.certificates, backdated(of_region("110000"))) == ("PC-1", 1, [])
    assert backdated(HANGZHOU) == []


def test_what_is_countersigned_on_record_is_older_than_its_signature_and_no_finding(lan):
    logged_on(certificate(lan), datetime(2025, 5, 14, 2, tzinfo=UTC), kind="on_record")

    assert found() == []


def test_three_days_are_the_log_s_own_time(lan):
    logged_on(certificate(lan), datetime(2024, 5, 13, 15, tzinfo=UTC))  # the 13th in China

    assert found() == []


def test_one_from_before_its_session_is_found(lan):
    settled_batch(HANGZHOU_COUNTY, state="issued", session="CC-1", held_on=date(2024, 6, 1), seats=5)
    row = certificate(lan, session="CC-1")

    assert found() == [(row.number, "before_session")]


def test_one_outside_of_every_filing_is_found_and_of_a_body_without_any_nothing_is_said(lan):
    settled_filing("33-备-0001", from_on=date(2024, 6, 1))
    row = certificate(lan)
    certificate(lan, 2, credit_code=credit(2))

    assert found() == [(row.number, "outside_filing")]


def test_the_one_too_many_of_a_session_is_found(lan):
    settled_batch(HANGZHOU_COUNTY, state="issued", session="CC-1", held_on=date(2024, 5, 1), seats=2)
    rows = [certificate(lan, serial, session="CC-1") for serial in (1, 2, 3)]

    assert found() == [(rows[2].number, "over_seats")]
    assert oddities(HANGZHOU)[0].told["place"] == "3"


def test_a_number_whose_day_is_before_a_lower_numbers_day_is_found_either_way(lan):
    certificate(lan, 1, issued_on=date(2024, 5, 20))
    row = certificate(lan, 2, issued_on=date(2024, 5, 10))
    certificate(lan, 3, issued_on=date(2024, 5, 21))

    assert found() == [(row.number, "number_order")]
    assert [one.kind for one in oddities_of(HANGZHOU, row.pk)] == ["number_order"]


def test_a_number_of_another_year_is_found(lan):
    row = certificate(lan, year="23")

    assert found() == [(row.number, "number_year")]


def test_what_is_void_is_no_finding_any_more_in_the_list(lan):
    row = certificate(lan, year="23", ending="void", ended_on=date(2024, 6, 1))

    assert (found(), [one.kind for one in oddities_of(HANGZHOU, row.pk)]) == ([], ["number_year"])


def test_each_sees_her_own_region(lan):
    row = certificate(lan, year="23")

    assert (found(of_region("110000")), oddities_of(of_region("110000"), row.pk)) == ([], [])
    assert found(WHOLE) == [(row.number, "number_year")]


def test_the_list_goes_on_where_it_ended_and_is_narrowed_by_kind_and_body(lan):
    rows = [certificate(lan, serial, year="23") for serial in (1, 2, 3)]

    first = oddities(HANGZHOU, limit=2)
    rest = oddities(HANGZHOU, after=(first[-1].certificate, first[-1].kind))

    assert [one.number for one in (*first, *rest)] == [row.number for row in rows]
    assert (found(kind="over_seats"), found(credit_code=credit(2))) == ([], [])


def test_every_kind_has_its_sentence_in_both_languages():
    words = {"day": "2024-05-10", "other": "2024-05-14", "place": "3"}

    assert {kind for kind, text in KINDS.items() if not (text.zh % words and text.en % words)} == set()


def test_a_batch_as_the_node_issues_it_has_none(cast):
    batch = issued(cast, 3)

    assert Certificate.objects.filter(batch=batch.key).count() == 3
    assert found(WHOLE) == []
