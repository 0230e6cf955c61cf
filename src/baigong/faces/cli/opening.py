"""What `baigong serve --demo` puts into an empty node: a synthetic province, by the way that every package takes."""

import os
from datetime import UTC, datetime

from baigong.apps.authority.demo import BODY, CAST, EMPLOYER, PASSWORD, settle_demo
from baigong.apps.certificates.demo_filing import sample_body
from baigong.apps.desk.demo import settle_letters
from baigong.apps.exchange.holdings import has_loads, sample_worker
from baigong.apps.passports.demo import settle_passports
from baigong.core.scope import WHOLE, of_region
from baigong.faces.cli.command import Reader

HANGZHOU = "330100"
FILLING, DOUBLING, BATCHING, WITNESSING, PUBLISHING = (
    f"baigong.faces.cli.{name}" for name in ("filling", "doubling", "batching", "witnessing", "publishing")
)


def open_demo(reader: Reader) -> None:
    """The sample accounts are made in any case; records, and readings of them, only where there are none."""
    is_empty = not has_loads(WHOLE)
    if is_empty:
        reader.load(FILLING).load_province(reader)
    person, employer = sample_worker(of_region(HANGZHOU)) or (None, EMPLOYER)
    body = sample_body(at=datetime.now(UTC)) or BODY
    settle_demo(at=datetime.now(UTC), employer=employer, body=body, person=person)
    settle_letters(at=datetime.now(UTC), random=os.urandom)
    if is_empty:
        reader.load(DOUBLING).enter_doubles_here()
        if person is not None:
            reader.load(BATCHING).settle_batches_here(person)
            settle_passports(person, os.urandom, at=datetime.now(UTC))
        reader.load(WITNESSING).name_played_witnesses()
        reader.load(PUBLISHING).publish_readings()


def sample_accounts() -> dict[str, object]:
    return {"names": [one.username for one in CAST], "password": PASSWORD}
