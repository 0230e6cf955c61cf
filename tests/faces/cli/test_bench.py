"""The benchmark command finds its suite and refuses what is not in it."""

import json

import pytest

from baigong.faces.cli import bench
from baigong.faces.cli.main import run


def test_a_benchmark_that_is_not_there_is_refused(capsys):
    with pytest.raises(SystemExit) as end:
        run(["bench", "nothing", "--json"])

    assert end.value.code == 2
    assert json.loads(capsys.readouterr().out)["refusal"]["code"] == "bench.unknown"


def test_results_are_printed_and_a_limit_that_does_not_hold_is_a_finding(tmp_path, monkeypatch, capsys):
    (tmp_path / "bench_slow.py").write_text('print(\'{"name": "slow", "ratio": 3.0, "at_most": 2.5, "holds": false}\')')
    monkeypatch.setattr(bench, "SUITE", tmp_path)

    with pytest.raises(SystemExit) as end:
        run(["bench", "--json"])

    assert end.value.code == 1
    assert json.loads(capsys.readouterr().out)["results"] == [
        {"name": "slow", "ratio": 3.0, "at_most": 2.5, "holds": False}
    ]


def test_a_benchmark_that_stops_is_a_refusal_with_its_reason(tmp_path, monkeypatch, capsys):
    (tmp_path / "bench_broken.py").write_text("raise SystemExit('no room')")
    monkeypatch.setattr(bench, "SUITE", tmp_path)

    with pytest.raises(SystemExit) as end:
        run(["bench", "--json"])

    assert end.value.code == 2
    assert "no room" in json.loads(capsys.readouterr().out)["refusal"]["en"]


def test_outside_a_checkout_there_is_no_suite(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(bench, "SUITE", tmp_path)

    with pytest.raises(SystemExit) as end:
        run(["bench", "--json"])

    assert end.value.code == 2
    assert json.loads(capsys.readouterr().out)["refusal"]["code"] == "bench.no_suite"
