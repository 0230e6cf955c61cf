"""Whole packages: hashes, zips, keyed ones, absent tables, references, many findings."""

import csv
import json
from pathlib import Path

import pytest

from contract.packages import Row, digest, write_descriptor, write_package, zip_of
from contract.people import credit, identification, keyed, resident
from contract.program import Answer, asked, assert_refused, baigong, quarantined, remarked
from contract.roster import BODY, COOK, PERSON, WELDER, certificate, filing, person, world

KEY = b"key"


def descriptor_of(folder: Path) -> Row:
    described: Row = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return described


def test_a_zip_is_read_like_its_folder(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "package", world([certificate(1), certificate(2, level="9")]))
    archive = zip_of(folder, tmp_path / "package.zip")

    of_folder, of_zip = asked("check", folder), asked("check", archive)

    assert of_zip.code == of_folder.code == 1
    assert of_zip.json["tables"] == of_folder.json["tables"]
    assert of_zip.json["findings"] == of_folder.json["findings"]
    assert asked("score", archive, "--on", "2025-12-31").json["total"]["events"] == 1


def test_a_hash_that_does_not_hold_refuses_the_whole(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "package", world([certificate(1)]))
    with (folder / "certificates.csv").open("ab") as file:
        file.write(b"\r\n")

    for command in (
        ("check", folder),
        ("score", folder, "--on", "2025-12-31"),
        ("lake", "build", folder, tmp_path / "lake"),
    ):
        assert_refused(asked(*command))
    assert not (tmp_path / "lake" / "datapackage.json").exists()


def test_a_file_that_is_named_and_not_there_refuses_the_whole(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "package", world([certificate(1)]))
    (folder / "persons.csv").unlink()

    assert_refused(asked("check", folder))


