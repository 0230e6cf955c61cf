"""Tables that lack a required column."""

from typing import Any

import pytest


def without(row: dict[str, object], *columns: str) -> dict[str, object]:
    return {name: cell for name, cell in row.items() if name not in columns}


@pytest.mark.parametrize("column", ["id_number", "occupation", "level", "issued_on"])
def test_a_table_without_a_required_column_is_refused_and_the_others_are_read(
    read: Any, certificate: Any, resident: Any, column: str
) -> None:
    told = read(persons=[{"id_number": resident()}], certificates=[without(certificate(), column)])

    refused = told.reading.tables["certificates"].refused
    assert refused is not None
    assert refused.code == "table.column_missing"
    assert [title.en for title in refused.facts["columns"]] == [column]
    assert (told.counts(), told.counts("persons")) == ((0, 0, 0, 0, 0), (1, 1, 0, 0, 0))


def test_a_refused_table_is_as_good_as_absent(read: Any, certificate: Any) -> None:
    told = read(persons=[{"name": "测试"}], certificates=[certificate(1), certificate(2)])

    assert told.noted() == {}
    assert [one.column for one in told.reading.findings if one.fault.code == "table.absent"].count("id_number") == 1


def test_an_occupation_by_name_stands_in_for_its_code(read: Any, certificate: Any) -> None:
    told = read(certificates=[without(certificate(), "occupation") | {"occupation_name": "焊工"}])

    assert (told.counts(), told.noted()) == ((1, 1, 0, 0, 0), {1: ["occupation.resolved_by_name"]})


def test_a_level_may_be_missing_where_all_certificates_are_of_special_ability(read: Any, certificate: Any) -> None:
    rows = [without(certificate(number=f"专项-{serial}", channel="专项职业能力考核"), "level") for serial in (1, 2)]

    told = read(certificates=rows)

    assert [row["level"] for row in told.state()] == ["0", "0"]


def test_a_level_may_not_be_missing_where_one_certificate_is_of_another_channel(read: Any, certificate: Any) -> None:
    rows = [without(certificate(number="专项-1", channel="ability"), "level"), without(certificate(), "level")]

    assert read(certificates=rows).reading.tables["certificates"].refused is not None


def test_a_channel_of_no_list_does_not_hide_that_the_others_need_no_level(read: Any, certificate: Any) -> None:
    rows = [without(certificate(number="专项-1", channel=channel), "level") for channel in ("ability", "exam")]

    told = read(certificates=rows)

    assert told.counts() == (2, 1, 0, 0, 1)
    assert "value.outside_list" in told.quarantined()[2]


def test_optional_columns_may_all_be_missing(read: Any, resident: Any) -> None:
    assert read(persons=[{"id_number": resident()}]).counts("persons") == (1, 1, 0, 0, 0)
