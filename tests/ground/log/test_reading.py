"""Reading a log from a folder or the web: nothing is believed before it was held against the checkpoint."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.core.tlog.tiles import Tile
from baigong.ground.log.reading import Altered, Tree, checkpoint_at
from baigong.ground.log.source import NotThere, TooLarge, Unreachable, source_of
from ground.log.small import DAY, SECOND, flip, instant, some


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        status = int(self.path.rpartition("/")[2])
        self.send_response(status)
        self.send_header("Location", "/200")
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"12345")

    def log_message(self, *words):
        """Nothing to say."""


@contextmanager
def answering():
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield source_of(f"http://127.0.0.1:{server.server_address[1]}/")
        server.shutdown()


def tree_of(log, note):
    return Tree(source_of(str(log.folder)), checkpoint_of(note.text))


@pytest.mark.parametrize(
    ("status", "refusal"), [(404, NotThere), (410, NotThere), (500, Unreachable), (302, Unreachable)]
)
def test_what_the_web_does_not_give_is_told_apart(status, refusal):
    with answering() as read, pytest.raises(refusal):
        read(str(status), 5)


def test_no_more_is_read_than_a_log_may_have(tmp_path):
    (tmp_path / "large").write_bytes(bytes(6))

    with answering() as read:
        assert read("200", 5) == b"12345"
        with pytest.raises(TooLarge):
            read("200", 4)
    with pytest.raises(TooLarge):
        source_of(str(tmp_path))("large", 5)


def test_an_old_checkpoint_is_read_when_its_partial_tiles_are_gone(log):
    log.append(some(300))
    old = log.publish()
    log.append(some(300, first=300))
    log.publish()

    for path in ("tile/0/001.p/44", "tile/entries/001.p/44"):
        (log.folder / path).unlink()

    assert tree_of(log, old).entry(299) == b"entry 299"


def test_a_full_tile_is_held_against_the_one_above_it(log):
    log.append(some(600))
    tree = tree_of(log, log.publish())

    flip(log.folder / "tile/0/001")

    with pytest.raises(Altered):
        tree.hashes(Tile(0, 1))


def test_an_edge_that_has_not_the_root_of_the_checkpoint_is_refused_at_once(log):
    log.append(some(600))
    note = log.publish()

    flip(log.folder / "tile/0/002.p/88")

    with pytest.raises(Altered):
        tree_of(log, note)


def test_a_checkpoint_published_again_with_more_cosignatures_is_kept_with_them(log):
    log.append(some(3))
    few, more = log.publish(), log.publish(at=instant(DAY), by=[SECOND])
    log.publish()

    read = source_of(str(log.folder))

    assert [len(few.signatures), checkpoint_at(read, "witnessed/3"), checkpoint_at(read)] == [1, more, more]
