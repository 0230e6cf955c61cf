"""`baigong load` as a person sees it."""

from baigong.apps.exchange.models import Upload
from baigong.apps.journal.models import Line
from contract.packages import bare, write_package
from contract.program import asked, assert_refused, baigong
from exchange_sending import certificate


def test_a_load_prints_what_a_check_prints(node, tmp_path):
    path = write_package(tmp_path / "p", {"certificates": [certificate(1), certificate(2, issued_on="2024-02-30")]})
    checked = asked("check", path).json

    loaded = asked("load", path)

    assert loaded.code == 1
    assert loaded.json == checked


def test_a_load_leaves_the_operators_line_in_the_journal(node, tmp_path):
    asked("load", bare(tmp_path / "证书.csv", [certificate(1)]))

    line = Line.objects.get(act="exchange.finish_load")
    assert line.actor.startswith("operator/")
    assert line.facts["tables"]["certificates"]["accepted"] == 1


def test_what_was_declared_is_journaled(node, tmp_path):
    row = {name: cell for name, cell in certificate(1).items() if name != "channel"}

    answer = asked("load", bare(tmp_path / "证书.csv", [row]), "--set", "channel=identification")

    assert answer.json["tables"]["certificates"]["accepted"] == 1
    assert Line.objects.get(act="exchange.receive_upload").facts["declared"] == {"channel": "identification"}


def test_a_refused_load_stands_in_the_history_with_its_reason(node, tmp_path):
    path = write_package(tmp_path / "p", {"certificates": [certificate(1)]}, identity="keyed", key_id="other")

    answer = asked("load", path)

    assert_refused(answer)
    assert [(one.state, one.refusal["code"]) for one in Upload.objects.all()] == [("refused", "exchange.other_key")]


def test_findings_are_written_to_a_file(node, tmp_path):
    path = bare(tmp_path / "证书.csv", [certificate(1, issued_on="2024-02-30")])

    said = baigong("load", path, "--findings", tmp_path / "findings.csv", "--lang", "zh")

    assert "证书" in said.out
    assert "day.unreadable" in (tmp_path / "findings.csv").read_text("utf-8-sig")
