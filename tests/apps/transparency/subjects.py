"""For the matrix: how each act of the public log is given something to act on, in a region."""

from collections.abc import Callable
from datetime import date
from typing import Any

from baigong.core.tlog.entries import KeyTold
from baigong.ground.log.keys import made
from cast import Cast

Made = tuple[tuple[Any, ...], dict[str, Any]]
WITNESS = made("centre.example", b"w" * 32).key
LINES = f"witness centre {WITNESS} https://centre.example\nquorum centre\n"
KEY = KeyTold(b"package", "ed25519", bytes(32), date(2026, 1, 1), None)

SUBJECTS: dict[str, Callable[[Cast, str], Made]] = {
    "transparency.name_witnesses": lambda cast, region: ((LINES,), {"region": region}),
    "transparency.run_log": lambda cast, region: ((), {"region": region}),
    "transparency.tell_key": lambda cast, region: ((KEY,), {}),
}
