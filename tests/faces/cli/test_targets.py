"""The real plan against the real published figures."""

import json
import re
from unicodedata import east_asian_width as width

import pytest

from baigong.faces.cli.main import run

CENTRE_AND_WEST = [
    "14",
    "15",
    "34",
    "36",
    "41",
    "42",
    "43",
    "45",
    "50",
    "51",
    "52",
    "53",
    "54",
    "61",
    "62",
    "63",
    "64",
    "65",
]
MET = {
    ("high_share_east", "33"),
    ("subsidised_training", "00"),
    ("subsidised_training_migrants", "00"),
    ("certificates_new", "00"),
    ("henan_skilled", "41"),
    ("zhejiang_skilled", "33"),
    ("zhejiang_high_share", "33"),
}
NOT_SHOWN = {
    ("new_skilled", "00"),
    ("skilled_share", "00"),
    ("skilled_share_2022", "00"),
    ("high_share_2022", "00"),
    ("high_share_east", "37"),
    ("high_share_east", "44"),
    *(("high_share_gain", region) for region in ("34", "41", "42", "43", "50", "53")),
    ("certificates_new_high", "00"),
    ("public_training_bases", "00"),
    ("technical_enrolment", "00"),
    ("technical_training", "00"),
    ("apprentices_2019_2021", "00"),
    ("training_2025_2027", "00"),
    ("henan_holders", "41"),
    ("chongqing_skilled", "50"),
    ("chongqing_high", "50"),
    ("chongqing_high_share", "50"),
    ("yunnan_skilled", "53"),
    ("yunnan_high", "53"),
}


@pytest.fixture
def said(capsys):
    """Runs one command line; gives its exit code and what it printed."""

    def answered(*arguments):
        with pytest.raises(SystemExit) as end:
            run(["targets", *arguments])
        return end.value.code, capsys.readouterr().out

    return answered


@pytest.fixture
def on(said):
    """The rows of a day by target and region."""

    def answered(day, *arguments):
        code, out = said("--on", day, "--json", *arguments)
        assert code == 0
        return {(row["target"], row["region"]): row for row in json.loads(out)["targets"]}

    return answered


def test_the_standings_at_the_end_of_the_plan(on):
    rows = on("2025-12-31")

    assert {key for key, row in rows.items() if row["status"] == "met"} == MET
    assert {key for key, row in rows.items() if row["status"] == "not_shown"} == NOT_SHOWN
    assert [key for key, row in rows.items() if row["status"] is None] == [("worldskills_bases", "00")]
    assert {row["status"] for key, row in rows.items() if key not in MET | NOT_SHOWN} == {"no_data", None}


def test_a_group_is_judged_province_by_province_without_the_north_east(on):
    rows = on("2025-12-31")

    assert [region for name, region in rows if name == "high_share_gain"] == CENTRE_AND_WEST
    assert not {"21", "22", "23"} & {region for _, region in rows}


def test_a_row_has_the_shape_of_the_contract(on):
    row = on("2025-12-31")["subsidised_training", "00"]

    published = row["published"]
    shape = {name: row[name] for name in ("op", "goal", "period", "status", "computed", "computed_status", "verified")}
    assert shape == {
        "op": ">=",
        "goal": 75000000,
        "period": "2021/2025",
        "status": "met",
        "computed": None,
        "computed_status": None,
        "verified": True,
    }
    assert (published["value"], published["relation"]) == (92000000, ">")
    assert (published["date"], published["source"], published["definition"]) == (
        "2025-08-31",
        "S88",
        "subsidised_training",
    )


def test_certificates_do_not_show_new_skilled_people(on):
    row = on("2025-12-31")["new_skilled", "00"]

    first = row["related"][0]
    assert (row["status"], row["published"]) == ("not_shown", None)
    assert (first["value"], first["relation"], first["from"], first["date"]) == (
        44000000,
        ">",
        "2021-01-01",
        "2025-08-31",
    )


def test_a_floor_of_a_share_is_rounded_down_and_names_both_dates(on):
    row = on("2025-12-31")["skilled_share", "00"]

    published = row["published"]
    assert (published["value"], published["relation"], published["date"]) == (0.299568, ">", "2025-08-31")
    assert [part["date"] for part in published["parts"]] == ["2025-08-31", "2024-12-31"]
    assert row["en"] == (
        "At least 29.95% on 2025-08-31 (more than 220 million people of 734.39 million people on 2024-12-31)"
        " does not show whether 30% is reached."
    )
    assert row["zh"].startswith("截至2025-08-31，不低于29.95%（超过2.2亿人÷截至2024-12-31，7.3439亿人）")


def test_a_published_ratio_precedes_the_quotient(on):
    assert on("2025-12-31")["high_share_east", "33"]["published"]["value"] == 0.352


def test_a_range_is_shown_whole_and_read_by_its_lower_end(on):
    row = on("2025-12-31")["high_share_gain", "34"]

    assert (row["goal"], row["goal_to"], row["op"]) == (0.02, 0.03, "+")
    assert "2–3 percentage points" in row["en"]


def test_the_goal_without_a_source_is_kept_but_not_judged(on):
    row = on("2025-12-31")["worldskills_bases", "00"]

    assert (row["goal"], row["verified"], row["status"], row["published"]) == (400, False, None, None)
    assert row["zh"] == "该目标未找到出处：予以保留，标为未核实，不作评判。"


