"""`baigong demo` as it is typed."""

import json

import pytest

from baigong.faces.cli.main import run
from baigong.ground.lake.schema.tables import TABLES


def typed(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        run(["demo", *words])
    return ended.value.code


def test_a_package_is_written_and_its_rows_are_told(tmp_path, capsys):
    target = tmp_path / "p"

    code = typed(str(target), "--persons", "50", "--seed", "7", "--region", "33", "--json")

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert list(told["tables"]) == list(TABLES)
    assert (told["persons"], told["seed"], told["region"], told["format"]) == (50, 7, "33", "parquet")
    assert (told["synthetic"], told["tables"]["persons"]) == (True, 50)
    assert json.loads((target / "datapackage.json").read_text())["baigong"] == {
        "kind": "full",
        "region": "33",
        "plan": "skillschina",
        "identity": "raw",
        "synthetic": True,
    }


@pytest.mark.parametrize(("language", "sentence"), [("en", "nobody is meant"), ("zh", "不指任何真实的人")])
def test_a_person_is_told_that_nobody_is_meant(tmp_path, capsys, language, sentence):
    code = typed(str(tmp_path / "p"), "--persons", "5", "--region", "33", "--lang", language)

    said = capsys.readouterr().out
    assert code == 0
    assert sentence in said.splitlines()[0]
    assert len(said.splitlines()) == 1 + len(TABLES)


def test_a_folder_that_is_taken_is_refused(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine")

    code = typed(str(tmp_path), "--persons", "5", "--json")

    assert code == 2
    assert json.loads(capsys.readouterr().out)["refusal"]["code"] == "package.target_taken"


def test_a_region_that_is_none_is_refused(tmp_path, capsys):
    code = typed(str(tmp_path / "p"), "--region", "99", "--json")

    assert code == 2
    assert json.loads(capsys.readouterr().out)["refusal"]["code"] == "demo.no_such_region"


@pytest.mark.parametrize("wrong", [("--persons", "0"), ("--persons", "many"), ("--format", "doc"), ("--seed", "-1")])
def test_what_cannot_be_asked_is_refused_with_the_way_to_help(tmp_path, capsys, wrong):
    code = typed(str(tmp_path / "p"), *wrong, "--json")

    assert code == 2
    assert json.loads(capsys.readouterr().out)["refusal"]["code"] == "command.misused"