@pytest.mark.parametrize("path", ["../outside.csv", "/etc/hostname", "a/../../outside.csv"])
def test_a_path_that_climbs_out_refuses_the_whole(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "package"
    write_package(folder, world([certificate(1)]))
    content = b"number,id_number\r\n"
    (tmp_path / "outside.csv").write_bytes(content)
    write_descriptor(folder, [{"name": "certificates", "path": path, "hash": digest(content)}])

    assert_refused(asked("check", folder))


@pytest.mark.parametrize("broken", ["{", "[]", '{"resources": 5}', "\x00\x01"])
def test_a_descriptor_that_is_none_refuses_the_whole(tmp_path: Path, broken: str) -> None:
    folder = write_package(tmp_path / "package", world([certificate(1)]))
    (folder / "datapackage.json").write_text(broken, encoding="utf-8")

    assert_refused(asked("check", folder))


def test_synthetic_is_carried_into_every_output(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "package", world([certificate(1)]), synthetic=True)

    assert asked("check", folder).json["synthetic"] is True
    assert asked("score", folder, "--on", "2025-12-31").json["synthetic"] is True
    baigong("lake", "build", folder, tmp_path / "lake")
    assert asked("score", tmp_path / "lake", "--on", "2025-12-31").json["synthetic"] is True


def test_a_keyed_package_takes_sex_and_birth_from_persons_and_births_by_month(tmp_path: Path) -> None:
    one, other = keyed(PERSON, KEY), keyed(resident(2), KEY)
    rows = [certificate(1, id_number=one), certificate(2, id_number=other)]
    people = [{"id_number": one, "sex": "F", "born_on": "1990-05"}, {"id_number": other, "sex": "", "born_on": ""}]
    package = write_package(tmp_path / "package", world(rows, persons=people), "parquet", identity="keyed", key_id="k1")

    score = asked("score", package, "--on", "2025-05-01", "--by", "sex,age").json

    assert asked("check", package).json["findings"] == []
    cells = {(row["sex"], row["age"]): row["stock"] for row in score["rows"] if row["stock"]}
    assert cells == {("F", "35-44"): 1, (None, None): 1}


def test_a_keyed_package_with_an_open_number_quarantines_it(tmp_path: Path) -> None:
    rows = [certificate(1, id_number=keyed(PERSON, KEY)), certificate(2, id_number=PERSON)]
    people = [{"id_number": keyed(PERSON, KEY), "sex": "M", "born_on": "1990-03"}]
    package = write_package(tmp_path / "package", world(rows, persons=people), identity="keyed", key_id="k1")

    assert quarantined(asked("check", package).json) == {("certificates", 2)}


def test_an_absent_table_is_one_finding_and_not_one_a_row(tmp_path: Path) -> None:
    rows = [certificate(serial) for serial in range(1, 6)]
    package = write_package(tmp_path / "package", {"certificates": rows})

    report = asked("check", package).json

    assert quarantined(report) == set()
    assert remarked(report) == set()
    assert len([found for found in report["findings"] if found["row"] == 0]) >= 2
    assert report["tables"]["certificates"]["accepted"] == 5


def test_a_value_not_found_where_it_belongs_is_a_finding_in_every_table(tmp_path: Path) -> None:
    tables = world(
        [certificate(1)],
        persons=[person(1)],
        merges=[{"id_number": PERSON, "into": resident(40), "recorded_at": "2025-01-01T00:00:00+08:00"}],
        filings=[filing(), filing(filing="F2", credit_code=credit(9), body_number="")],
        claims=[
            {"claim": "K1", "scheme": "s", "id_number": PERSON, "certificate": "nowhere", "applied_on": "2025-01-02"},
            {
                "claim": "K2",
                "scheme": "s",
                "id_number": PERSON,
                "certificate": identification(1),
                "applied_on": "2025-01-02",
            },
        ],
    )

    report = asked("check", write_package(tmp_path / "package", tables)).json

    assert quarantined(report) == set()
    assert remarked(report) == {("merges", 1), ("filings", 2), ("claims", 1)}


def test_what_a_number_says_of_its_bearer_is_compared_with_the_row(tmp_path: Path) -> None:
    people = [
        person(1, sex="M", born_on="1990-03-07"),
        person(2, sex="F"),
        person(3, born_on="1990-03-08"),
        person(4, sex="男", born_on="19900307"),
    ]

    report = asked("check", write_package(tmp_path / "package", world([certificate(1)], persons=people))).json

    assert quarantined(report) == set()
    assert remarked(report) == {("persons", 2), ("persons", 3)}


def test_ends_before_beginnings_are_quarantined_in_every_table(tmp_path: Path) -> None:
    session = {"credit_code": BODY, "occupation": WELDER, "level": "3", "held_on": "2024-05-01"}
    hours = {"starts_at": "2024-05-01T11:00:00+08:00", "ends_at": "2024-05-01T09:00:00+08:00"}
    tables = world(
        [certificate(1)],
        filings=[filing(), filing(filing="F2", from_on="2024-05-01", to_on="2024-04-30")],
        sessions=[{"session": "S1"} | session | dict.fromkeys(hours, ""), {"session": "S2"} | session | hours],
        employments=[{"id_number": PERSON, "credit_code": BODY, "from_on": "2024-02-01", "to_on": "2024-01-01"}],
        benefits=[{"id_number": PERSON, "from_month": "2024-02", "to_month": "2024-01"}],
        statuses=[{"id_number": PERSON, "group": "migrant", "from_on": "2024-02-01", "to_on": "2024-01-31"}],
    )

    report = asked("check", write_package(tmp_path / "package", tables)).json

    expected = {("filings", 2), ("sessions", 2), ("employments", 1), ("benefits", 1), ("statuses", 1)}
    assert quarantined(report) == expected


def test_days_to_come_are_quarantined_except_those_that_may(tmp_path: Path) -> None:
    tables = world(
        [certificate(1)],
        filings=[filing(to_on="2030-01-01"), filing(filing="F2", from_on="2026-06-01")],
        employments=[
            {"id_number": PERSON, "credit_code": BODY, "from_on": "2024-02-01", "to_on": "2028-01-01"},
            {"id_number": resident(2), "credit_code": BODY, "from_on": "2026-06-01", "to_on": ""},
        ],
        persons=[person(1), person(2, left_on="2026-06-01")],
    )

    report = asked("check", write_package(tmp_path / "package", tables)).json

    assert quarantined(report) == {("filings", 2), ("employments", 2), ("persons", 2)}


def test_a_filing_must_cover_the_level_and_the_day(tmp_path: Path) -> None:
    rows = [
        certificate(1, level="4"),
        certificate(2, issued_on="2024-06-10"),
        certificate(3),
        certificate(4, issued_on="2024-05-31"),
        certificate(5, occupation=COOK, level="4"),
    ]
    licences = [filing(levels="3", to_on="2024-05-31"), filing(filing="F2", occupation=COOK, levels="5;4")]

    report = asked("check", write_package(tmp_path / "package", world(rows, filings=licences))).json

    assert remarked(report) == {("certificates", 1), ("certificates", 2)}


def test_findings_are_capped_in_json_and_whole_in_the_file(tmp_path: Path) -> None:
    rows = [certificate(serial, level="9") for serial in range(1300)]
    package = write_package(tmp_path / "package", world(rows))

    answer = asked("check", package, "--findings", tmp_path / "findings.csv")

    with (tmp_path / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.reader(file))
    assert len(answer.json["findings"]) == 1000
    assert sum(answer.json["finding_counts"].values()) == 1300
    assert len(told) == 1 + 1300


def test_checking_and_counting_change_nothing_on_disk(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "package", world([certificate(1)]))
    before = contents(folder)

    first, again = asked("check", folder), asked("check", folder)
    asked("score", folder, "--on", "2025-12-31")

    assert first == again
    assert contents(folder) == before


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_a_package_whose_rows_are_all_quarantined_scores_zero(tmp_path: Path) -> None:
    package = write_package(tmp_path / "package", world([certificate(1, level="9")]))

    answer = asked("score", package, "--on", "2025-12-31")

    assert answer.code == 0
    assert set(answer.json["total"].values()) == {0}
    assert answer.json["quarantined"]["certificates"] == 1


@pytest.mark.parametrize("words", [("--by", "colour"), ("--on", "soon"), ("--region", "x"), ("--known", "never")])
def test_a_question_that_cannot_be_understood_is_refused(tmp_path: Path, words: tuple[str, ...]) -> None:
    package = write_package(tmp_path / "package", world([certificate(1)]))

    answer: Answer = asked("score", package, *(() if "--on" in words else ("--on", "2025-12-31")), *words)

    assert_refused(answer)
