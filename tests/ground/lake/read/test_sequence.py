"""Packages read together."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from baigong.core.refusal import Refusal


def digest(package: Path) -> str:
    return "sha256:" + sha256((package / "datapackage.json").read_bytes()).hexdigest()


def delta(write: Any, name: str, previous: str, **tables: Any) -> Path:
    path: Path = write(name, descriptor={"kind": "delta", "previous": previous}, **tables)
    return path


def test_a_delta_amends_what_the_package_before_it_said(write: Any, read_paths: Any, certificate: Any) -> None:
    full = write("full", certificates=[certificate(1), certificate(2)])
    after = delta(write, "delta", digest(full), certificates=[certificate(1, batch="B1"), certificate(3)])

    told = read_paths(full, after)

    assert told.counts() == (4, 3, 1, 0, 0)
    assert [(row["_package"], row["_row"]) for row in told.state()] == [(0, 2), (1, 1), (1, 2)]


def test_a_chain_of_deltas_is_read_in_order(write: Any, read_paths: Any, certificate: Any) -> None:
    full = write("full", certificates=[certificate(1)])
    first = delta(write, "first", digest(full), certificates=[certificate(1, batch="B1")])
    second = delta(write, "second", digest(first), certificates=[certificate(1, batch="B2")])

    told = read_paths(full, first, second)

    assert [row["batch"] for row in told.state()] == ["B2"]
    with pytest.raises(Refusal) as refused:
        read_paths(full, second, first)
    assert refused.value.code == "package.previous"


def test_persons_of_another_package_count_as_found(
    write: Any, read_paths: Any, certificate: Any, resident: Any
) -> None:
    persons = write("persons", persons=[{"id_number": resident()}, {"id_number": "E12345678", "document": "passport"}])
    certificates = write("certificates", certificates=[certificate(1), certificate(2, id_number="E12345678")])

    told = read_paths(persons, certificates)

    assert (told.quarantined(), told.noted()) == ({}, {})


def test_findings_name_their_package(write: Any, read_paths: Any, certificate: Any) -> None:
    one = write("one", certificates=[certificate(1), certificate(2, level="6")])
    two = write("two", certificates=[certificate(3, level="6"), certificate(1, occupation="4-03-02-01")])

    told = read_paths(one, two)

    assert [(found.package, found.row) for found in told.reading.findings if found.quarantined] == [
        (0, 2),
        (1, 1),
        (1, 2),
    ]


def test_packages_under_different_keys_are_refused_together(write: Any, read_paths: Any) -> None:
    persons = [{"id_number": "0123456789abcdef" * 2}]
    raw = write("raw", persons=[{"id_number": "11010519491231002X"}])
    first = write("first", persons=persons, descriptor={"identity": "keyed", "key_id": "k1"})
    second = write("second", persons=persons, descriptor={"identity": "keyed", "key_id": "k2"})

    for paths in ((raw, first), (first, second)):
        with pytest.raises(Refusal) as refused:
            read_paths(*paths)
        assert refused.value.code == "package.other_key"


def test_a_table_refused_in_one_package_is_still_read_from_the_other(
    write: Any, read_paths: Any, certificate: Any, resident: Any
) -> None:
    bad = write("bad", persons=[{"name": "测试"}])
    good = write("good", persons=[{"id_number": resident()}], certificates=[certificate()])

    told = read_paths(bad, good)

    assert told.reading.tables["persons"].refused is not None
    assert told.counts("persons") == (1, 1, 0, 0, 0)
    assert told.noted() == {}


def test_a_restricted_reading_reads_the_named_tables_and_looks_nothing_up(
    write: Any, read_paths: Any, certificate: Any, resident: Any, body: Any
) -> None:
    path = write("package", organisations=[{"credit_code": body(1)}], certificates=[certificate(id_number=resident(9))])

    told = read_paths(path, tables=("persons", "certificates"))

    assert (list(told.reading.tables), list(told.reading.findings)) == (["certificates"], [])
