"""CSV in the encodings and shapes that offices send."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baigong.core.refusal import Refusal
from baigong.core.text import Text

HEADINGS = "证件号码,姓名,常住地\n"
ROWS = "1,张三,330106\n2,李四,330106\n3,王五,330106\n"


def _csv(folder: Path, content: str | bytes, name: str = "人员.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_each_encoding_is_read(tmp_path, look, encoding):
    path = _csv(tmp_path, (HEADINGS + ROWS).encode(encoding))

    seen = look(path, "persons")

    assert [row["name"] for row in seen.rows.values()] == ["张三", "李四", "王五"]
    assert list(seen.rows) == [1, 2, 3]
    assert seen.faults == {}
    assert seen.findings == []


def test_a_character_beyond_gbk_is_read_from_gb18030(tmp_path, look):
    path = _csv(tmp_path, (HEADINGS + "1,𠮷田䶮,330106\n").encode("gb18030"))

    seen = look(path, "persons")

    assert seen.rows[1]["name"] == "𠮷田䶮"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_utf16_is_refused(tmp_path, look, encoding):
    path = _csv(tmp_path, (HEADINGS + ROWS).encode(encoding))

    with pytest.raises(Refusal) as refused:
        look(path, "persons")

    assert refused.value.code == "file.not_text"


def test_a_utf8_line_in_a_gb18030_file_is_quarantined(tmp_path, look):
    content = HEADINGS.encode("gb18030") + "1,张三,330106\n".encode("gb18030") + "2,李四方,330106\n".encode()
    path = _csv(tmp_path, content + "3,王五,330106\n".encode("gb18030"))

    seen = look(path, "persons")

    assert {row: code for (row, _), code in seen.faults.items()} == {2: "encoding.mixed"}
    assert (seen.rows[1]["name"], seen.rows[3]["name"]) == ("张三", "王五")


def test_a_gb18030_line_in_a_utf8_file_is_quarantined(tmp_path, look):
    content = (HEADINGS + "1,张三,330106\n").encode() + "2,李四,330106\n".encode("gb18030") + b"3,,330106\n"
    path = _csv(tmp_path, content)

    seen = look(path, "persons")

    assert {row: code for (row, _), code in seen.faults.items()} == {2: "encoding.mixed"}
    assert seen.rows[1]["name"] == "张三"
    assert seen.rows[3]["id_number"] == "3"


def test_a_long_utf8_file_with_one_late_bad_line_stays_utf8(tmp_path, look):
    plain = b"id_number,name,region\n" + b"1,Zhang,330106\n" * 100_000
    path = _csv(tmp_path, plain + "2,张三,330106\n3,李四,330106\n".encode() + b"4,\xff\xff,330106\n", "persons.csv")

    seen = look(path, "persons")

    assert {row: code for (row, _), code in seen.faults.items()} == {100_003: "encoding.mixed"}
    assert seen.rows[100_001]["name"] == "张三"


def test_bytes_of_no_encoding_quarantine_their_row(tmp_path, look):
    content = (HEADINGS + "1,张三,330106\n").encode("gb18030") + b"2,\xff\xff,330106\n"
    path = _csv(tmp_path, content)

    seen = look(path, "persons")

    assert {row: code for (row, _), code in seen.faults.items()} == {2: "encoding.mixed"}


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_tabs_and_semicolons_divide_where_the_headings_say_so(tmp_path, look, delimiter):
    path = _csv(tmp_path, (HEADINGS + ROWS).replace(",", delimiter))

    seen = look(path, "persons")

    assert seen.rows[2] == {"id_number": "2", "name": "李四", "region": "330106"}


def test_a_title_above_headings_with_tabs_is_skipped(tmp_path, look):
    path = _csv(tmp_path, "某省人员名单\n" + (HEADINGS + ROWS).replace(",", "\t"))

    seen = look(path, "persons")

    assert seen.rows[2]["name"] == "李四"
    assert seen.findings == ["heading.title_rows"]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_each_line_break_ends_a_row(tmp_path, look, line_break):
    path = _csv(tmp_path, (HEADINGS + ROWS).replace("\n", line_break))

    seen = look(path, "persons")

    assert [row["region"] for row in seen.rows.values()] == ["330106"] * 3


def test_full_width_digits_and_blanks_are_made_plain(tmp_path, look):
    path = _csv(tmp_path, HEADINGS + "　１２ ,\u00a0张三\t,３３０１０６\n")

    seen = look(path, "persons")

    assert seen.rows[1] == {"id_number": "12", "name": "张三", "region": "330106"}


def test_blank_rows_are_numbered_and_left_out(tmp_path, look):
    path = _csv(tmp_path, HEADINGS + "1,张三,330106\n\n,,\n  , ,\n5,李四,330106\n\n\n")

    seen = look(path, "persons")

    assert list(seen.rows) == [1, 5]
    assert seen.faults == {}


def test_a_row_with_too_many_or_too_few_cells_is_quarantined(tmp_path, look):
    path = _csv(tmp_path, HEADINGS + "1,张三,330106\n2,李四\n3,王五,330106,多\n\n5,赵六,330106\n")

    seen = look(path, "persons")

    assert seen.faults == {(2, None): "row.cell_count", (3, None): "row.cell_count"}
    assert list(seen.rows) == [1, 5]


def test_quoted_cells_keep_commas_quotes_and_line_breaks(tmp_path, look):
    path = _csv(tmp_path, HEADINGS + '1,"张,""三""\n大",330106\n2,李四,330106\n')

    seen = look(path, "persons")

    assert seen.rows[1]["name"] == '张,"三"\n大'
    assert list(seen.rows) == [1, 2]


def test_a_quote_within_a_cell_is_a_character(tmp_path, look):
    path = _csv(tmp_path, HEADINGS + '1,5" 管,330106\n2,李四,330106\n')

    seen = look(path, "persons")

    assert seen.rows[1]["name"] == '5" 管'
    assert seen.rows[2]["name"] == "李四"


def test_a_quote_that_never_closes_costs_its_own_row_only(tmp_path, look):
    path = _csv(tmp_path, HEADINGS + '1,张三,330106\n2,"李四,330106\n3,王五,330106\n4,"赵六",330106\n5,钱七,330106\n')

    seen = look(path, "persons")

    assert {row for row, _ in seen.faults} == {2}
    assert [seen.rows[row]["name"] for row in (1, 3, 4, 5)] == ["张三", "王五", "赵六", "钱七"]


def test_many_stray_quotes_do_not_slow_the_reading(tmp_path, look):
    rows = "".join(f'{row},5" 管,330106\n' for row in range(1, 100_001))
    path = _csv(tmp_path, HEADINGS + '0,"开,330106\n' + rows)

    begin = time.perf_counter()
    seen = look(path, "persons")

    assert {row for row, _ in seen.faults} == {1}
    assert len(seen.rows) == 100_000
    assert time.perf_counter() - begin < 5


def test_a_heading_row_in_quotes_with_line_breaks_is_read(tmp_path, look):
    path = _csv(tmp_path, '"证件\n号码 *","姓 名","常住地"\n' + ROWS)

    seen = look(path, "persons")

    assert seen.rows[1]["id_number"] == "1"
    assert list(seen.rows) == [1, 2, 3]


def test_headings_alone_make_a_table_without_rows(tmp_path, look):
    for content in (HEADINGS, HEADINGS.strip()):
        seen = look(_csv(tmp_path, content), "persons")

        assert (seen.rows, seen.refused) == ({}, None)


def test_a_hundred_megabytes_of_nulls_are_refused_at_once(tmp_path, look):
    path = tmp_path / "persons.csv"
    with path.open("wb") as file:
        file.truncate(100 << 20)

    begin = time.perf_counter()
    with pytest.raises(Refusal) as refused:
        look(path, "persons")

    assert refused.value.code == "file.not_text"
    assert time.perf_counter() - begin < 2


@pytest.mark.parametrize("blank", [b"\n", b",,\n", b"\r\n", b" \n"])
def test_megabytes_of_blank_rows_are_passed_over_quickly(tmp_path, look, blank):
    path = _csv(tmp_path, (HEADINGS + "1,张三,330106\n").encode() + blank * (10_000_000 // len(blank)))

    begin = time.perf_counter()
    seen = look(path, "persons")

    assert (list(seen.rows), seen.faults) == ([1], {})
    assert time.perf_counter() - begin < 5


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_megabytes_in_one_line_are_quarantined(tmp_path, look, end):
    path = _csv(tmp_path, (HEADINGS + "1,张三,330106\n").encode() + b"x" * (10 << 20) + end)

    seen = look(path, "persons")

    assert seen.faults == {(2, None): "row.cell_count"}
    assert list(seen.rows) == [1]


def test_two_headings_of_one_column_refuse_the_file_and_name_both(tmp_path, look):
    path = _csv(tmp_path, "证件号码,身份证号,姓名\n1,1,张三\n")

    with pytest.raises(Refusal) as refused:
        look(path, "persons")

    assert refused.value.code == "heading.duplicate"
    assert refused.value.facts == {"one": "证件号码", "other": "身份证号"}


def test_an_unknown_column_is_named_and_kept_out(tmp_path, look):
    path = _csv(tmp_path, "证件号码,姓名,民族,照片\n1,张三,汉,x\n")

    seen = look(path, "persons")

    assert seen.rows[1] == {"id_number": "1", "name": "张三"}
    assert seen.findings == ["column.unknown", "column.unknown"]


def test_a_file_without_headings_is_refused_and_told_what_it_needs(tmp_path, look):
    path = _csv(tmp_path, ROWS)

    with pytest.raises(Refusal) as refused:
        look(path, "persons")

    assert refused.value.code == "table.no_headings"
    assert refused.value.facts == {"headings": [Text(zh="证件号码", en="id_number")]}


CELLS = st.text(alphabet=st.sampled_from('a1,"\n;张（）３ \t四𠮷'), max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(CELLS, CELLS), max_size=6), encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
def test_what_is_quoted_comes_back(tmp_path, look, rows, encoding):
    quoted = ['"' + '","'.join(cell.replace('"', '""') for cell in ("7", *row)) + '"\r\n' for row in rows]
    path = _csv(tmp_path, (HEADINGS.replace("\n", "\r\n") + "".join(quoted)).encode(encoding))

    seen = look(path, "persons")

    assert seen.faults == {}
    assert [(row["name"], row["region"]) for row in seen.rows.values()] == [tuple(map(_plain, row)) for row in rows]


def _plain(cell: str) -> str | None:
    return cell.replace("３", "3").replace("（", "(").replace("）", ")").strip() or None
