"""Over New Year: December's sessions and keys, January's certificates and endings, and two logs that both hold."""

import os
import threading
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import connections

from apps.certificates.batching import DOCUMENT, NODE, by_three, keyed, results, session
from apps.registry.making import HANGZHOU_COUNTY, by_two, settled_filing
from apps.transparency.making import asked, audited, logs, places, witnessed_by
from baigong.apps.certificates.actions import (
    announce_batch,
    audit_batch,
    close_notice,
    enter_results,
    issue_drafts,
    open_batch,
    publish_status,
    rotate_keys,
)
from baigong.apps.certificates.issuing.printed import with_its_path
from baigong.apps.certificates.issuing.signing import opened_forms
from baigong.apps.certificates.models import Batch, Certificate, IssuingKey, SignedCopy, StatusList
from baigong.apps.exchange.trusting import make_trust, pack_file
from baigong.apps.registry.models import Filing
from baigong.apps.registry.numbers import keyring_here
from baigong.apps.transparency.models import Entry
from baigong.apps.transparency.queries import proof_of_entry
from baigong.apps.transparency.sequencing import sequence
from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.core.verifying.verifying import answered
from baigong.ground.trust.opening import opened_trust

pytestmark = pytest.mark.django_db(transaction=True)
OPENED = datetime(2025, 12, 22, 1, tzinfo=UTC)
CLOSED = datetime(2025, 12, 30, 1, tzinfo=UTC)
LAST = datetime(2025, 12, 31, 15, 59, tzinfo=UTC)  # a minute before midnight in China
MIDNIGHT = datetime(2025, 12, 31, 16, tzinfo=UTC)
JANUARY = datetime(2026, 1, 5, 1, tzinfo=UTC)


def closed(cast, many, first):
    """A session of December, up to the end of its notice."""
    asked = session(held_on=date(2025, 12, 20), seats=many)
    if not Filing.objects.filter(filing=asked.filing).exists():
        settled_filing(asked.filing)
    batch = open_batch(asked, region=HANGZHOU_COUNTY, by=cast.wang, at=OPENED)
    enter_results(batch, results(many, first=first), by=cast.wang, at=OPENED)
    audit_batch(batch, document=DOCUMENT, by=cast.zhao, at=OPENED)
    announce_batch(batch, document=DOCUMENT, by=cast.wang, at=OPENED)
    close_notice(batch, by=cast.wang, at=CLOSED)
    return batch


def decide(cast, batch, at):
    by_three(cast, "certificates.issue_batch", batch, at=at)
    return Batch.objects.get(pk=batch.pk)


def issue(batch, at):
    while issue_drafts(batch, random=os.urandom, by=NODE, at=at):
        pass


def copies_of(batch):
    return list(SignedCopy.objects.filter(certificate__batch=batch.key).order_by("certificate__number"))


def place_of(copy):
    return Entry.objects.filter(key=copy.log_key).values_list("shard", "number").get()


@pytest.fixture
def over(node, cast):
    """In time: issued in December. Late: decided on the last day, signed after midnight. After: issued in January."""
    keyed(cast, at=OPENED)
    in_time, late, after = closed(cast, 2, 1), closed(cast, 2, 11), closed(cast, 2, 21)
    issue(decide(cast, in_time, CLOSED), CLOSED)
    decided = decide(cast, late, LAST)
    sequence(logs(), at=LAST)
    sequence(logs(), at=MIDNIGHT + timedelta(seconds=30))
    issue(decided, MIDNIGHT + timedelta(minutes=1))
    rotate_keys(by=NODE, at=MIDNIGHT + timedelta(minutes=5))
    sequence(logs(), at=MIDNIGHT + timedelta(minutes=6))
    issue(decide(cast, after, JANUARY), JANUARY)
    revoked = Certificate.objects.get(pk=copies_of(in_time)[0].certificate_id)
    told = {"ended_on": date(2026, 1, 5), "reason": "查实"}
    by_two(cast, "certificates.revoke_certificate", revoked, at=JANUARY, **told)
    sequence(logs(), at=JANUARY)
    sequence(logs(), at=JANUARY, is_sealing=True)
    for row in StatusList.objects.all():
        publish_status(row, by=NODE, at=JANUARY)
    return in_time, late, after


