"""Asking witnesses for their cosignatures of a checkpoint that the log has just signed."""

from collections.abc import Callable
from dataclasses import replace
from http.client import HTTPException
from pathlib import Path
from urllib.request import Request

from baigong.core.tlog.checkpoints import opened
from baigong.core.tlog.cosignatures import witnessed_at
from baigong.core.tlog.notes import BadNote, Key, Note, Signature, signature_of
from baigong.core.tlog.policy import Policy
from baigong.ground.log.signing import submission
from baigong.ground.log.source import SECONDS, is_web, web_opener

LARGEST_ANSWER = 64_000

# A request's body, and the status and the body that come back; status 0: nobody answered.
Post = Callable[[bytes], tuple[int, bytes]]


def cosigned_by(note: Note, folder: Path, log: Key, policy: Policy) -> Note:
    """With the lines of all witnesses of the policy that have an address and did cosign; the others are passed over."""
    asked = {name: web_post(policy.urls[name]) for name in policy.witnesses if is_web(policy.urls.get(name, ""))}
    lines = tuple(line for name, post in asked.items() for line in ask(post, note, folder, log, policy.witnesses[name]))
    return replace(note, signatures=note.signatures + lines)


def ask(post: Post, note: Note, folder: Path, log: Key, witness: Key) -> list[Signature]:
    """A witness that has seen less, or more, than nothing says so, and is asked once more from there."""
    checkpoint = opened(note, log)
    status, content = post(_body(note, folder, log, 0))
    if status == 409 and content.strip().isdigit() and 0 < (old := int(content)) <= checkpoint.size:
        status, content = post(_body(note, folder, log, old))
    return _lines(note, content, witness) if status == 200 else []


def web_post(address: str) -> Post:
    opener = web_opener()

    def post(body: bytes) -> tuple[int, bytes]:
        request = Request(f"{address.rstrip('/')}/add-checkpoint", data=body, method="POST")
        request.add_header("Content-Type", "text/plain; charset=utf-8")
        try:
            with opener.open(request, timeout=SECONDS) as answer:
                return answer.status, answer.read(LARGEST_ANSWER)
        except (OSError, HTTPException, ValueError):
            return 0, b""

    return post


def _body(note: Note, folder: Path, log: Key, old: int) -> bytes:
    return str(submission(folder, note, opened(note, log), old)).encode()


def _lines(note: Note, content: bytes, witness: Key) -> list[Signature]:
    """Only what this witness really signed goes under the checkpoint."""
    try:
        told = [signature_of(line) for line in content.decode("utf-8", "replace").splitlines()]
    except BadNote:
        return []
    return [one for one in told if witnessed_at(replace(note, signatures=(one,)), witness)]
