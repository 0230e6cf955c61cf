"""Asking witnesses to cosign a checkpoint that the log has just signed: all at once, and none for long."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import replace
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from socket import SHUT_RDWR
from threading import Timer
from urllib.parse import urlsplit

from baigong.core.tlog.checkpoints import opened
from baigong.core.tlog.cosignatures import witnessed_at
from baigong.core.tlog.notes import BadNote, Key, Note, Signature, signature_of
from baigong.core.tlog.policy import Policy
from baigong.ground.log.signing import submission

LARGEST_ANSWER = 64_000
WEB = ("http://", "https://")
SECONDS = 5.0  # whoever has not answered by then is asked again with the next run

# A request's body, and the status and the body that come back; status 0: nobody answered.
Post = Callable[[bytes], tuple[int, bytes]]


def posts_of(policy: Policy) -> dict[str, Post]:
    """Of the witnesses that have an address."""
    urls = {name: policy.urls.get(name, "") for name in policy.witnesses}
    return {name: web_post(url) for name, url in urls.items() if url.startswith(WEB)}


def cosigned(
    note: Note,
    folder: Path,
    log: Key,
    *,
    witnesses: Mapping[str, Key],
    posts: Mapping[str, Post],
    seconds: float = SECONDS,
) -> Iterator[Note]:
    """The note as it is, then with each cosignature as soon as it comes; nobody is waited for longer than that.

    A witness that is away or slow keeps nobody from the lines of those that answered before it.
    """
    yield note
    pool = ThreadPoolExecutor(max(1, len(posts)), thread_name_prefix="witness")
    asked = [pool.submit(ask, post, note, folder, log, witnesses[name]) for name, post in posts.items()]
    try:
        for lines in _answers(asked, seconds):
            note = replace(note, signatures=(*note.signatures, *lines))
            if lines:
                yield note
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _answers(asked: list[Future[list[Signature]]], seconds: float) -> Iterator[list[Signature]]:
    try:
        for answered in as_completed(asked, timeout=seconds):
            yield answered.result()
    except TimeoutError:
        return


def ask(post: Post, note: Note, folder: Path, log: Key, witness: Key) -> list[Signature]:
    """A witness that has seen less, or more, than nothing says so, and is asked once more from there."""
    checkpoint = opened(note, log)
    status, content = post(_body(note, folder, log, 0))
    if status == 409 and content.strip().isdigit() and 0 < (old := int(content)) <= checkpoint.size:
        status, content = post(_body(note, folder, log, old))
    return _lines(note, content, witness) if status == 200 else []


def web_post(address: str, seconds: float = SECONDS) -> Post:
    """Follows nowhere else; cut off when its time is up, however slowly the answer drips."""

    def post(body: bytes) -> tuple[int, bytes]:
        try:
            parts = urlsplit(address.rstrip("/"))
            kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
            return _answer(kind(parts.netloc, timeout=seconds), f"{parts.path}/add-checkpoint", body, seconds)
        except (OSError, HTTPException, ValueError):
            return 0, b""

    return post


def _answer(connection: HTTPConnection, path: str, body: bytes, seconds: float) -> tuple[int, bytes]:
    cut = Timer(seconds, _cut, [connection])
    cut.daemon = True
    cut.start()
    try:
        connection.request("POST", path, body, {"Content-Type": "text/plain; charset=utf-8"})
        answer = connection.getresponse()
        return answer.status, answer.read(LARGEST_ANSWER)
    finally:
        cut.cancel()
        connection.close()


def _cut(connection: HTTPConnection) -> None:
    """Closing would leave a read that waits waiting; whoever reads finds an end instead."""
    with suppress(OSError):
        if connection.sock:
            connection.sock.shutdown(SHUT_RDWR)


def _body(note: Note, folder: Path, log: Key, old: int) -> bytes:
    return str(submission(folder, note, opened(note, log), old)).encode()


def _lines(note: Note, content: bytes, witness: Key) -> list[Signature]:
    """Only what this witness really signed goes under the checkpoint."""
    try:
        told = [signature_of(line) for line in content.decode("utf-8", "replace").splitlines()]
    except BadNote:
        return []
    return [one for one in told if witnessed_at(replace(note, signatures=(one,)), witness)]
