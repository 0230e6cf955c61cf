"""What the command line does where it cannot write, cannot understand, or is asked for help."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from contract.packages import (
    write_package,
)
from contract.program import Answer, asked, assert_refused, baigong
from contract.roster import certificate, world

ROWS = [certificate(1), certificate(2), certificate(3)]


def test_a_disk_that_fills_under_the_findings_is_a_refusal(tmp_path: Path) -> None:
    package = write_package(tmp_path / "package", world([certificate(serial, level="9") for serial in range(300)]))
    (tmp_path / "findings.csv").symlink_to("/dev/full")

    assert_refused(asked("check", package, "--findings", tmp_path / "findings.csv"))


@pytest.mark.parametrize("command", ["demo", "lake"])
def test_a_disk_that_fills_is_a_refusal_and_leaves_no_package(tmp_path: Path, command: str) -> None:
    package = write_package(tmp_path / "package", world([certificate(serial) for serial in range(2000)]))
    words = {
        "demo": ["demo", tmp_path / "written", "--persons", "5000", "--seed", "1"],
        "lake": ["lake", "build", package, tmp_path / "written"],
    }

    answer = with_a_full_disk(*words[command])

    assert_refused(answer)
    assert not (tmp_path / "written" / "datapackage.json").exists()


def with_a_full_disk(*words: object) -> Answer:
    """The answer where no file may grow beyond 3 kilobytes, which a write meets as it meets a full disk."""
    # -B: a module compiled meanwhile would be cut off as well, and kept so.
    line = shlex.join(["exec", sys.executable, "-B", "-m", "contract.start", *map(str, words), "--json"])
    searched = {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        ["bash", "-c", f"ulimit -f 3; {line}"], capture_output=True, text=True, check=False, env=os.environ | searched
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def test_a_place_that_cannot_be_written_is_a_refusal(tmp_path: Path) -> None:
    package = write_package(tmp_path / "package", world(ROWS))
    (tmp_path / "file").touch()

    assert_refused(asked("lake", "build", package, tmp_path / "file" / "lake"))
    assert_refused(asked("demo", tmp_path / "file" / "demo", "--persons", "10", "--seed", "1"))


def test_a_place_that_is_taken_is_not_overwritten(tmp_path: Path) -> None:
    package = write_package(tmp_path / "package", world(ROWS))
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "letter.txt").write_text("请查收", encoding="utf-8")

    assert_refused(asked("demo", tmp_path / "taken", "--persons", "10", "--seed", "1"))
    assert_refused(asked("lake", "build", package, tmp_path / "taken"))
    assert [file.name for file in (tmp_path / "taken").iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_refusal_without_json_is_a_sentence_and_no_traceback(tmp_path: Path, language: str) -> None:
    answer = baigong("check", tmp_path / "nothing", "--lang", language)

    assert answer.code == 2
    assert "Traceback" not in answer.out + answer.err
    assert has_chinese(answer.out + answer.err) == (language == "zh")


def has_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


@pytest.mark.parametrize("words", [("score",), ("check",), ("nothing",), ("check", "a", "--nothing"), ("explain",)])
def test_a_command_line_that_cannot_be_understood_exits_with_two(words: tuple[str, ...]) -> None:
    assert baigong(*words).code == 2


@pytest.mark.parametrize("command", ["bench", "check", "demo", "explain", "lake", "score", "targets"])
def test_the_help_of_every_command_speaks_both_languages(command: str) -> None:
    chinese, english = (baigong(command, "--help", "--lang", language) for language in ("zh", "en"))

    assert (chinese.code, english.code) == (0, 0)
    assert has_chinese(chinese.out)
    assert not has_chinese(english.out)
