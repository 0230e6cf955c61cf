"""kill -9 in the middle of a recall of ten thousand: all of them became void, or none did, and the job comes again.

BAIGONG_FAULTS_RECALLED asks for another number of certificates.
"""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from apps.certificates.batching import settled_key, settled_list
from apps.certificates.recalling import DECIDED_AT, settled_recall
from apps.registry.making import HANGZHOU_COUNTY, number_line, settled_person
from baigong.apps.certificates.models import Certificate, Recall, Recalled, SignedCopy
from baigong.apps.registry.models import EarlierState
from baigong.apps.transparency.models import Entry
from contract.people import credit, identification
from faults.test_issuing import environment

pytestmark = pytest.mark.django_db(transaction=True)
COUNT = int(os.environ.get("BAIGONG_FAULTS_RECALLED", "10000"))
RECALLING = Path(__file__).with_name("recalling.py")


def decided():
    """Ten thousand signed certificates, condemned."""
    holder = number_line(settled_person())
    told = {"occupation": "6-18-02-04", "level": "3", "channel": "identification", "credit_code": credit(1)}
    place = {"region": HANGZHOU_COUNTY, "place": HANGZHOU_COUNTY, "issued_on": date(2024, 5, 10), "line": 0}
    rows = [Certificate(number=identification(one), holder=holder, **told, **place) for one in range(COUNT)]
    made = Certificate.objects.bulk_create(rows, batch_size=2_000)
    key = settled_key("330100")
    row = settled_list(key)
    signed = {"kind": "issued_here", "key": key, "status_list": row, "signed_at": DECIDED_AT, "line": 0}
    SignedCopy.objects.bulk_create([copy(one, at, signed) for at, one in enumerate(made)], batch_size=2_000)
    recall = settled_recall(HANGZHOU_COUNTY, state="decided", certificates=COUNT)
    items = [Recalled(recall=recall, certificate=one, state="condemned", line=0) for one in made]
    Recalled.objects.bulk_create(items, batch_size=2_000)
    return recall


def copy(certificate, index, signed):
    forms = {"printed": os.urandom(32), "badge": os.urandom(32), "token": os.urandom(32)}
    return SignedCopy(certificate=certificate, status_index=index, log_key="-", **forms, **signed)


def started(recall):
    command = [sys.executable, str(RECALLING), str(recall.pk), DECIDED_AT.isoformat()]
    return subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE)


def counted():
    """Void certificates, what they said before, items that say so, entries of the log; all four agree at all times."""
    return {
        Certificate.objects.filter(ending="void").count(),
        EarlierState.objects.filter(table="certificates").count(),
        Recalled.objects.filter(state="void").count(),
        Entry.objects.filter(key__startswith="void/").count(),
    }


def test_killed_in_the_middle_all_are_void_or_none_is(node, cast):
    recall = decided()
    killed = 0
    for pause in (1.5, 2.5, 3.5):
        worker = started(recall)
        time.sleep(pause)
        if worker.poll() is None:
            worker.send_signal(signal.SIGKILL)
            killed += 1
        worker.wait()
        assert counted() in ({0}, {COUNT})

    last = started(recall)

    assert last.wait(180) == 0, last.stderr.read().decode()
    assert killed >= 1
    assert (counted(), Recall.objects.get(pk=recall.pk).state) == ({COUNT}, "done")
