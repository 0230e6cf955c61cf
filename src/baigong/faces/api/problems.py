"""Whatever is refused or fails, told as `application/problem+json` (RFC 9457): a code, a sentence in two languages."""

import json
import logging
from collections.abc import Iterable, Mapping
from datetime import timedelta
from http import HTTPStatus
from math import ceil
from typing import Any, TypeVar
from uuid import uuid4

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DataError, IntegrityError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import get_language
from ninja.errors import AuthenticationError, HttpError, ValidationError

from baigong.core.refusal import Fault, Refusal
from baigong.core.text import Language, msgid
from baigong.faces.api.fields import Field, fields_of
from baigong.faces.words import both, translated

T = TypeVar("T")
LOG = logging.getLogger("baigong.api")
LATER = timedelta(seconds=10)
MEDIA_TYPE = "application/problem+json; charset=utf-8"


class NotFound(Refusal):
    code = "api.not_found"
    sentence = msgid("There is nothing here, or nothing that you may see; check the address, and who you signed in as.")


class NotSignedIn(Refusal):
    code = "api.not_signed_in"
    sentence = msgid("This needs an account: sign in, or send a token as “Authorization: Bearer …”.")


class UnknownToken(Refusal):
    code = "api.unknown_token"
    sentence = msgid("This token is not known, has expired or was withdrawn; make another one in your account.")


class NoCrossing(Refusal):
    code = "api.csrf"
    sentence = msgid(
        "A signed-in browser must send the X-CSRFToken header with what it changes; a program sends a token instead."
    )


class TooOften(Refusal):
    code = "api.too_often"
    sentence = msgid("Too many requests; wait %(seconds)s seconds, then go on.")


class Malformed(Refusal):
    code = "api.malformed"
    sentence = msgid("The request cannot be read: it must be UTF-8 JSON (or a form, where files are sent).")


class BadFields(Refusal):
    code = "api.bad_fields"
    sentence = msgid("Some fields cannot be taken as they are; “fields” says which, and what would help.")


class BadValue(Refusal):
    code = "api.bad_value"
    sentence = msgid(
        "A value is too long, too large or holds characters that cannot be kept; correct it and send again."
    )


class NumberInAddress(Refusal):
    code = "api.number_in_address"
    sentence = msgid(
        "An address must hold no identity number: addresses are written down in many places. Send it in the body of an "
        "operation that asks for one."
    )


class NumberInText(Refusal):
    code = "api.number_in_text"
    sentence = msgid(
        "A text or a file's name holds an identity number, which would stay readable there: leave it out, or put it in "
        "the field that asks for it."
    )


class AlreadyThere(Refusal):
    code = "api.already_there"
    sentence = msgid("There is one of these already, or what this belongs to has gone; look again, then decide.")


class TooLarge(Refusal):
    code = "api.too_large"
    sentence = msgid("The request is larger than what is taken here; send less at once, or upload it as a file.")


class NoSuchMethod(Refusal):
    code = "api.method_not_allowed"
    sentence = msgid("This address is there, but does not take this method; the documentation lists those it takes.")


class Busy(Refusal):
    code = "api.busy"
    sentence = msgid("The node is busy, or this takes longer than it may; nothing was changed. Ask for less, or later.")


class Failed(Refusal):
    code = "api.failed"
    sentence = msgid("Something failed on our side; nothing was changed. The log knows it by the number in “instance”.")


# The one table of what a refusal means in HTTP: by its code, or by the last part of it. All others: 422.
STATUSES: Mapping[str, HTTPStatus] = {
    "authority.not_allowed": HTTPStatus.FORBIDDEN,
    "authority.changed_meanwhile": HTTPStatus.CONFLICT,
    "authority.needs_approval": HTTPStatus.CONFLICT,
    "authority.locked": HTTPStatus.CONFLICT,
    "progress.out_of_scope": HTTPStatus.FORBIDDEN,
    "lifecycle.final": HTTPStatus.CONFLICT,
    "lifecycle.not_from_here": HTTPStatus.CONFLICT,
    "not_found": HTTPStatus.NOT_FOUND,
    "api.not_signed_in": HTTPStatus.UNAUTHORIZED,
    "api.unknown_token": HTTPStatus.UNAUTHORIZED,
    "api.csrf": HTTPStatus.FORBIDDEN,
    "too_often": HTTPStatus.TOO_MANY_REQUESTS,
    "api.malformed": HTTPStatus.BAD_REQUEST,
    "api.too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "api.method_not_allowed": HTTPStatus.METHOD_NOT_ALLOWED,
    "api.in_progress": HTTPStatus.CONFLICT,
    "already_there": HTTPStatus.CONFLICT,
    "api.busy": HTTPStatus.SERVICE_UNAVAILABLE,
    "progress.still_counting": HTTPStatus.SERVICE_UNAVAILABLE,
    "progress.many_counting": HTTPStatus.SERVICE_UNAVAILABLE,
    "api.failed": HTTPStatus.INTERNAL_SERVER_ERROR,
    "too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
}
BY_STATUS: Mapping[int, type[Refusal]] = {
    400: Malformed,
    401: NotSignedIn,
    403: NoCrossing,
    404: NotFound,
    405: NoSuchMethod,
    413: TooLarge,
    429: TooOften,
}


