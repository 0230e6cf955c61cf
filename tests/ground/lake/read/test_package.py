"""Properties of reading: the same rows in any order of columns and any format are read the same."""

from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baigong.ground.lake.schema.tables import CERTIFICATES


@pytest.fixture
def rows(certificate: Any) -> list[dict[str, object]]:
    """Sound and faulty rows, with a blank one among them."""
    faulty = [
        {"level": "高级"},
        {"issued_on": "2024-02-30"},
        {"id_number": "1"},
        {"ending": "作废"},
        {"region": "339999"},
    ]
    rows = [certificate(serial, **other) for serial, other in enumerate([{}, *faulty, {"name": "测试"}], start=1)]
    columns = dict.fromkeys([*(name for row in rows for name in row), "batch"])
    return [
        dict.fromkeys(columns, "") | row
        for row in [*rows[:2], {}, *rows[2:], certificate(1), certificate(1, batch="B")]
    ]


def told_of(told: Any) -> tuple[object, ...]:
    findings = Counter((one.row, one.column, one.fault.code, one.quarantined) for one in told.reading.findings)
    return told.counts(), findings, told.state(), told.earlier()


def in_csv(path: Path, rows: list[dict[str, Any]], encoding: str = "utf-8") -> Path:
    columns = list(rows[0])
    lines = [",".join(columns), *(",".join(str(row.get(name, "")) for name in columns) for row in rows)]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def in_parquet(path: Path, rows: list[dict[str, Any]]) -> Path:
    pq.write_table(
        pa.table({name: pa.array([row.get(name) or None for row in rows], pa.string()) for name in rows[0]}), path
    )
    return path


def in_xlsx(path: Path, rows: list[dict[str, Any]], title: str = "certificates") -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append([row.get(name) or None for name in rows[0]])
    book.save(path)
    return path


def test_every_format_of_the_same_rows_gives_the_same_reading(read_paths: Any, tmp_path: Path, rows: Any) -> None:
    first = told_of(read_paths(in_csv(tmp_path / "certificates.csv", rows)))

    paths = [
        in_csv(tmp_path / "bom.csv", rows, "utf-8-sig"),
        in_csv(tmp_path / "national.csv", rows, "gb18030"),
        in_parquet(tmp_path / "certificates.parquet", rows),
        in_xlsx(tmp_path / "certificates.xlsx", rows),
        in_xlsx(tmp_path / "titled.xlsx", rows, "证书"),
    ]

    assert first[0] == (9, 3, 1, 1, 4)
    for path in paths:
        assert told_of(read_paths(path)) == first, path.name


def test_chinese_headings_are_the_columns(read_paths: Any, tmp_path: Path, rows: Any) -> None:
    titled = [{CERTIFICATES.by_name[name].zh: cell for name, cell in row.items()} for row in rows]

    told = read_paths(in_csv(tmp_path / "证书.csv", titled, "gb18030"))

    assert told_of(told) == told_of(read_paths(in_csv(tmp_path / "certificates.csv", rows)))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_order_of_columns_is_free(read_paths: Any, tmp_path: Path, rows: Any, data: st.DataObject) -> None:
    order = data.draw(st.permutations(list(rows[0])))
    shuffled = [{name: row[name] for name in order} for row in rows]

    told = read_paths(in_csv(tmp_path / "shuffled.csv", shuffled))

    assert told_of(told) == told_of(read_paths(in_csv(tmp_path / "certificates.csv", rows)))


def test_typed_columns_of_parquet_are_read_as_what_they_are(read_paths: Any, tmp_path: Path, rows: Any) -> None:
    sound = [rows[0], rows[7]]
    table = pa.table(
        {name: [row[name] or None for row in sound] for name in ("number", "id_number", "occupation", "channel")}
    )
    table = table.append_column("level", pa.array([3, 3]))
    table = table.append_column("issued_on", pa.array(["2024-05-10"] * 2).cast(pa.date32()))
    table = table.append_column("recorded_at", pa.array([1715400000000] * 2, pa.timestamp("ms", "Asia/Shanghai")))
    pq.write_table(table, tmp_path / "certificates.parquet")

    told = read_paths(tmp_path / "certificates.parquet")

    assert told.quarantined() == {}
    assert [(row["level"], str(row["issued_on"])) for row in told.state()] == [("3", "2024-05-10")] * 2


def test_every_row_has_one_fate(read_paths: Any, tmp_path: Path, rows: Any) -> None:
    told = read_paths(in_csv(tmp_path / "certificates.csv", rows)).reading.tables["certificates"]

    assert told.rows == told.accepted + told.amended + told.unchanged + told.quarantined
    assert told.state.count == told.accepted
