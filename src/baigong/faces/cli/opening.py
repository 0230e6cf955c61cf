"""What `baigong serve --demo` puts into an empty node: a synthetic province, by the way that every package takes."""

from datetime import UTC, datetime

from baigong.apps.authority.demo import CAST, EMPLOYER, PASSWORD, settle_demo
from baigong.apps.exchange.holdings import has_loads, sample_worker
from baigong.core.scope import WHOLE, of_region
from baigong.faces.cli.command import Reader

HANGZHOU = "330100"
FILLING = "baigong.faces.cli.filling"


def open_demo(reader: Reader) -> None:
    """The sample accounts are made in any case; records only where there are none."""
    if not has_loads(WHOLE):
        reader.load(FILLING).load_province(reader)
    person, employer = sample_worker(of_region(HANGZHOU)) or (None, EMPLOYER)
    settle_demo(at=datetime.now(UTC), employer=employer, person=person)


def sample_accounts() -> dict[str, object]:
    return {"names": [one.username for one in CAST], "password": PASSWORD}
