"""Rows of packages become rows of the node: new ones in, amended ones over what they said before."""

import threading
from datetime import date

import pytest
from django.db import connection, connections, transaction

from baigong.apps.authority.acts import ChangedMeanwhile
from baigong.apps.certificates.models import Certificate
from baigong.apps.certificates.tables import OF_CERTIFICATES
from baigong.apps.exchange.models import Upload
from baigong.apps.registry.adapter import merge
from baigong.apps.registry.arriving import refuse_strayed
from baigong.apps.registry.models import EarlierState, Employment, Filing, Identifier, Merge, Organisation, Person
from contract.packages import write_package
from contract.people import resident
from contract.program import asked
from contract.roster import BODY, certificate, filing, person, world

LATER = "2026-02-28T12:00:00+08:00"


@pytest.fixture
def load(node, tmp_path):
    """Loads tables as a package; the answer's counts of a table."""

    def loaded(created="2026-01-31T12:00:00+08:00", **tables):
        folder = write_package(tmp_path / str(Upload.objects.count()), tables, created=created)
        return asked("load", folder).json["tables"]

    return loaded


def earlier(table):
    return [one.cells for one in EarlierState.objects.filter(table=table).order_by("id")]


def test_new_rows_bear_the_line_of_their_load_and_lie_where_their_region_does_today(load):
    load(**world([certificate(1, region="330104"), certificate(2, region="")]))

    line = Certificate.objects.get(number=certificate(1)["number"]).line
    places = list(Certificate.objects.order_by("number").values_list("region", "place", "line"))
    assert places == [("330104", "330102", line), (None, "330000", line)]
    assert set(Person.objects.values_list("line", flat=True)) == {line}
    assert Organisation.objects.get().line == Filing.objects.get().line == line


def test_an_amended_row_keeps_what_it_said(load):
    base = world([certificate(1)])
    load(**base)
    first = Certificate.objects.get()

    counts = load(LATER, certificates=[certificate(1, batch="B1", valid_until="2030-01-01")])

    row = Certificate.objects.get()
    assert counts["certificates"]["amended"] == 1
    assert (row.pk, row.batch, row.valid_until) == (first.pk, "B1", date(2030, 1, 1))
    assert row.line > first.line
    assert [(cells["batch"], cells["line"]) for cells in earlier("certificates")] == [(None, first.line)]
    assert EarlierState.objects.get().until == row.line


def test_states_that_rows_of_one_package_passed_through_are_kept(load):
    rows = [certificate(1), certificate(1, batch="B1"), certificate(1, batch="B2")]

    load(**world(rows))

    row = Certificate.objects.get()
    assert row.batch == "B2"
    assert [cells["batch"] for cells in earlier("certificates")] == [None, "B1"]
    assert [cells["holder_id"] for cells in earlier("certificates")] == [row.holder_id] * 2


def test_states_passed_through_stand_between_the_record_and_the_last(load):
    load(**world([certificate(1)]))

    load(LATER, certificates=[certificate(1, batch="B1"), certificate(1, batch="B2")])

    assert [cells["batch"] for cells in earlier("certificates")] == [None, "B1"]
    assert Certificate.objects.get().batch == "B2"


def test_the_same_again_changes_nothing(load):
    base = world([certificate(1)], employments=[_employment()])
    load(**base)
    lines = list(Certificate.objects.values_list("line")) + list(Employment.objects.values_list("line"))

    counts = load(LATER, **base)

    assert {name: told["unchanged"] for name, told in counts.items()} == {name: len(base[name]) for name in base}
    assert list(Certificate.objects.values_list("line")) + list(Employment.objects.values_list("line")) == lines
    assert EarlierState.objects.count() == 0


def test_a_record_that_a_package_names_twice_is_amended_once(load):
    load(**world([certificate(1)]))

    told = load(created=LATER, certificates=[certificate(1, batch="B2"), certificate(1, batch="B2")])

    assert (told["certificates"]["amended"], told["certificates"]["unchanged"]) == (1, 1)
    assert [cells["batch"] for cells in earlier("certificates")] == [certificate(1).get("batch") or None]
    assert list(Certificate.objects.values_list("batch", flat=True)) == ["B2"]


