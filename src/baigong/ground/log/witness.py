"""A witness (C2SP tlog-witness): it cosigns what has grown from what it cosigned last, and remembers it first."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from baigong.core.refusal import Refusal
from baigong.core.tlog.cosignatures import cosigned
from baigong.core.tlog.notes import Key
from baigong.core.tlog.witnessing import Answer, Seen, Submission, answer_to, origin_of, submission_of
from baigong.ground.log.files import only_one, replace_file
from baigong.ground.log.keys import PrivateKey

SIZE_TYPE, TEXT = "text/x.tlog.size", "text/plain; charset=utf-8"
LARGEST_SUBMISSION = 64_000


@dataclass(frozen=True)
class Reply:
    status: Answer
    content: bytes = b""
    kind: str = TEXT


@dataclass(frozen=True)
class Witness:
    key: PrivateKey
    logs: Mapping[str, Key]  # by their origins
    folder: Path

    def reply_to(self, content: bytes, at: datetime) -> Reply:
        try:
            submission = submission_of(content)
            origin = origin_of(submission)
        except Refusal as refusal:
            return Reply(400, f"{refusal}\n".encode())
        log = self.logs.get(origin)
        if log is None:
            return Reply(404)
        # Looking and remembering are one: between them nobody else may cosign a checkpoint of this log.
        with only_one(self._place(origin).with_suffix(".lock")):
            return self._reply(submission, log, at)

    def _reply(self, submission: Submission, log: Key, at: datetime) -> Reply:
        place = self._place(log.name)
        seen = _seen(place)
        status, checkpoint = answer_to(submission, log, seen)
        if status == 409:
            return Reply(409, f"{seen.size}\n".encode(), SIZE_TYPE)
        if checkpoint is None:
            return Reply(status)
        remembered = {"origin": log.name, "size": checkpoint.size, "root": b64encode(checkpoint.root).decode()}
        replace_file(place, json.dumps(remembered).encode())
        return Reply(200, str(cosigned(submission.note, self.key.key, at, self.key)).encode())

    def _place(self, origin: str) -> Path:
        return self.folder / f"{sha256(origin.encode()).hexdigest()[:32]}.json"


def _seen(place: Path) -> Seen:
    if not place.is_file():
        return Seen()
    told = json.loads(place.read_bytes())
    return Seen(told["size"], b64decode(told["root"]))
