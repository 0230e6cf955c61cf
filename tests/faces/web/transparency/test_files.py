"""The log's files as other programs fetch them: what belongs to the log, and nothing beside it."""

import json
import threading
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import Client

from apps.transparency.making import AT, asked, logs, many_asked, published
from baigong.apps.transparency.sequencing import sequence
from baigong.core.tlog.entries import Published
from baigong.core.tlog.policy import policy_of
from baigong.core.tlog.proofs import proof_of, proven
from baigong.ground.log.auditing import audit
from baigong.ground.log.judging import Rules
from baigong.ground.log.monitor import monitoring
from baigong.ground.log.source import source_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def filled(node):
    many_asked(3)
    sequence(logs(), at=AT)
    return node


def policy():
    return policy_of(Client().get("/log/policy.txt").content)


def test_a_checkpoint_is_text_and_asked_for_anew(filled):
    answer = Client().get("/log/2026/checkpoint")

    assert answer.content == (logs().folder(2026) / "checkpoint").read_bytes()
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/plain; charset=utf-8", "public, max-age=5")


def test_a_tile_never_changes_so_anybody_may_keep_it(filled):
    answer = Client().get("/log/2026/tile/0/000.p/3")

    assert answer.content == (logs().folder(2026) / "tile/0/000.p/3").read_bytes()
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_what_is_known_already_is_not_sent_again(filled):
    first = Client().get("/log/2026/checkpoint")

    again = Client().get("/log/2026/checkpoint", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "2026.index",
        "../2026.index",
        "tile/../../2026.index",
        "tile/0/../../../2026.index",
        "%2e%2e/2026.index",
        "tile//0/000.p/3",
        ".checkpoint.new",
        "tile/0/.000.new",
        "witnessed/",
        "witnessed/../checkpoint",
        "tile/64/000",
        "tile/0/000.p/3/",
        "checkpoint/",
    ],
)
def test_nothing_beside_the_log_is_served(filled, path):
    (logs().folder(2026) / ".checkpoint.new").write_bytes(b"being written")

    assert Client().get(f"/log/2026/{path}").status_code == 404


def test_a_year_without_a_log_has_no_files(filled):
    assert Client().get("/log/2025/checkpoint").status_code == 404


def test_nothing_is_posted_to_the_log(filled):
    assert Client().post("/log/2026/checkpoint").status_code == 405


def test_the_key_is_the_one_that_signs(filled):
    assert Client().get("/log/key").content.decode() == f"{logs().public_key(2026)}\n"


def test_a_proof_shows_offline_that_the_entry_is_in_the_log(filled):
    entry, proof = Client().get("/log/2026/entry/1.cbor").content, Client().get("/log/2026/entry/1.tlog-proof")

    told = proof_of(proof.content)
    assert (told.index, told.extra) == (1, entry)
    assert proven(told, entry, policy()).checkpoint.size == 3
    assert proof["Content-Disposition"] == 'attachment; filename="log-2026-1.tlog-proof"'


@pytest.mark.parametrize("path", ["entry/3.cbor", "entry/3.tlog-proof", "entry/3.json", "entry/3", "entry/1.json"])
def test_an_entry_that_is_not_there_has_nothing_to_fetch(filled, path):
    assert Client().get(f"/log/2026/{path}").status_code == 404


def test_what_was_published_is_what_the_entry_carries(node):
    publication = published()
    sequence(logs(), at=AT)

    content = Client().get("/log/2026/entry/0.json").content

    from_log = Client().get("/log/2026/entry/0.cbor").content
    assert sha256(content).digest() in from_log
    assert from_log[1] == Published.kind
    assert json.loads(content)["publication"] == publication.pk


class Passing(BaseHTTPRequestHandler):
    """What is asked of a port is asked of the node."""

    def do_GET(self):
        answer = self.client.get(self.path)
        self.send_response(answer.status_code)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    def __init__(self, client, *given):
        self.client = client
        super().__init__(*given)

    def log_message(self, *words):
        pass


@contextmanager
def reached():
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Passing, Client())) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_a_monitor_audits_what_the_node_serves(filled, tmp_path):
    with reached() as address, monitoring(tmp_path / "monitor") as monitor:
        first = audit(source_of(f"{address}/log/2026"), policy(), monitor, Rules(3))
    asked("later")
    sequence(logs(), at=AT, is_sealing=True)
    with reached() as address, monitoring(tmp_path / "monitor") as monitor:
        second = audit(source_of(f"{address}/log/2026"), policy(), monitor, Rules(3))

    assert (first.size, first.found) == (3, 0)
    assert (second.before, second.size, second.found) == (3, 256, 0)
