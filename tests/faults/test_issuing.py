"""Two offices at once, and kill -9 in the middle of a batch: each certificate exactly once, numbers without a gap.

`make test` kills three times in a batch of 1,500; BAIGONG_FAULTS_KILLS and BAIGONG_FAULTS_DRAFTS ask for more.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Barrier, Thread
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connections
from psycopg.conninfo import conninfo_to_dict

from apps.certificates.batching import ISSUED, NODE, decided
from baigong.apps.certificates.actions import issue_drafts
from baigong.apps.certificates.models import Batch, Certificate, Draft, Serial, SignedCopy
from baigong.apps.transparency.models import Entry
from contract.people import body_number

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = int(os.environ.get("BAIGONG_FAULTS_KILLS", "3"))
DRAFTS = int(os.environ.get("BAIGONG_FAULTS_DRAFTS", "1500"))
ISSUING = Path(__file__).with_name("issuing.py")


def numbers():
    found = Certificate.objects.filter(number__startswith=body_number()).order_by("number")
    return list(found.values_list("number", flat=True))


def gapless(count):
    return [f"{body_number()}253{serial:06d}" for serial in range(1, count + 1)]


def environment():
    """The test's own database, named by an address."""
    place = conninfo_to_dict(settings.NODE.database_url)
    name = place.pop("dbname")
    told = {
        "BAIGONG_HOME": str(settings.NODE.home.folder),
        "DATABASE_URL": f"postgresql:///{name}?{urlencode(place)}",
    }
    return {**os.environ, **told, "DJANGO_SETTINGS_MODULE": "baigong.settings"}


def started(batch):
    command = [sys.executable, str(ISSUING), str(batch.pk), ISSUED.isoformat()]
    return subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE)


def signed_of(batch):
    return SignedCopy.objects.filter(draft__batch=batch).count()


def test_two_batches_of_one_body_issued_at_once_share_no_number(node, cast):
    batches = [decided(cast, 40), decided(cast, 40, first=100)]
    begin, failed = Barrier(2), []

    def issue(batch):
        try:
            begin.wait()
            while issue_drafts(batch, random=os.urandom, by=NODE, at=ISSUED):
                pass
        except Exception as problem:
            failed.append(problem)
        finally:
            connections.close_all()

    threads = [Thread(target=issue, args=[batch]) for batch in batches]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert failed == []
    assert numbers() == gapless(80)
    assert Serial.objects.get().last == 80
    assert [signed_of(batch) for batch in batches] == [40, 40]


def test_two_workers_on_one_batch_issue_each_certificate_once(node, cast):
    batch = decided(cast, 60)
    begin, failed = Barrier(2), []

    def issue():
        try:
            own = Batch.objects.get(pk=batch.pk)
            begin.wait()
            issue_drafts(own, random=os.urandom, by=NODE, at=ISSUED)
        except Exception as problem:
            failed.append(problem)
        finally:
            connections.close_all()

    threads = [Thread(target=issue) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert failed == []
    assert numbers() == gapless(60)
    assert Batch.objects.get(pk=batch.pk).state == "issued"


def test_killed_in_the_middle_a_batch_goes_on_and_each_certificate_is_there_once(node, cast):
    batch = decided(cast, DRAFTS, seats=DRAFTS)
    killed, chance = 0, random.Random(7)

    for _ in range(KILLS):
        worker, before = started(batch), signed_of(batch)
        until = time.monotonic() + 60
        while worker.poll() is None and signed_of(batch) == before and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.3))
        if worker.poll() is None:
            worker.send_signal(signal.SIGKILL)
            killed += 1
        worker.wait()
        assert whole(batch)

    last = started(batch)
    assert last.wait(120) == 0, last.stderr.read().decode()
    assert killed >= 1
    assert numbers() == gapless(DRAFTS)
    assert signed_of(batch) == DRAFTS
    assert Batch.objects.get(pk=batch.pk).state == "issued"


def whole(batch):
    """Drafts, certificates, copies and log entries agree at every instant."""
    issued = Draft.objects.filter(batch=batch, state="issued").count()
    entries = Entry.objects.filter(key__startswith="certificate/").count()
    return issued == signed_of(batch) == len(numbers()) == entries
