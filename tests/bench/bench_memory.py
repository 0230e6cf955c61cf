"""Ten million certificates within two gigabytes: read, laid out and counted."""

import subprocess
import sys
import tempfile
from pathlib import Path

from measure import limited, peak_megabytes, say, seconds
from rosters import write_large_roster

PROGRAM = Path(sys.executable).with_name("baigong")
ROWS = 10_000_000


def run(*words: str) -> None:
    ended = subprocess.run([PROGRAM, *words, "--json"], capture_output=True, text=True)
    assert ended.returncode in (0, 1), ended.stderr


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        roster = write_large_roster(Path(folder) / "certificates.parquet", ROWS)
        lake = str(Path(folder) / "lake")
        say("build_10m_certificates", rows_a_second=ROWS / seconds(lambda: run("lake", "build", str(roster), lake)))
        say("score_10m_certificates", seconds_whole=seconds(lambda: run("score", lake, "--on", "2025-12-31")))
        say("check_10m_certificates", rows_a_second=ROWS / seconds(lambda: run("check", str(roster))))
        limited("peak_memory_10m_certificates", peak_megabytes(), at_most=2048, unit="megabytes")
