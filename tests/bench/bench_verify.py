"""`baigong verify` answers at once, from a cold start; and a list of certificates goes by quickly.

The reference of the start is a Python that loads what nobody can verify without (cryptography, cbor2) and click; the
reference of a row is a raw Ed25519 verification. Compiled modules are cached, as they are once a program is installed.
The processor's time is told beside the clock's, since other programs may be running.
"""

import csv
import json
import os
import resource
import subprocess
import sys
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from measure import compared, limited, say, seconds

from baigong.core.verifying.verifying import answered
from baigong.ground.trust.opening import opened_trust

PROGRAM = Path(sys.executable).with_name("baigong")
ROWS = 2_000
LIBRARIES = "import click, cbor2; from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey"


def started(home: Path, *words: object, at_most: int = 0) -> None:
    cached = os.environ | {"PYTHONPYCACHEPREFIX": str(home / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run([*map(str, words)], capture_output=True, env=cached)
    assert done.returncode <= at_most, done.stderr


def processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(home: Path) -> None:
    started(home, PROGRAM, "kit", home / "kit")
    told = json.loads((home / "kit/index.json").read_bytes())["credentials"]
    printed = [one["file"] for one in told if one["answer"] == "valid" and one["file"].endswith(".txt")]
    names = [name for name in printed if not (home / f"kit/{name}.tlog-proof").exists()]
    card, trust, staff = home / "kit" / names[0], home / "kit/trust", home / "staff.csv"
    texts = list(islice(cycle((home / "kit" / name).read_bytes() for name in names), ROWS))
    with staff.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([text.decode().rstrip("\n")] for text in texts)

    def verify() -> None:
        started(home, PROGRAM, "verify", card, "--trust", trust)

    def reference() -> None:
        started(home, sys.executable, "-c", LIBRARIES)

    compared("verify_start", verify, reference)
    limited("verify_cold", median(seconds(verify) for _ in range(7)), at_most=0.3, unit="seconds")
    before = processor_seconds()
    verify()
    limited("verify_cold_processor", processor_seconds() - before, at_most=0.3, unit="seconds")

    opened, at = opened_trust(trust), datetime.now(UTC)
    private = Ed25519PrivateKey.from_private_bytes(bytes(32))
    public, message = private.public_key(), bytes(300)
    signature = private.sign(message)

    def all_answered() -> None:
        assert all(answered(text, opened, at, None).is_valid for text in texts)

    def raw() -> None:
        for _ in texts:
            public.verify(signature, message)

    compared("verify_each", all_answered, raw)
    took = seconds(lambda: started(home, PROGRAM, "verify", staff, "--trust", trust))
    say("verify_list", rows_a_second=ROWS / took)


if __name__ == "__main__":
    with TemporaryDirectory(prefix="baigong-") as folder:
        main(Path(folder))
