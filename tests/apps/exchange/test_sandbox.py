"""Parsing apart: the same rows as in this process; what takes too much is refused and leaves nothing."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from baigong.apps.exchange import confined
from baigong.apps.exchange.passing import Unsound, take_over
from baigong.apps.exchange.sandbox import BrokeOff, Limits, TooMuch, gathered_apart, originals_apart
from baigong.core.refusal import Refusal
from baigong.ground.lake.files.opening import open_package
from baigong.ground.lake.read.package import gather_packages
from baigong.ground.lake.read.record import NOTHING_TOLD
from contract.nasty import nasty
from contract.packages import bare, write_package
from exchange_sending import certificate
from signed_packages import a_log, signed_package

NOW = datetime(2026, 2, 1, tzinfo=UTC)
CONFINED = [sys.executable, "-I", "-S", str(confined.__file__)]
LIMITS = {"memory": 2 << 30, "seconds": 10, "file": 1 << 20, "files": 64}


def apart(path: Path, folder: Path, limits: Limits | None = None):
    return gathered_apart(path, folder=folder, now=NOW, declared={}, told=NOTHING_TOLD, limits=limits)


def confined_to(program: str) -> str:
    """What a program says that runs where a parser would."""
    told = subprocess.run([*CONFINED, json.dumps(LIMITS), "-c", program], capture_output=True, text=True, check=False)
    return told.stdout.strip() or told.stderr.strip().splitlines()[-1]


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "scratch"
    place.mkdir()
    return place


def test_rows_and_findings_are_those_of_a_reading_in_this_process(tmp_path, folder):
    rows = nasty(5)
    rows["certificates"][3] = rows["certificates"][3] | {"issued_on": "2024-02-30"}
    path = write_package(tmp_path / "p", rows)

    there = apart(path, folder)

    with open_package(path, now=NOW) as opened:
        here = gather_packages([opened], scratch=tmp_path)
        assert {name: one.rows.table() for name, one in there.tables.items()} == {
            name: one.rows.table() for name, one in here.tables.items()
        }
    assert list(there.findings) == list(here.findings)
    assert there.packages[0].digest == here.packages[0].digest
    assert {name: (one.read, one.quarantined) for name, one in there.tables.items()} == {
        name: (one.read, one.quarantined) for name, one in here.tables.items()
    }


def test_a_refusal_comes_back_as_the_same_refusal(tmp_path, folder):
    path = write_package(tmp_path / "p", nasty(5))
    (path / "certificates.csv").write_bytes(b"altered")

    with pytest.raises(Refusal) as refused:
        apart(path, folder)

    assert refused.value.fault.code == "package.hash"
    assert refused.value.fault.facts == {"path": "certificates.csv"}


def test_originals_are_the_cells_of_the_file(tmp_path, folder):
    path = bare(tmp_path / "证书.csv", [certificate(1), certificate(2, trade="=1+1")])

    told = originals_apart(path, {"certificates": [2]}, folder=folder, now=NOW)

    assert told["certificates"]["headings"] == [*certificate(2), "trade"]
    assert told["certificates"]["rows"] == [[2, [*certificate(2).values(), "=1+1"]]]


def test_a_cell_that_unfolds_to_gigabytes_is_refused_and_leaves_nothing(tmp_path, folder):
    rows, cell = 20_000, "A" * (1 << 19)
    cells = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array([cell]))
    columns = {name: pa.array([value] * rows) for name, value in certificate(1).items()}
    path = tmp_path / "certificates.parquet"
    pq.write_table(pa.table(columns | {"name": cells}), path)
    assert path.stat().st_size < 4 << 20

    with pytest.raises(TooMuch):
        apart(path, folder, Limits(memory=3 << 30))

    assert os.listdir(folder) == []


@pytest.mark.parametrize("limits", [Limits(seconds=0), Limits(patience=0.05), Limits(file=1_000)])
def test_reading_that_does_not_end_or_writes_without_end_is_stopped(tmp_path, folder, limits):
    path = write_package(tmp_path / "p", nasty(5))

    with pytest.raises(TooMuch):
        apart(path, folder, limits)

    assert os.listdir(folder) == []


def test_a_parser_has_no_network():
    program = "import socket; s = socket.socket(); s.settimeout(2); print(s.connect_ex(('127.0.0.1', 1)))"
    reachable = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    told = confined_to(program)

    assert reachable.strip() == "111"  # refused by this machine, so it was reached
    assert told == "101"  # no network to reach it by


def test_a_parser_inherits_no_secret_and_no_descriptor(tmp_path, folder):
    os.environ["BAIGONG_OIDC_SECRET"] = "not for parsers"
    try:
        path = write_package(tmp_path / "p", nasty(5))
        apart(path, folder)
    finally:
        del os.environ["BAIGONG_OIDC_SECRET"]

    assert confined_to("import os; print(sorted(map(int, os.listdir('/proc/self/fd')))[:4])") == "[0, 1, 2, 3]"


def test_a_parser_cannot_write_more_than_it_may():
    told = confined_to(f"open('{os.devnull}', 'wb'); import tempfile; tempfile.TemporaryFile().write(bytes(3 << 20))")

    assert told in {"", "OSError: [Errno 27] File too large"}


def test_what_is_handed_over_in_another_form_is_not_taken(tmp_path, folder):
    path = write_package(tmp_path / "p", nasty(5))
    apart(path, folder)
    [taken] = folder.glob("taken*")
    told = json.loads((taken / "told.json").read_bytes())

    for harm in (
        {"package": {}},
        {"tables": {"certificates": {"folder": None, "read": "many"}}},
        {"tables": {"no_table": told["tables"]["certificates"]}},
        {"runs": [["certificates", None, 99, True]]},
    ):
        (taken / "told.json").write_text(json.dumps(told | harm))
        with pytest.raises(Unsound):
            take_over(taken, path)
    (taken / "told.json").write_text(json.dumps(told))
    (taken / "certificates.arrow").unlink()
    (taken / "certificates.arrow").symlink_to(taken / "persons.arrow")
    with pytest.raises(Unsound):
        take_over(taken, path)


def test_a_parser_that_falls_over_is_refused_with_a_sentence(tmp_path, folder):
    path = write_package(tmp_path / "p", nasty(5))
    (path / "nowhere").symlink_to(path / "nowhere")

    with pytest.raises((BrokeOff, Refusal)):
        originals_apart(path / "nowhere", {"certificates": [1]}, folder=folder, now=NOW)

    assert os.listdir(folder) == []


def test_what_lies_beside_a_signed_package_is_handed_over_as_it_is(tmp_path, folder):
    path = signed_package(tmp_path / "p", {"certificates": [certificate(1)]}, log=a_log(tmp_path), region="33")

    package = apart(path, folder).packages[0]

    assert package.evidence.note == (path / "datapackage.json.note").read_text("utf-8")
    assert package.evidence.checkpoint == (path / "log/checkpoint").read_text("utf-8")
    assert package.evidence.consistency is None


@pytest.mark.parametrize("evidence", [{"note": 5}, {"note": "x" * 200_001}, {"another": None}, []])
def test_evidence_of_another_form_is_not_taken(tmp_path, folder, evidence):
    path = signed_package(tmp_path / "p", {"certificates": [certificate(1)]})
    apart(path, folder)
    [taken] = folder.glob("taken*")
    told = json.loads((taken / "told.json").read_bytes())
    told["package"]["evidence"] = evidence
    (taken / "told.json").write_text(json.dumps(told))

    with pytest.raises(Unsound):
        take_over(taken, path)
