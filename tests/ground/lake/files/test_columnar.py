"""Parquet: typed columns, long numbers, damage."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baigong.core.refusal import Refusal

AT = datetime(2025, 6, 1, 8, 30, tzinfo=UTC)


def _parquet(path: Path, columns: Mapping[str, object], **options: object) -> Path:
    pq.write_table(pa.table(dict(columns)), path, **options)
    return path


@pytest.mark.parametrize("headings", [("id_number", "name"), ("证件号码", "姓名"), ("身份证号", "Name ")])
def test_columns_go_by_name_title_or_other_heading(tmp_path, look, headings):
    path = _parquet(tmp_path / "a.parquet", {headings[0]: ["１ ", "2"], headings[1]: ["张三", ""]})

    seen = look(path, "persons")

    assert seen.rows == {1: {"id_number": "1", "name": "张三"}, 2: {"id_number": "2", "name": None}}
    assert (seen.faults, seen.findings) == ({}, [])


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (pa.array([date(2025, 6, 1)], pa.date32()), date(2025, 6, 1)),
        (pa.array([date(2025, 6, 1)], pa.date64()), date(2025, 6, 1)),
        (pa.array([AT.replace(tzinfo=None)], pa.timestamp("ns")), date(2025, 6, 1)),
        (pa.array(["2025年6月1日"]), "2025年6月1日"),
        (pa.array(["2025-06-01"]).dictionary_encode(), "2025-06-01"),
        (pa.array([20250601], pa.int64()), "20250601"),
        (pa.array([20250601.0]), "20250601"),
        (pa.array([None], pa.null()), None),
        (pa.array([None], pa.date32()), None),
    ],
)
def test_a_cell_of_a_day_column(tmp_path, look, cell, read):
    path = _parquet(tmp_path / "a.parquet", {"id_number": ["1"], "left_on": cell})

    assert look(path, "persons").rows == {1: {"id_number": "1", "left_on": read}}


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (pa.array([AT], pa.timestamp("us", "UTC")), AT),
        (pa.array([AT], pa.timestamp("ms", "Asia/Shanghai")), AT),
        (pa.array([AT], pa.timestamp("ns", "+08:00")), AT),
        (pa.array([AT.replace(tzinfo=None)], pa.timestamp("s")), "2025-06-01 08:30:00.000"),
        (pa.array(["2025-06-01T08:30:00+00:00"]), "2025-06-01T08:30:00+00:00"),
        (pa.array([date(2025, 6, 1)], pa.date32()), "2025-06-01"),
    ],
)
def test_a_cell_of_an_instant_column(tmp_path, look, cell, read):
    path = _parquet(tmp_path / "a.parquet", {"id_number": ["1"], "left_recorded_at": cell})

    assert look(path, "persons").rows[1]["left_recorded_at"] == read


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (pa.array([80], pa.int8()), "80"),
        (pa.array([80.5], pa.float64()), 80.5),
        (pa.array([80.5], pa.float32()), "80.5"),
        (pa.array([Decimal("80.50")]), "80.50"),
        (pa.array(["80"], pa.large_string()), "80"),
        (pa.array(["80"], pa.string_view()), "80"),
        (pa.array([b"80"], pa.binary()), "80"),
        (pa.array([True]), "true"),
    ],
)
def test_a_cell_of_a_number_column(tmp_path, look, cell, read):
    path = _parquet(tmp_path / "a.parquet", {"session": ["1"], "id_number": ["2"], "theory": cell})

    assert look(path, "results").rows[1]["theory"] == read


def test_floats_with_one_fraction_among_them_lose_no_digits(tmp_path, look):
    path = _parquet(tmp_path / "a.parquet", {"id_number": ["1", "2"], "region": [330106.0, 330106.5]})

    assert [row["region"] for row in look(path, "persons").rows.values()] == ["330106", "330106.5"]


def test_an_identity_number_kept_as_a_float_has_lost_digits(tmp_path, look):
    path = _parquet(tmp_path / "a.parquet", {"id_number": [330106199001011234.0, 12345.0], "name": ["张三", "李四"]})

    seen = look(path, "persons")

    assert seen.faults == {(1, "id_number"): "cell.digits_lost"}
    assert seen.rows[2]["id_number"] == "12345"


def test_an_identity_number_kept_as_a_whole_number_is_read(tmp_path, look):
    path = _parquet(tmp_path / "a.parquet", {"id_number": [330106199001011234], "name": ["张三"]})

    seen = look(path, "persons")

    assert (seen.faults, seen.rows[1]["id_number"]) == ({}, "330106199001011234")


def test_lists_are_joined(tmp_path, look):
    path = _parquet(tmp_path / "a.parquet", {"id_number": ["1", "2"], "groups": [["student", "migrant"], None]})

    assert [row["groups"] for row in look(path, "persons").rows.values()] == ["student;migrant", None]


def test_a_column_of_a_kind_that_is_no_text_refuses_the_file(tmp_path, look):
    path = _parquet(tmp_path / "a.parquet", {"id_number": ["1"], "name": [{"family": "张"}]})

    with pytest.raises(Refusal) as refused:
        look(path, "persons")

    assert refused.value.code == "column.type"


def test_unknown_columns_are_named_and_kept_out(tmp_path, look):
    path = _parquet(tmp_path / "a.parquet", {"id_number": ["1"], "照片": [b"\xff\xd8"]})

    seen = look(path, "persons")

    assert (seen.rows, seen.findings) == ({1: {"id_number": "1"}}, ["column.unknown"])


def test_two_columns_that_mean_one_refuse_the_file(tmp_path, look):
    path = _parquet(tmp_path / "a.parquet", {"id_number": ["1"], "证件号码": ["1"]})

    with pytest.raises(Refusal) as refused:
        look(path, "persons")

    assert refused.value.code == "heading.duplicate"


def test_bytes_that_are_no_utf8_quarantine_their_row(tmp_path, look):
    bad = pa.array(["张三".encode("gb18030"), "李四".encode()], pa.binary())
    path = _parquet(tmp_path / "a.parquet", {"id_number": ["1", "2"], "name": bad})

    seen = look(path, "persons")

    assert {row for row, _ in seen.faults} == {1}
    assert seen.rows[2]["name"] == "李四"


def test_blank_rows_are_numbered_and_left_out(tmp_path, look):
    path = _parquet(tmp_path / "a.parquet", {"id_number": ["1", None, " ", "4"], "name": ["a", None, "", "d"]})

    assert list(look(path, "persons").rows) == [1, 4]


def test_rows_run_on_over_row_groups(tmp_path, look):
    numbers = [str(number) for number in range(1, 2501)]
    path = _parquet(tmp_path / "a.parquet", {"id_number": numbers}, row_group_size=1000)

    assert {row: cells["id_number"] for row, cells in look(path, "persons").rows.items()} == {
        row: str(row) for row in range(1, 2501)
    }


def test_megabytes_of_nulls_are_no_rows(tmp_path, look):
    path = _parquet(tmp_path / "persons.parquet", {"id_number": pa.nulls(5_000_000, pa.string())})

    seen = look(path, "persons")

    assert (seen.rows, seen.faults) == ({}, {})


@pytest.mark.parametrize("kept", [0.3, 0.9, 0.999])
def test_a_truncated_file_is_refused(tmp_path, look, kept):
    path = _parquet(tmp_path / "a.parquet", {"id_number": [str(number) for number in range(10_000)]})
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])

    with pytest.raises(Refusal) as refused:
        look(path, "persons")

    assert refused.value.code == "file.unknown_format"


def test_a_file_damaged_within_is_refused(tmp_path, look):
    path = _parquet(tmp_path / "a.parquet", {"id_number": [str(number) for number in range(10_000)]})
    content = bytearray(path.read_bytes())
    content[4:2000] = b"\xff" * 1996
    path.write_bytes(content)

    with pytest.raises(Refusal) as refused:
        look(path, "persons")

    assert refused.value.code == "file.unknown_format"


CELLS = st.one_of(st.none(), st.text(alphabet=st.sampled_from('a1,"\n;张（）３ 四𠮷'), max_size=8))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(CELLS, max_size=5))
def test_texts_come_back(tmp_path, look, names):
    columns = {"id_number": pa.array(["7"] * len(names), pa.string()), "name": pa.array(names, pa.string())}

    seen = look(_parquet(tmp_path / "a.parquet", columns), "persons")

    assert [row["name"] for row in seen.rows.values()] == [_plain(name or "") for name in names]


def _plain(cell: str) -> str | None:
    return cell.replace("３", "3").replace("（", "(").replace("）", ")").strip() or None
