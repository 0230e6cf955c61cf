"""Rows by the hundred thousand: written as they are, and indexes that are as they were afterwards."""

import threading

import pyarrow as pa
import pytest
from django.db import IntegrityError, connection, connections, transaction

from baigong.apps.registry.bulk import AT_ONCE, WORTH_WHILE, copy_in, in_digits, indexes_laid_anew, many_rows
from baigong.apps.registry.models import Identifier, Person

PERSONS, IDENTIFIERS = Person._meta.db_table, Identifier._meta.db_table
ROWS = pa.table({"name": ["甲", None, 'a "quoted", name', ""], "place": ["330100"] * 4, "is_described": [True] * 4})


def indexes_of(cursor, relation):
    cursor.execute(
        "SELECT pg_get_indexdef(i.indexrelid), c.conname, pg_get_constraintdef(c.oid) FROM pg_index i "
        "LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u') "
        "WHERE i.indrelid = %s::regclass ORDER BY 1",
        [relation],
    )
    return cursor.fetchall()


@pytest.fixture
def cursor(node):
    with transaction.atomic(), connection.cursor() as cursor:
        with many_rows(cursor):
            yield cursor
        transaction.set_rollback(True)


def test_bytes_are_written_as_the_database_reads_them():
    cells = pa.array([b"none of them", b"\x00\xff", None, b"", b"a"], pa.binary())

    assert in_digits(cells.slice(1)).to_pylist() == ["\\x00ff", None, "\\x", "\\x61"]


def test_cells_come_out_as_they_went_in(cursor):
    copy_in(cursor, PERSONS, ROWS, line=7)

    assert list(Person.objects.order_by("id").values_list("name", "place", "born_on", "line")) == [
        (name, "330100", None, 7) for name in ROWS["name"].to_pylist()
    ]


def test_many_blocks_keep_their_order(cursor):
    names = [str(n) for n in range(3 * AT_ONCE + 1)]
    rows = pa.table({"name": names, "place": ["330100"] * len(names), "is_described": [True] * len(names)})

    copy_in(cursor, PERSONS, rows, line=7)

    assert list(Person.objects.order_by("id").values_list("name", flat=True)) == names


def test_indexes_and_keys_laid_anew_are_the_same_as_before(cursor):
    before = indexes_of(cursor, IDENTIFIERS)

    with indexes_laid_anew(cursor, IDENTIFIERS, rows=WORTH_WHILE):
        within = indexes_of(cursor, IDENTIFIERS)

    assert [name for _, name, _ in within] == ["registry_identifier_pkey"]
    assert indexes_of(cursor, IDENTIFIERS) == before


def test_a_few_rows_leave_indexes_in_place(cursor):
    before = indexes_of(cursor, IDENTIFIERS)

    with indexes_laid_anew(cursor, IDENTIFIERS, rows=WORTH_WHILE - 1):
        assert indexes_of(cursor, IDENTIFIERS) == before


def test_keys_stay_in_place_where_references_are_looked_up_later(cursor):
    cursor.execute("SET LOCAL session_replication_role = origin")
    keys = [one for one in indexes_of(cursor, IDENTIFIERS) if one[1]]

    with indexes_laid_anew(cursor, IDENTIFIERS, rows=WORTH_WHILE):
        assert indexes_of(cursor, IDENTIFIERS) == keys


def test_two_rows_of_one_key_are_refused_when_it_is_laid(cursor):
    rows = pa.table({"id": [1, 2], "person_id": [1, 1], "key": pa.array([b"same", b"same"])})

    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        indexes_laid_anew(cursor, IDENTIFIERS, rows=WORTH_WHILE),
    ):
        copy_in(cursor, IDENTIFIERS, rows, line=7)


def test_indexes_stay_where_somebody_reads_the_table_just_now(cursor):
    reads, may_end = threading.Event(), threading.Event()

    def reading():
        with transaction.atomic():
            list(Person.objects.all())
            reads.set()
            may_end.wait(30)
        connections.close_all()

    other = threading.Thread(target=reading)
    other.start()
    reads.wait(30)
    before = indexes_of(cursor, PERSONS)

    with indexes_laid_anew(cursor, PERSONS, rows=WORTH_WHILE):
        within = indexes_of(cursor, PERSONS)

    may_end.set()
    other.join()
    assert within == before
