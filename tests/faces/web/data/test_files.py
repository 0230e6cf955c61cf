"""Tables taken home: what each form says, and that nothing in it runs."""

import json
from datetime import UTC, date, datetime
from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest

from baigong.faces.web.data.files import Column, NoSuchForm, download

COLUMNS = (
    Column("region", "地区", "code"),
    Column("note", "说明"),
    Column("value", "数值", "number"),
    Column("on", "日期", "day"),
    Column("at", "时间", "instant"),
)
ROWS = (
    ("33", "浙江", 4_770_000, date(2025, 8, 31), datetime(2025, 9, 1, 8, tzinfo=UTC)),
    ("44", '=HYPERLINK("http://example.org")', Fraction(-1, 4), None, None),
)


def lines(content: bytes) -> list[str]:
    return content.decode("utf-8-sig").splitlines()


def test_a_csv_opens_in_a_spreadsheet_with_its_chinese_and_runs_nothing():
    response = download("provinces", COLUMNS, ROWS, "csv")

    assert response.content.startswith(b"\xef\xbb\xbf")
    assert lines(response.content) == [
        "地区,说明,数值,日期,时间",
        "33,浙江,4770000,2025-08-31,2025-09-01T08:00:00+00:00",
        '44,"\'=HYPERLINK(""http://example.org"")",-0.25,,',
    ]


def test_a_csv_is_named_and_sent_as_a_file():
    response = download("各省", COLUMNS, ROWS, "csv")

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%E5%90%84%E7%9C%81.csv"


def test_a_workbook_keeps_numbers_and_days_as_such_and_text_as_text():
    response = download("provinces", COLUMNS, ROWS, "xlsx")

    sheet = openpyxl.load_workbook(BytesIO(response.content)).active
    assert [[cell.value for cell in row] for row in sheet] == [
        ["地区", "说明", "数值", "日期", "时间"],
        ["33", "浙江", 4_770_000, datetime(2025, 8, 31), "2025-09-01T08:00:00+00:00"],  # noqa: DTZ001 — a cell has no zone
        ["44", '=HYPERLINK("http://example.org")', -0.25, None, None],
    ]
    assert sheet["B3"].data_type == "s"


def test_json_tells_what_its_columns_are_and_leaves_unknown_unknown():
    told = json.loads(download("provinces", COLUMNS, ROWS, "json").content)

    assert told["columns"][2] == {"key": "value", "title": "数值", "kind": "number"}
    assert told["rows"][1] == {
        "region": "44",
        "note": '=HYPERLINK("http://example.org")',
        "value": -0.25,
        "on": None,
        "at": None,
    }


def test_sdmx_names_its_dataflow_on_every_row_and_its_measure_by_the_standard():
    response = download("provinces", COLUMNS, ROWS, "sdmx-csv")

    assert response["Content-Type"].startswith("application/vnd.sdmx.data+csv; version=2.0.0")
    assert lines(response.content)[:2] == [
        "STRUCTURE,STRUCTURE_ID,ACTION,REGION,NOTE,OBS_VALUE,ON,AT",
        "dataflow,BAIGONG:PROVINCES(1.0),I,33,浙江,4770000,2025-08-31,2025-09-01T08:00:00+00:00",
    ]


@pytest.mark.parametrize("form", ["csv", "sdmx-csv"])
@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_a_spreadsheet_would_run_is_guarded_in_every_form_that_one_opens(form: str, cell: str):
    content = download("list", COLUMNS[1:2], [(cell,)], form).content.decode("utf-8-sig")

    assert f"'{cell}" in content


def test_a_form_that_does_not_exist_is_refused():
    with pytest.raises(NoSuchForm):
        download("provinces", COLUMNS, ROWS, "pdf")
