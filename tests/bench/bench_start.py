"""Help answers at once: no command loads for it what only its work needs."""

import subprocess
import sys
from pathlib import Path
from statistics import median

from measure import limited, seconds

PROGRAM = Path(sys.executable).with_name("baigong")


def show_help() -> None:
    subprocess.run([PROGRAM, "check", "--help"], check=True, capture_output=True)


if __name__ == "__main__":
    show_help()
    limited("check_help", median(seconds(show_help) for _ in range(7)), at_most=0.3, unit="seconds")