@pytest.mark.parametrize(
    ("day", "name", "region", "status", "date"),
    [
        # Figures are not seen before their publication: S88 is of 2025-09-28, S87 of 2025-10-13.
        ("2025-09-27", "subsidised_training", "00", "not_shown", None),
        ("2025-09-28", "subsidised_training", "00", "met", "2025-08-31"),
        ("2025-10-12", "subsidised_training_migrants", "00", "no_data", None),
        ("2025-10-13", "subsidised_training_migrants", "00", "met", "2025-08-31"),
        ("2025-09-22", "zhejiang_high_share", "33", "no_data", None),
        ("2025-09-23", "zhejiang_high_share", "33", "met", "2025-08-31"),
        # S104 is of 2022 and S84 of 2023: known by year, so out on the last day of the year.
        ("2023-06-30", "technical_enrolment", "00", "on_track", "2021-12-31"),
        ("2023-12-31", "technical_enrolment", "00", "on_track", "2022-12-31"),
        ("2025-12-30", "technical_enrolment", "00", "on_track", "2022-12-31"),
        # S125 is of 2023; until its last day the figure of 2022-10 stands.
        ("2023-06-30", "chongqing_skilled", "50", "behind", "2022-10-31"),
        ("2023-12-31", "chongqing_skilled", "50", "on_track", "2022-12-31"),
        ("2024-06-30", "henan_skilled", "41", "behind", "2024-05-31"),
        ("2024-06-30", "yunnan_skilled", "53", "on_track", "2024-05-31"),
        # 898.8 of the 799.6 that the straight line asks for at the end of 2021.
        ("2022-12-31", "certificates_new", "00", "on_track", "2021-12-31"),
        # 33.6% of January 2022 is below the line from 33.3%; the figure of October breaks the series.
        ("2022-06-30", "high_share_east", "44", "behind", "2022-01-31"),
        ("2023-06-30", "high_share_east", "44", "behind", "2022-10-31"),
        ("2021-06-30", "skilled_share", "00", "behind", "2021-03-31"),
        ("2020-12-31", "new_skilled", "00", "no_data", None),
    ],
)
def test_the_standing_on_a_day(on, day, name, region, status, date):
    row = on(day)[name, region]

    assert (row["status"], (row["published"] or {}).get("date")) == (status, date)


@pytest.mark.parametrize("day", ["2020-01-01", "2021-06-30", "2023-06-30", "2025-12-31", "2027-12-31"])
def test_every_row_says_why_in_both_languages(on, day):
    for row in on(day).values():
        assert re.search(r"[一-鿿].*。$", row["zh"]), row["target"]
        assert re.fullmatch(r"[^一-鿿]+\.", row["en"]), row["target"]


def test_what_is_not_judged_is_named(said):
    _, out = said("--on", "2025-12-31", "--json")

    assert json.loads(out)["not_judged"] == [
        {"region": "21", "zh": "辽宁", "en": "Liaoning"},
        {"region": "22", "zh": "吉林", "en": "Jilin"},
        {"region": "23", "zh": "黑龙江", "en": "Heilongjiang"},
    ]


def test_one_region_is_asked_for(on):
    assert {region for _, region in on("2025-12-31", "--region", "41")} == {"41"}
    assert on("2025-12-31", "--region", "22") == {}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("--on", "2025-13-01"), "command.no_such_day"), (("--region", "99"), "targets.no_such_region")],
)
def test_a_day_or_region_that_is_none_is_refused(said, arguments, code):
    ending, out = said(*arguments, "--json")

    assert (ending, json.loads(out)["refusal"]["code"]) == (2, code)


@pytest.mark.parametrize(("name", "code"), [("no_such_plan", "plan.not_found"), ("json", "plan.not_a_plan")])
def test_a_plan_that_is_none_is_refused(said, monkeypatch, name, code):
    monkeypatch.setenv("BAIGONG_PLAN", name)

    ending, out = said("--json")

    assert (ending, json.loads(out)["refusal"]["code"]) == (2, code)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Skills China Action implementation plan", "met 7", "Liaoning, Jilin, Heilongjiang: not judged until"]),
        ("zh", ["“技能中国行动”实施方案", "已达到 7", "辽宁、吉林、黑龙江：归入东部还是中西部尚未确定"]),
    ],
)
def test_a_person_reads_a_table_of_a_hundred_columns(said, language, words):
    code, out = said("--on", "2025-12-31", "--lang", language)

    wide = {"W", "F"}
    assert code == 0
    assert [word for word in words if word not in out] == []
    assert max(sum(1 + (width(letter) in wide) for letter in line) for line in out.splitlines()) <= 100
    assert "…" not in out


def test_another_plan_is_judged_where_one_is_named(on, tmp_path, monkeypatch):
    (tmp_path / "plan_with_the_north_east.py").write_text(
        "from dataclasses import replace\n"
        "from skillschina import PLAN as CHINA\n"
        "PLAN = replace(CHINA, settings=replace(CHINA.settings, northeast='east'))\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("BAIGONG_PLAN", "plan_with_the_north_east")

    rows = on("2025-12-31", "--region", "21")

    assert {key: row["status"] for key, row in rows.items()} == {("high_share_east", "21"): "no_data"}
