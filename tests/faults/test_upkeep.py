"""kill -9 in the middle of laying out the node's lake: whoever counts next lays it out again, and counts the same."""

import json
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from faults.served import PROGRAM, environment, served, told, until

WORDS = ("score", "--on", "2025-12-31", "--by", "region4,level", "--json")


def scored(home: Path) -> object:
    return json.loads(told(home, *WORDS).stdout)


def states(home: Path) -> set[str]:
    return {path.name for path in (home / "lake").glob("0*")}


def killed_while_it_lays_out(home: Path) -> bool:
    """Whether the one who counts was killed before the new state had its name."""
    before = states(home)
    process = subprocess.Popen(
        [*PROGRAM, *WORDS], env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while process.poll() is None and not (home / "lake" / "new").exists():
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return states(home) == before


@pytest.mark.parametrize("is_kept_up", [False, True], ids=["laid out whole", "kept up"])
def test_a_lake_whose_laying_out_was_killed_is_laid_out_again(tmp_path, is_kept_up):
    home = tmp_path / "home"
    for name, persons in (("first", "1000"), ("second", "100"))[: 1 + is_kept_up]:
        words = ("--persons", persons, "--seed", persons, "--region", "33")
        assert told(home, "demo", str(tmp_path / name), *words).returncode == 0
    with served(home, "--no-worker"):
        assert told(home, "load", str(tmp_path / "first")).returncode in {0, 1}
        if is_kept_up:
            assert scored(home)
            assert told(home, "load", str(tmp_path / "second")).returncode in {0, 1}

        assert killed_while_it_lays_out(home)

        counted = scored(home)
        assert until(lambda: not (home / "lake" / "new").exists(), 1)
        shutil.rmtree(home / "lake")
        assert counted == scored(home)
