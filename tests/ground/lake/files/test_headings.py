"""Headings as real files write them."""

import pytest

from baigong.ground.lake.files.headings import column_of, duplicate, table_named, table_of
from baigong.ground.lake.schema.tables import TABLES

CERTIFICATES = TABLES["certificates"]


@pytest.mark.parametrize(
    "heading",
    [
        "occupation_name",
        "Occupation_Name",
        "职业（工种）名称",
        "职业(工种)名称",
        " 职业 （工种） 名称 * ",
        "职业(工种)\n名称",
        "*职业（工种）名称",
        "职业工种名称",
        "职业/工种",
        "工种/职业方向",
        "职业／工种",
    ],
)
def test_spaces_stars_breaks_and_widths_do_not_matter(heading):
    column = column_of(CERTIFICATES, heading)

    assert column is not None
    assert column.name == "occupation_name"


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("公民身份号码", "id_number"),
        ("证书号", "number"),
        ("认定等级", "level"),
        ("核发日期", "issued_on"),
        ("颁证单位", "issuer_name"),
        ("评价机构信用代码", "credit_code"),
        ("认定计划编号", "batch"),
        ("职业代码", "occupation"),
        ("证件种类", "document"),
    ],
)
def test_what_real_files_write_is_read(heading, name):
    column = column_of(CERTIFICATES, heading)

    assert column is not None
    assert column.name == name


@pytest.mark.parametrize("heading", ["照片", "民族", "证书", "", "序号"])
def test_other_headings_mean_no_column(heading):
    assert column_of(CERTIFICATES, heading) is None


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("written", ["name", "zh"])
def test_every_table_is_known_by_all_its_headings(table, written):
    assert table_of([getattr(column, written) for column in table.columns]) == table


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_no_heading_of_a_table_means_two_columns(table):
    for written in ("name", "zh"):
        assert duplicate(table, [getattr(column, written) for column in table.columns]) is None


@pytest.mark.parametrize("name", ["certificates", "Certificates", "证书", " 证书 "])
def test_a_table_is_known_by_name_or_title(name):
    assert table_named(name) == CERTIFICATES


def test_headings_without_a_key_are_no_table():
    assert table_of(["姓名", "性别", "出生日期"]) is None