def test_rows_of_a_person_hang_on_her_number_and_are_amended_by_their_whole_key(load):
    load(**world([certificate(1)], employments=[_employment(), _employment(from_on="2024-01-01")]))

    load(LATER, employments=[_employment(to_on="2022-12-31")])

    told = list(Employment.objects.order_by("from_on").values_list("from_on", "to_on"))
    assert told == [(date(2020, 1, 1), date(2022, 12, 31)), (date(2024, 1, 1), None)]
    assert Employment.objects.first().bearer == Identifier.objects.get(pk=Certificate.objects.get().holder_id).person_id


def test_persons_are_described_once_they_are_and_amended_after(load):
    load(certificates=[certificate(1)])
    known = Person.objects.get()
    assert (known.is_described, known.name) == (False, None)

    load(LATER, persons=[person(1, name="甲")])
    load("2026-03-31T12:00:00+08:00", persons=[person(1, name="乙", region="330111")])

    row = Person.objects.get()
    assert (row.pk, row.name, row.place, row.is_described) == (known.pk, "乙", "330111", True)
    assert [cells["name"] for cells in earlier("persons")] == ["甲"]


def test_merges_point_from_number_to_number(load):
    people = [person(1), person(2)]
    told = {"id_number": resident(1), "into": resident(2), "recorded_at": "2025-01-01T00:00:00+08:00"}

    load(**world([certificate(1)], persons=people, merges=[told]))

    row = Merge.objects.select_related("identifier__person", "into__person").get()
    assert (row.identifier.person.name, row.into.person.name) == ("测试1", "测试2")


def test_a_row_changed_since_it_was_read_is_not_written_over(load):
    load(**world([certificate(1)]))
    row = Certificate.objects.get()
    with connection.cursor() as cursor:
        _stage(cursor, row, held=row.line - 1)

        with pytest.raises(ChangedMeanwhile), transaction.atomic():
            merge(cursor, OF_CERTIFICATES, staging="staged_here", line=row.line + 1)

    assert Certificate.objects.get().batch is None


def test_of_two_who_write_one_row_at_once_the_second_is_told(load):
    load(**world([certificate(1)]))
    row = Certificate.objects.get()
    with connection.cursor() as cursor:
        _stage(cursor, row, held=row.line)
    outcomes = []

    def write(line):
        try:
            with transaction.atomic(), connection.cursor() as own:
                merge(own, OF_CERTIFICATES, staging="staged_here", line=line)
                outcomes.append("written")
        except ChangedMeanwhile:
            outcomes.append("told")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(row.line + place,)) for place in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (sorted(outcomes), EarlierState.objects.count()) in ((["told", "written"], 1),)


def test_new_rows_do_not_hang_on_somebody_who_was_forgotten_since_they_were_read(load):
    load(**world([certificate(1)]))
    told = Identifier.objects.earliest("id")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE known_here AS SELECT id, key FROM registry_identifier")
        refuse_strayed(cursor, "known_here")
        Identifier.objects.filter(pk=told.pk).update(key=b"another key than")

        with pytest.raises(ChangedMeanwhile):
            refuse_strayed(cursor, "known_here")


@pytest.mark.parametrize("batch", ['一"二', "a,b", "a\\.b", "\\N", "NULL", "'甲'", "\\x41"])
def test_cells_stand_as_they_were_written(load, batch):
    load(**world([certificate(1, batch=batch), certificate(2, batch="")]))

    assert list(Certificate.objects.order_by("number").values_list("batch", flat=True)) == [batch, None]


def _employment(**over):
    return {"id_number": resident(1), "credit_code": BODY, "from_on": "2020-01-01"} | over


def _stage(cursor, row, *, held):
    """A staging table as a load lays it: the row with another batch, read when its line was `held`."""
    columns = ", ".join(f'c."{column.name}"' for column in OF_CERTIFICATES.columns if column.name != "batch")
    cursor.execute("DROP TABLE IF EXISTS staged_here")
    cursor.execute(
        f"CREATE TABLE staged_here AS SELECT {columns}, 'B9'::text AS batch, i.key AS id_number, c.place, "
        "false AS is_passed, 1::bigint AS position, %s::bigint AS held "
        "FROM certificates_certificate c JOIN registry_identifier i ON i.id = c.holder_id WHERE c.id = %s",
        [held, row.pk],
    )


def test_filings_are_read_with_their_lists(load):
    load(**world([certificate(1)], filings=[filing(levels="五级;四级")]))

    assert Filing.objects.get().levels == "5;4"