def test_both_logs_hold_alone_and_together(over, tmp_path):
    before = audited(2025, tmp_path / "2025")
    alone = audited(2026, tmp_path / "alone")
    beside = audited(2026, tmp_path / "beside", [tmp_path / "2025"])

    assert [(told.findings, told.is_whole) for told in (before, alone, beside)] == [([], True)] * 3
    assert (alone.unjudged, beside.unjudged) == (1, 0)
    assert before.entries == {"KeyTold": 1, "Opened": 3, "Sealed": 3, "Issued": 2, "Filler": 247}
    told = {"KeyTold": 3, "Opened": 2, "Sealed": 2, "Issued": 4, "Revoked": 1, "Filler": 244}
    assert beside.entries == told


def test_what_was_decided_on_the_last_day_stands_in_the_log_of_the_day_on_which_it_was_signed(over):
    places = [{place_of(copy)[0] for copy in copies_of(batch)} for batch in over]

    assert places == [{2025}, {2026}, {2026}]
    days = [Certificate.objects.filter(batch=one.key).values_list("issued_on", flat=True).distinct() for one in over]
    assert [list(each) for each in days] == [[date(2025, 12, 30)], [date(2025, 12, 31)], [date(2026, 1, 5)]]
    assert sorted(key.kid[-5:] for key in IssuingKey.objects.all()) == ["#2025", "#2026"]


@pytest.mark.parametrize("way", ["path", "proof"])
def test_verify_is_right_about_each(over, way):
    make_trust(at=JANUARY)
    trust = opened_trust(pack_file())

    found = [[verdict(copy, trust, way) for copy in copies_of(batch)] for batch in over]

    assert found == [["revoked", "valid"], ["valid", "valid"], ["valid", "valid"]]


def verdict(copy, trust, way):
    forms = opened_forms(bytes(copy.content), bytes(copy.printed), keyring_here())
    year, number = place_of(copy)
    given = with_its_path(forms, year, number, logs()) if way == "path" else forms.printed
    proof = str(proof_of_entry(logs(), year, number)).encode() if way == "proof" else None
    answer = answered(given, trust, JANUARY + timedelta(hours=1), proof)
    assert {check.name: check.holds for check in answer.checks}["log"] is True
    return answer.verdict


def test_the_pack_pins_the_year_that_ended(over):
    make_trust(at=JANUARY)

    logs_of_pack = opened_trust(pack_file()).logs
    final, last = logs().final(2025), checkpoint_of(logs().published(2025).text)
    assert (final, logs().final(2026)) == (last, None)
    assert {year: (log.is_final, log.size) for year, log in logs_of_pack.items()} == {
        2025: (True, 256),
        2026: (False, 256),
    }


class Slow(BaseHTTPRequestHandler):
    """A witness that cosigns nothing; while it is asked, an act of the old year is recorded, once."""

    def do_POST(self):
        asked("late", LAST)
        connections.close_all()
        self.send_response(404)
        self.end_headers()

    def log_message(self, *words):
        """Nothing to say."""


def test_a_year_does_not_end_while_something_waits_for_it(node):
    asked("early", OPENED)
    sequence(logs(), at=OPENED)
    with HTTPServer(("127.0.0.1", 0), Slow) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        witnessed_by(f"http://127.0.0.1:{server.server_address[1]}", quorum="none")

        sequence(logs(), at=MIDNIGHT)
        assert (logs().final(2025), logs().published_size(2025)) == (None, 256)
        sequence(logs(), at=MIDNIGHT + timedelta(minutes=1))
        server.shutdown()

    assert places() == {"early": (2025, 0), "late": (2025, 256)}
    assert logs().final(2025).size == 512


def test_a_certificate_that_came_after_the_end_of_its_year_brings_its_session_along(node, cast):
    """The act began before midnight; its entry came when the year's log was sealed already, and was not lost."""
    keyed(cast, at=OPENED)
    batch = decide(cast, closed(cast, 1, 31), LAST)
    sequence(logs(), at=LAST)
    sequence(logs(), at=MIDNIGHT + timedelta(seconds=30))
    issue(batch, LAST)

    sequence(logs(), at=MIDNIGHT + timedelta(minutes=1))

    opened, sealed = (Entry.objects.get(key__startswith=start) for start in ("session/", "marks/"))
    assert {(row.shard, row.year) for row in (opened, sealed)} == {(2025, 2025)}
    assert place_of(copies_of(batch)[0]) == (2026, 3)  # behind the key, the session and its marks, told again


def test_a_run_again_tells_nothing_again(over):
    sizes = [logs().published_size(year) for year in (2025, 2026)]
    Entry.objects.filter(shard=2026).update(shard=None, number=None)

    sequence(logs(), at=JANUARY)

    assert [logs().published_size(year) for year in (2025, 2026)] == sizes
