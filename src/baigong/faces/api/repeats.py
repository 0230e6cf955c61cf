"""A request sent again with the same `Idempotency-Key` gets the same answer again, and does nothing twice.

The key is kept in the transaction of what it did: after a crash either both are there or neither.
A refusal did nothing and is not kept: the same key may be tried again.
"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.answered import Asked, answered, is_alone, keep_answer
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.api.seals import seal, unseal

HEADER = "Idempotency-Key"
LONGEST = 200


class BadKey(Refusal):
    code = "api.bad_key"
    sentence = msgid("An Idempotency-Key has 1 to %(longest)s printable characters, such as a UUID.")


class OtherRequest(Refusal):
    code = "api.key_used"
    sentence = msgid("This Idempotency-Key came with another request before; take a new one for a new request.")


class InProgress(Refusal):
    code = "api.in_progress"
    sentence = msgid("A request with this Idempotency-Key is still under way; ask again in a moment.")


Answering = Callable[[], HttpResponseBase]


def once(request: HttpRequest, actor: Actor | None, *, at: datetime, answering: Answering) -> HttpResponseBase:
    key = request.headers.get(HEADER)
    if request.method != "POST" or key is None:
        return answering()
    if not (1 <= len(key) <= LONGEST and key.isascii() and key.isprintable()):
        raise BadKey(longest=LONGEST)
    purpose = f"answer:{key}"
    asked = Asked(_digest(actor.name if actor else "", key), _digest(*_said(request)))
    with transaction.atomic():
        if not is_alone(asked):
            raise InProgress
        kept = answered(asked, at=at)
        if kept is None:
            return _done(asked, answering(), at=at, purpose=purpose)
    if kept.request != asked.request:
        raise OtherRequest
    return _again(unseal(kept.answer, purpose=purpose))


def _done(asked: Asked, answer: HttpResponseBase, *, at: datetime, purpose: str) -> HttpResponseBase:
    if answer.status_code >= 300 or not isinstance(answer, HttpResponse):
        transaction.set_rollback(True)
        return answer
    head = {"status": answer.status_code, "type": answer["Content-Type"]}
    keep_answer(asked, seal(json.dumps(head).encode() + b"\n" + answer.content, purpose=purpose), at=at)
    return answer


def _again(kept: bytes) -> HttpResponse:
    head, content = kept.split(b"\n", 1)
    told = json.loads(head)
    answer = HttpResponse(content, status=told["status"], content_type=told["type"])
    answer["Idempotent-Replayed"] = "true"
    return answer


def _said(request: HttpRequest) -> Iterator[str | bytes]:
    """All that was sent; of a form with files their bytes, since its boundaries differ each time."""
    kind = request.content_type or ""
    yield from (request.method or "", request.get_full_path(), kind)
    if kind != "multipart/form-data":
        yield request.body
        return
    for name, value in sorted(request.POST.lists()):
        yield from (name, *value)
    for name, file in sorted(request.FILES.items()):
        yield from (name, file.name or "", _digest_of(file))
        file.seek(0)


def _digest_of(file: UploadedFile) -> bytes:
    digest = sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.digest()


def _digest(*parts: str | bytes) -> bytes:
    told = [part.encode() if isinstance(part, str) else part for part in parts]
    return sha256(b"".join(len(part).to_bytes(8, "big") + part for part in told)).digest()
