"""A batch of 10,000 issued end to end: numbers, rows, three signed forms, log entries, bits, then the status list.

Reported in certificates a second, and as a share of what its 30,000 bare signatures alone would take.
"""

import atexit
import os
import shutil
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from time import perf_counter

HOME = Path(tempfile.mkdtemp(prefix="baigong-bench-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ |= {"BAIGONG_HOME": str(HOME / "home"), "DJANGO_SETTINGS_MODULE": "baigong.settings"}
for name in ("DATABASE_URL", "BAIGONG_DEMO"):
    os.environ.pop(name, None)
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django  # noqa: E402 — the environment comes first

django.setup()

from measure import Work, limited, say  # noqa: E402

from baigong.apps.authority.actions import Attachment  # noqa: E402
from baigong.apps.authority.actor import operator  # noqa: E402
from baigong.apps.authority.acts import approving  # noqa: E402
from baigong.apps.certificates import actions  # noqa: E402
from baigong.apps.certificates.issuing.keys import signer_of  # noqa: E402
from baigong.apps.certificates.jobs import publish_lists  # noqa: E402
from baigong.apps.certificates.models import Batch, IssuingKey  # noqa: E402
from baigong.apps.registry.models import Filing  # noqa: E402
from baigong.apps.registry.numbers import keyring_here, sealed_argument  # noqa: E402
from baigong.faces.cli.node import node_running  # noqa: E402
from contract.people import body_number, credit, resident  # noqa: E402

MANY = int(os.environ.get("BAIGONG_BENCH_DRAFTS", "10000"))
SEATS, FORMS = MANY, 3
AT = datetime(2025, 7, 1, 1, tzinfo=UTC)
LATER = AT + timedelta(days=9)
BENCH, AUDITOR = operator("bench"), operator("auditor")
DOCUMENT = Attachment("审核表.pdf", "sha256:" + "ab" * 32, "0123456789abcdef")
LEAST_SHARE = 0.12  # of the bare signatures' rate


def taken(work: Work) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def results() -> list[actions.Result]:
    keyring = keyring_here()
    numbers = (resident(serial % 490, born=f"{1960 + serial // 490:04d}0307") for serial in range(MANY))
    return [
        actions.Result(sealed_argument(number, keyring, os.urandom), f"考生{place}", theory=Decimal(80), passed="yes")
        for place, number in enumerate(numbers)
    ]


def decided() -> Batch:
    Filing.objects.create(
        filing="F", credit_code=credit(1), body_number=body_number(), occupation="6-18-02-04", levels="3",
        from_on=date(2020, 1, 1), region="330106", place="330106", line=0,
    )  # fmt: skip
    actions.make_key(region="330100", by=BENCH, at=AT)
    asked = actions.Session("PC-1", "F", "6-18-02-04", "3", "CC-1", date(2025, 6, 20), SEATS, "铣工")
    batch = actions.open_batch(asked, region="330106", by=BENCH, at=AT)
    rows = results()
    entering = taken(lambda: actions.enter_results(batch, rows, by=BENCH, at=AT))
    say("issuing_enter_results", rows=MANY, seconds=entering, rows_per_second=MANY / entering)
    actions.audit_batch(batch, document=DOCUMENT, by=AUDITOR, at=AT)
    actions.announce_batch(batch, document=DOCUMENT, by=BENCH, at=AT)
    actions.close_notice(batch, by=BENCH, at=LATER)
    with approving("certificates.issue_batch"):
        actions.issue_batch(batch, by=BENCH, at=LATER)
    return batch


def issue(batch: Batch) -> None:
    while actions.issue_drafts(batch, random=os.urandom, by=BENCH, at=LATER):
        pass


def sign() -> None:
    """What cannot be done without: three signatures a certificate, over as many bytes as the forms have."""
    work = signer_of(IssuingKey.objects.get()).sign
    for _ in range(MANY * FORMS):
        work(bytes(400))


if __name__ == "__main__":
    with node_running():
        batch = decided()
        bare = taken(sign)
        issuing, publishing = taken(partial(issue, batch)), taken(partial(publish_lists, at=LATER))
        whole = issuing + publishing
        say("issuing_batch", rows=MANY, seconds=whole, rows_per_second=MANY / whole, bare_seconds=bare)
        limited("issuing_times_of_bare_signatures", whole / bare, at_most=1 / LEAST_SHARE, unit="ratio")
        say("issuing_status_list", seconds=publishing)
