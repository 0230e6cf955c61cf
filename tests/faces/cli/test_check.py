"""`baigong check`, as a person and as a program ask it."""

import csv
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from baigong.faces.cli.findings_file import guarded
from baigong.faces.cli.main import run

Ask = Callable[..., tuple[int, str, str]]
HEAD = "number,id_number,occupation,level,channel,region,issued_on"
SOUND = "Y000133000001243000001,11010519491231002X,6-18-02-04,3,identification,330106,2024-05-10"
FAULTY = "Y000133000001244000002,11010519491231002X,6-18-02-04,3,identification,330106,2024-05-10"


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    def asked(*words: object) -> tuple[int, str, str]:
        spoken = [str(word) for word in words]
        monkeypatch.setattr("sys.argv", ["baigong", *spoken])
        with pytest.raises(SystemExit) as stop:
            run(spoken)
        out, err = capsys.readouterr()
        return int(stop.value.code or 0), out, err

    return asked


def roster(folder: Path, *lines: str, head: str = HEAD) -> Path:
    path = folder / "certificates.csv"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


def clean_package(folder: Path) -> Path:
    """A package in which nothing is to be found."""
    (folder / "persons.csv").write_text("id_number\n11010519491231002X\n", encoding="utf-8")
    digest = sha256((folder / "persons.csv").read_bytes()).hexdigest()
    resource = {"name": "persons", "path": "persons.csv", "hash": f"sha256:{digest}"}
    told = {"created": "2026-01-01T00:00:00Z", "resources": [resource], "baigong": {"synthetic": True}}
    (folder / "datapackage.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


def test_it_answers_in_json_as_the_contract_has_it(ask: Ask, tmp_path: Path) -> None:
    path = roster(tmp_path, SOUND, FAULTY)

    code, out, _ = ask("check", path, "--json")

    told: dict[str, Any] = json.loads(out)
    assert code == 1
    assert told["package"] == str(path)
    assert told["synthetic"] is False
    assert told["tables"] == {
        "certificates": {"rows": 2, "accepted": 1, "amended": 0, "unchanged": 0, "quarantined": 1}
    }
    assert told["finding_counts"] == {"certificate_number.level_mismatch": 1, "table.absent": 1}
    [finding] = [one for one in told["findings"] if one["row"]]
    assert {name: finding[name] for name in ("table", "row", "column", "code", "quarantined")} == {
        "table": "certificates",
        "row": 2,
        "column": "number",
        "code": "certificate_number.level_mismatch",
        "quarantined": True,
    }
    assert "4" in finding["en"]
    assert "4" in finding["zh"]


def test_a_package_without_a_fault_ends_with_zero(ask: Ask, tmp_path: Path) -> None:
    code, out, _ = ask("check", clean_package(tmp_path), "--json")

    told = json.loads(out)
    assert (code, told["findings"], told["synthetic"]) == (0, [], True)


def test_a_person_is_told_that_nothing_was_found(ask: Ask, tmp_path: Path) -> None:
    folder = clean_package(tmp_path)

    assert "Nothing was found." in ask("check", folder, "--lang", "en")[1]
    assert "SYNTHETIC DATA" in ask("check", folder, "--lang", "en")[1]
    assert "模拟数据" in ask("check", folder, "--lang", "zh")[1]


def test_a_person_is_told_the_rows_of_each_kind_of_finding(ask: Ask, tmp_path: Path) -> None:
    path = roster(tmp_path, SOUND, FAULTY, SOUND.replace("2024-05-10", "2024-02-30"))

    code, out, _ = ask("check", path, "--lang", "en")

    paragraphs = out.split("quarantined · ")
    assert code == 1
    assert "The number names level 4" in out
    assert ["Rows 2" in paragraphs[1], "Rows 3" in paragraphs[2]] == [True, True]
    assert "证书编号" in ask("check", path, "--lang", "zh")[1]


def test_a_refused_table_says_so_under_its_name(ask: Ask, tmp_path: Path) -> None:
    path = roster(tmp_path, "Y000133000001243000001", head="number")

    code, out, _ = ask("check", path, "--json")

    refused = json.loads(out)["tables"]["certificates"]["refused"]
    assert (code, refused["code"], set(refused)) == (1, "table.column_missing", {"code", "zh", "en"})


def test_an_input_that_is_refused_whole_ends_with_two(ask: Ask, tmp_path: Path) -> None:
    code, out, _ = ask("check", tmp_path / "nothing.csv", "--json")

    assert (code, set(json.loads(out)["refusal"])) == (2, {"code", "zh", "en"})


def test_declared_values_fill_the_whole_file(ask: Ask, tmp_path: Path) -> None:
    head, line = HEAD.replace(",channel", ""), SOUND.replace(",identification", "")
    path = roster(tmp_path, line, head=head)

    _, out, _ = ask("check", path, "--set", "channel=职业技能等级认定", "--set", "batch=B1", "--json")

    told = json.loads(out)
    assert told["tables"]["certificates"]["accepted"] == 1
    assert "channel.derived" not in told["finding_counts"]


@pytest.mark.parametrize("word", ["channel", "=x", "colour=red", "channel=exam"])
def test_a_declaration_that_says_nothing_is_refused(ask: Ask, tmp_path: Path, word: str) -> None:
    code, out, _ = ask("check", roster(tmp_path, SOUND), "--set", word, "--json")

    assert (code, list(json.loads(out))) == (2, ["refusal"])


def test_at_most_a_thousand_findings_are_printed_and_all_are_written(ask: Ask, tmp_path: Path) -> None:
    lines = [FAULTY.replace("000002", f"{serial:06}") for serial in range(1, 1102)]
    findings = tmp_path / "findings.csv"

    _, out, _ = ask("check", roster(tmp_path, *lines), "--json", "--findings", findings)

    told = json.loads(out)
    rows = list(csv.DictReader(findings.read_text(encoding="utf-8-sig").splitlines()))
    assert (len(told["findings"]), told["findings_total"], len(rows)) == (1000, 1101, 1101)
    assert told["finding_counts"]["certificate_number.level_mismatch"] == 1101
    assert findings.read_bytes().startswith(b"\xef\xbb\xbf")
    assert list(rows[0]) == ["package", "table", "row", "column", "code", "quarantined", "zh", "en"]
    assert [row["row"] for row in rows[:3]] == ["1", "2", "3"]


def test_findings_that_cannot_be_written_are_a_refusal(ask: Ask, tmp_path: Path) -> None:
    code, out, _ = ask("check", roster(tmp_path, SOUND), "--json", "--findings", tmp_path / "no" / "findings.csv")

    assert (code, json.loads(out)["refusal"]["code"]) == (2, "file.cannot_write")


def test_a_full_disk_is_a_refusal(ask: Ask, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    (tmp_path / "findings.csv.part").symlink_to("/dev/full")

    code, out, _ = ask("check", roster(tmp_path, SOUND), "--json", "--findings", tmp_path / "findings.csv")

    assert (code, json.loads(out)["refusal"]["code"]) == (2, "file.cannot_write")
    assert not (tmp_path / "findings.csv").exists()


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_a_cell_that_a_spreadsheet_would_run_is_guarded(cell: str) -> None:
    assert guarded(cell) == "'" + cell


def test_a_file_whose_name_is_a_formula_is_guarded_in_the_findings(ask: Ask, tmp_path: Path) -> None:
    path = roster(tmp_path, FAULTY).rename(tmp_path / "=certificates.csv")
    findings = tmp_path / "findings.csv"

    ask("check", path, "--json", "--findings", findings)

    rows = list(csv.DictReader(findings.read_text(encoding="utf-8-sig").splitlines()))
    assert {row["package"] for row in rows} == {"'=certificates.csv"}