def status_of(code: str) -> HTTPStatus:
    return STATUSES.get(code) or STATUSES.get(code.rsplit(".", 1)[-1]) or HTTPStatus.UNPROCESSABLE_ENTITY


def problem(fault: Fault, *, fields: Iterable[Field] = (), retry_after: timedelta | None = None) -> HttpResponse:
    status = status_of(fault.code)
    told = {
        "type": f"urn:baigong:problem:{fault.code}",
        "title": translated(fault.sentence, reader(), fault.facts),
        "status": int(status),
        "code": fault.code,
        **both(fault),
        "instance": f"urn:uuid:{uuid4()}",
    }
    if fields:
        told["fields"] = [field.told() for field in fields]
    answer = HttpResponse(json.dumps(told, ensure_ascii=False), status=int(status), content_type=MEDIA_TYPE)
    if status == HTTPStatus.UNAUTHORIZED:
        answer["WWW-Authenticate"] = 'Bearer realm="baigong"'
    if retry_after:
        answer["Retry-After"] = str(ceil(retry_after.total_seconds()))
    LOG.info("refused", extra={"code": fault.code, "instance": told["instance"]})
    return answer


def reader() -> Language:
    return "en" if (get_language() or "").startswith("en") else "zh"


def found(row: T | None) -> T:
    """A row that a query found; `None` is told as 404, whether it is not there or not for the caller to see."""
    if row is None:
        raise NotFound
    return row


def of_refusal(request: HttpRequest, refusal: Any) -> HttpResponse:
    is_passing = status_of(refusal.fault.code) == HTTPStatus.SERVICE_UNAVAILABLE
    return problem(refusal.fault, retry_after=LATER if is_passing else None)


def of_fields(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(BadFields().fault, fields=fields_of(error.errors))


def of_http_error(request: HttpRequest, error: Any) -> HttpResponse:
    if isinstance(error.__cause__, Refusal):
        return problem(error.__cause__.fault)
    return of_status(error.status_code)


def of_missing(request: HttpRequest, error: Any) -> HttpResponse:
    return of_status(404)


def of_bad_value(request: HttpRequest, error: Any) -> HttpResponse:
    """What PostgreSQL cannot keep: its own message quotes the value, so it is not told."""
    return problem(BadValue().fault)


def of_time(request: HttpRequest, error: Any) -> HttpResponse:
    """A statement or a lock that took too long, or a database that has gone: its message is not told."""
    LOG.warning("busy", exc_info=error)
    return problem(Busy().fault, retry_after=LATER)


def of_size(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(TooLarge().fault)


def of_nonsense(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(Malformed().fault)


def of_conflict(request: HttpRequest, error: Any) -> HttpResponse:
    """What a constraint of the database refuses: two did the same at once."""
    return problem(AlreadyThere().fault)


def of_failure(request: HttpRequest, error: Any) -> HttpResponse:
    """A bug: its kind and its places go to the log, nothing of it to the caller."""
    answer = problem(Failed().fault)
    LOG.error("failed", exc_info=error, extra={"instance": json.loads(answer.content)["instance"]})
    return answer


def of_status(status: int) -> HttpResponse:
    """For answers that were made elsewhere and have only a status."""
    refusal = BY_STATUS.get(status, Failed if status >= 500 else Malformed)
    return problem(refusal(**({"seconds": 60} if refusal is TooOften else {})).fault)


HANDLERS = {
    Exception: of_failure,
    Refusal: of_refusal,
    ValidationError: of_fields,
    AuthenticationError: of_http_error,
    HttpError: of_http_error,
    Http404: of_missing,
    DataError: of_bad_value,
    OperationalError: of_time,
    IntegrityError: of_conflict,
    RequestDataTooBig: of_size,
    SuspiciousOperation: of_nonsense,
    MultiPartParserError: of_nonsense,
    UnreadablePostError: of_nonsense,
}
