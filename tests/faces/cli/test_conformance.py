"""`baigong conformance` as it is started: its first line is the issuer's name."""

import signal
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("baigong")
LOADED = "import sys, baigong.faces.cli.conforming; print(sorted({name.partition('.')[0] for name in sys.modules}))"


def first_lines(*words):
    """Of a server that is started, heard, and stopped."""
    command = [PROGRAM, "conformance", "--port", "0", "--lang", "en", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        lines = [process.stdout.readline() for _ in range(2)]
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        return lines


def test_the_first_line_is_the_issuers_did_key_and_nothing_else():
    did, where = first_lines()

    assert did == "did:key:z6Mkn3MqrCroXyYDFXvwoHktqcLDc1Aup4gfrCyfSUXtKerY\n"
    assert where.startswith("It answers at https://127.0.0.1:")


def test_another_seed_is_another_issuer_each_time_the_same():
    assert first_lines("--seed", "exam")[0] == first_lines("--seed", "exam")[0] != first_lines()[0]


def test_no_database_and_no_django_is_loaded():
    loaded = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True).stdout

    assert [name for name in ("django", "psycopg", "duckdb") if f"'{name}'" in loaded] == []
