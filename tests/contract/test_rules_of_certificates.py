"""The table "Reading rules" of PACKAGE.md for certificates: one row of the contract, one row of the roster."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from contract.packages import Row, Tables, write_package
from contract.people import (
    credit,
    identification,
    post,
    qualification,
    resident,
    resident_ending_in_x,
    with_wrong_check,
)
from contract.program import asked, assert_sentences, quarantined, remarked
from contract.roster import BODY, COOK, PERSON, WELDER, certificate, person, world

QUARANTINED, REMARKED, CLEAN = "quarantined", "remarked", "clean"


@dataclass(frozen=True)
class Rule:
    says: str
    over: Row
    fate: str


YOUNG = resident(9, born="20090101")
LEFT = resident(8)
IN_X = resident_ending_in_x()

RULES = [
    Rule("a plain row", {}, CLEAN),
    Rule("a key cell empty", {"number": ""}, QUARANTINED),
    Rule("no person", {"id_number": ""}, QUARANTINED),
    Rule("no occupation", {"occupation": ""}, QUARANTINED),
    Rule("no level", {"level": ""}, QUARANTINED),
    Rule("no day of issue", {"issued_on": ""}, QUARANTINED),
    Rule("seventeen characters", {"id_number": PERSON[:17]}, QUARANTINED),
    Rule("fifteen characters, the number of before 1999", {"id_number": PERSON[:6] + PERSON[8:17]}, QUARANTINED),
    Rule("nineteen characters", {"id_number": PERSON + "1"}, QUARANTINED),
    Rule("a wrong check digit", {"id_number": with_wrong_check(PERSON)}, QUARANTINED),
    Rule("born on 30 February", {"id_number": resident(1, born="19900230")}, QUARANTINED),
    Rule("born in month 13", {"id_number": resident(1, born="19901301")}, QUARANTINED),
    Rule("a letter inside", {"id_number": PERSON[:10] + "O" + PERSON[11:]}, QUARANTINED),
    Rule("a small x is X", {"id_number": IN_X.lower()}, CLEAN),
    Rule("full-width digits are digits", {"id_number": "".join(chr(ord(c) + 0xFEE0) for c in PERSON)}, CLEAN),
    Rule("spaces around are trimmed", {"id_number": f" {PERSON}\u3000"}, CLEAN),
    Rule("a credit code of seventeen", {"credit_code": BODY[:17]}, QUARANTINED),
    Rule("a credit code with I", {"credit_code": BODY[:8] + "I" + BODY[9:]}, QUARANTINED),
    Rule(
        "a credit code with a wrong check digit",
        {"credit_code": BODY[:17] + ("A" if BODY[17] != "A" else "B")},
        QUARANTINED,
    ),
    Rule("30 February", {"issued_on": "2024-02-30"}, QUARANTINED),
    Rule("29 February of a common year", {"issued_on": "2023-02-29"}, QUARANTINED),
    Rule("not a day", {"issued_on": "去年五月"}, QUARANTINED),
    Rule("a month is no day", {"issued_on": "2024-05"}, QUARANTINED),
    Rule(
        "issued after the package was made",
        {"issued_on": "2026-02-20", "number": identification(0, year="26")},
        QUARANTINED,
    ),
    Rule("valid far beyond the package", {"valid_until": "2036-05-09"}, CLEAN),
    Rule("valid until before it was issued", {"valid_until": "2024-05-09"}, QUARANTINED),
    Rule("recorded after the package was made", {"recorded_at": "2026-02-20T00:00:00+08:00"}, QUARANTINED),
    Rule("an instant without offset", {"recorded_at": "2024-05-11T08:00:00"}, QUARANTINED),
    Rule("an instant with offset", {"recorded_at": "2024-05-11T08:00:00+08:00"}, CLEAN),
    Rule("an instant in Greenwich", {"recorded_at": "2024-05-11T00:00:00Z"}, CLEAN),
    Rule("ended before it was issued", {"ended_on": "2024-05-09", "ending": "revoked"}, QUARANTINED),
    Rule("an ending without a day", {"ending": "void"}, QUARANTINED),
    Rule("a day without an ending", {"ended_on": "2025-01-01"}, QUARANTINED),
    Rule("revoked, in code", {"ended_on": "2025-01-01", "ending": "revoked"}, CLEAN),
    Rule("revoked, in Chinese", {"ended_on": "2025-01-01", "ending": "注销"}, CLEAN),
    Rule("void, in Chinese", {"ended_on": "2025-01-01", "ending": "撤销"}, CLEAN),
    Rule("ended after the package was made", {"ended_on": "2026-02-20", "ending": "revoked"}, QUARANTINED),
    Rule("bare 作废", {"ended_on": "2025-01-01", "ending": "作废"}, QUARANTINED),
    Rule("bare 失效", {"ended_on": "2025-01-01", "ending": "失效"}, QUARANTINED),
    Rule("bare 吊销", {"ended_on": "2025-01-01", "ending": "吊销"}, QUARANTINED),
    Rule("an ending of no list", {"ended_on": "2025-01-01", "ending": "gone"}, QUARANTINED),
    Rule("a number of another shape", {"number": "Y00013300000124300000"}, QUARANTINED),
    Rule("a number of another letter", {"number": "Z" + identification(700)[1:]}, QUARANTINED),
    Rule("a social body's number", {"number": "S" + identification(701)[1:]}, REMARKED),
    Rule("the number's province is another", {"number": identification(702, province="32")}, QUARANTINED),
    Rule("the number's year is another", {"number": identification(703, year="23")}, QUARANTINED),
    Rule("the number's level is another", {"number": identification(704, level="4")}, QUARANTINED),
    Rule("level 6", {"level": "6"}, QUARANTINED),
    Rule("a channel of no list", {"channel": "exam"}, QUARANTINED),
    Rule("a channel by its Chinese title", {"channel": "职业技能等级认定"}, CLEAN),
    Rule("level 0 with another channel", {"level": "0"}, QUARANTINED),
    Rule("an ability certificate without level", {"level": "", "channel": "ability", "number": "专项-1"}, CLEAN),
    Rule("an ability certificate of level 0", {"level": "0", "channel": "ability", "number": "专项-2"}, CLEAN),
    Rule("an ability certificate with a level", {"channel": "ability", "number": "专项-3"}, REMARKED),
    Rule("a body that is nowhere", {"credit_code": credit(77)}, REMARKED),
    Rule("a competition that is nowhere", {"competition": "K9"}, REMARKED),
    Rule("a session that is nowhere", {"session": "S9"}, REMARKED),
    Rule("a person known only by the certificate", {"id_number": resident(55)}, REMARKED),
    Rule("issued under sixteen", {"id_number": YOUNG}, REMARKED),
    Rule("issued after the person left", {"id_number": LEFT}, REMARKED),
    Rule("an occupation outside the filing", {"occupation": COOK}, REMARKED),
    Rule("a day before the filing", {"issued_on": "2014-05-10", "number": identification(705, year="14")}, REMARKED),
    Rule("a body number that is not the filing's", {"number": "Y0001330000092430" + "00706"}, REMARKED),
    Rule("issued before the session was held", {"session": "S1", "issued_on": "2024-04-30"}, REMARKED),
    Rule("in the session and passed", {"session": "S1"}, CLEAN),
    Rule("not in the session's results", {"session": "S1", "id_number": resident(4)}, REMARKED),
    Rule("in the results without a pass", {"session": "S1", "id_number": resident(2)}, REMARKED),
    Rule("in the results but absent", {"session": "S1", "id_number": resident(3)}, REMARKED),
    Rule("an occupation code in no edition", {"occupation": "9-99-99-99"}, REMARKED),
    Rule("a region code in no edition", {"region": "339999"}, REMARKED),
    Rule("a region that was retired", {"region": "330183"}, CLEAN),
    Rule("no region at all", {"region": ""}, CLEAN),
    Rule("the XPCC's number in Xinjiang", {"number": identification(707, province="66"), "region": "659001"}, REMARKED),
    Rule("the XPCC's number in Zhejiang", {"number": identification(708, province="66")}, QUARANTINED),
    Rule("a post of two letters and twenty digits", {"level": "S", "number": post(1)}, REMARKED),
    Rule("an older qualification", {"channel": "qualification", "number": qualification(1)}, CLEAN),
    Rule("a passport named in the row", {"id_number": "E12345678", "document": "passport"}, REMARKED),
    Rule("a passport named in Chinese", {"id_number": "E12345679", "document": "护照"}, REMARKED),
    Rule("a passport known by the persons row", {"id_number": "G87654321"}, CLEAN),
    Rule("a passport that nobody says is one", {"id_number": "E11111111"}, QUARANTINED),
    Rule(
        "a permit of Hong Kong, by the same rules",
        {"id_number": with_wrong_check(PERSON), "document": "hmt"},
        QUARANTINED,
    ),
    Rule("a document of no list", {"document": "library card"}, QUARANTINED),
    Rule("a level of the employer's own", {"level": "A", "number": "学徒-1"}, REMARKED),
]
# Whether a post or an employer's own grading lies within a filing's levels is not said: both fates may be right.
OPEN = {"a post of two letters and twenty digits", "a level of the employer's own", "the XPCC's number in Xinjiang"}


def tables_of_rules() -> Tables:
    rows = [certificate(serial, **rule.over) for serial, rule in enumerate(RULES, start=1)]
    people = [person(1), person(2), person(3), person(4), {"id_number": IN_X}, {"id_number": YOUNG}]
    leavers = [{"id_number": LEFT, "left_on": "2024-01-01"}, {"id_number": "G87654321", "document": "passport"}]
    session = {"session": "S1", "credit_code": BODY, "occupation": WELDER, "level": "3", "held_on": "2024-05-01"}
    results = [
        {"session": "S1", "id_number": PERSON, "passed": "yes"},
        {"session": "S1", "id_number": resident(2), "passed": "no"},
        {"session": "S1", "id_number": resident(3), "passed": "absent"},
    ]
    contest = {"competition": "K1", "name": "测试", "credit_code": BODY, "held_on": "2024-05-01"}
    return world(
        with_every_column(rows), persons=people + leavers, sessions=[session], results=results, competitions=[contest]
    )


def with_every_column(rows: list[Row]) -> list[Row]:
    columns = dict.fromkeys(column for row in rows for column in row)
    return [dict.fromkeys(columns, "") | row for row in rows]


@pytest.fixture(scope="module", params=["csv", "parquet", "xlsx"])
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    package = write_package(tmp_path_factory.mktemp("rules") / "package", tables_of_rules(), request.param)
    answer = asked("check", package)
    assert answer.code == 1
    return answer.json


@pytest.mark.parametrize("row", range(1, len(RULES) + 1), ids=[rule.says for rule in RULES])
def test_a_row_meets_the_fate_the_contract_gives_it(report: dict[str, Any], row: int) -> None:
    at = ("certificates", row)
    fate = QUARANTINED if at in quarantined(report) else REMARKED if at in remarked(report) else CLEAN
    rule = RULES[row - 1]

    assert fate == rule.fate or (rule.says in OPEN and fate == CLEAN)


def test_the_counts_are_those_of_the_rows(report: dict[str, Any]) -> None:
    bad = sum(rule.fate == QUARANTINED for rule in RULES)

    counts = report["tables"]["certificates"]

    assert (counts["rows"], counts["quarantined"]) == (len(RULES), bad)
    assert counts["accepted"] == len(RULES) - bad
    assert (counts["amended"], counts["unchanged"]) == (0, 0)


def test_every_finding_speaks_both_languages_and_names_its_place(report: dict[str, Any]) -> None:
    for found in report["findings"]:
        assert_sentences(found)
        assert set(found) >= {"table", "row", "column", "code", "quarantined", "zh", "en"}
    counted = sum(report["finding_counts"].values())
    assert counted == len(report["findings"])


def test_no_finding_of_a_person_repeats_the_number(report: dict[str, Any]) -> None:
    told = " ".join(found["zh"] + found["en"] for found in report["findings"])

    assert PERSON not in told
    assert PERSON[:17] not in told


def test_a_finding_of_one_cell_names_its_column(report: dict[str, Any]) -> None:
    columns = {
        "a wrong check digit": "id_number",
        "30 February": "issued_on",
        "a credit code of seventeen": "credit_code",
        "level 6": "level",
        "the number's level is another": "number",
    }
    for says, column in columns.items():
        row = next(place for place, rule in enumerate(RULES, start=1) if rule.says == says)
        named = {found["column"] for found in report["findings"] if found["row"] == row and found["quarantined"]}
        assert column in named, says


def test_a_world_without_fault_has_no_finding_and_exits_with_zero(tmp_path: Path) -> None:
    package = write_package(tmp_path / "package", world([certificate(1), certificate(2, id_number=resident(2))]))

    answer = asked("check", package)

    assert (answer.code, answer.json["findings"]) == (0, [])
    assert answer.json["synthetic"] is False
