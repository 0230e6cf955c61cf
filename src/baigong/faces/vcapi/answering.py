"""Which question stands at which address, and its answer as bytes; every "no" is a problem (RFC 9457)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from types import MappingProxyType
from urllib.parse import parse_qs

from baigong.core.credentials.strict import Json
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.vcdm.problems import MODEL, NoStatusList, Problem
from baigong.core.vcdm.reading import read
from baigong.faces.vcapi.desk import ROUTES, Desk
from baigong.faces.words import both

JSON, PROBLEM = "application/json", "application/problem+json"
ACTS: Mapping[str, Callable[[Desk, str, Json, datetime], Json]] = MappingProxyType(
    {
        "credentials/issue": Desk.issue,
        "credentials/verify": Desk.verify,
        "credentials/status": Desk.change_status,
        "presentations/verify": Desk.verify_presentation,
    }
)
MADE = MappingProxyType({"credentials/issue": HTTPStatus.CREATED})
ALWAYS = MappingProxyType({"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"})


class Unasked(Refusal):
    """What is wrong with a request before its document is read."""

    status = HTTPStatus.BAD_REQUEST


class NoSuchPlace(Unasked):
    code, status = "vcapi.no_such_place", HTTPStatus.NOT_FOUND
    sentence = msgid("There is nothing at this address; GET / lists what there is.")


class WrongMethod(Unasked):
    code, status = "vcapi.wrong_method", HTTPStatus.METHOD_NOT_ALLOWED
    sentence = msgid("This address takes %(method)s only.")


class NotJsonSent(Unasked):
    code, status = "vcapi.not_json_sent", HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    sentence = msgid("Send JSON, with “Content-Type: application/json”.")


class TooLarge(Unasked):
    code, status = "vcapi.too_large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    sentence = msgid("At most %(most)s bytes are read.")


class NoLength(Unasked):
    code, status = "vcapi.no_length", HTTPStatus.LENGTH_REQUIRED
    sentence = msgid("Say in Content-Length how many bytes you send.")


class TooShort(Unasked):
    code, status = "vcapi.too_short", HTTPStatus.REQUEST_TIMEOUT
    sentence = msgid("Fewer bytes came than Content-Length says; send the request again, whole.")


class NotHttp(Unasked):
    code = "vcapi.not_http"
    sentence = msgid("This is no request that can be understood.")


@dataclass(frozen=True)
class Answer:
    status: HTTPStatus
    content: bytes
    kind: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    method: str
    path: str
    kind: str
    accepts: str
    content: bytes


def answered(desk: Desk, question: Question, at: datetime) -> Answer:
    """The answer to anything at all: what cannot be answered is refused with a problem."""
    try:
        path, _, query = question.path.partition("?")
        path = path.rstrip("/")
        if question.method in ("GET", "HEAD"):
            if "timestamp" in parse_qs(query) and _place(desk, path):
                # Bitstring Status List 1.0, §3.2: the list as it was then, "or a STATUS_RETRIEVAL_ERROR".
                raise NoStatusList(list=_place(desk, path))
            return _read(desk, path, question.accepts, at)
        return _done(desk, path, question, at)
    except Refusal as refusal:
        return refused(refusal)


def refused(refusal: Refusal) -> Answer:
    status = refusal.status if isinstance(refusal, Unasked) else HTTPStatus.BAD_REQUEST
    kind = _type(refusal)
    problem = {
        "type": kind,
        "title": kind.partition("#")[2] or status.phrase,
        "status": int(status),
        "detail": both(refusal.fault)["en"],
        "code": refusal.code,
        **both(refusal.fault),
    }
    allow = {"Allow": str(refusal.facts["method"])} if isinstance(refusal, WrongMethod) else {}
    said = {**problem, "verified": False, "errors": [problem], "problemDetails": [problem], "warnings": []}
    return Answer(status, written(said), PROBLEM, allow)


def written(document: Json) -> bytes:
    # Half a pair of UTF-16 is no character, but JSON has a way to write it.
    return json.dumps(document, ensure_ascii=False, allow_nan=False).encode("utf-8", "backslashreplace")


def _done(desk: Desk, path: str, question: Question, at: datetime) -> Answer:
    _, route, what = (*path.split("/", 2), "", "")[:3]
    if route not in ROUTES or what not in ACTS:
        raise WrongMethod(method="GET") if _place(desk, path) or not path else NoSuchPlace()
    if question.method != "POST":
        raise WrongMethod(method="POST")
    if "json" not in question.kind.partition(";")[0].lower():
        raise NotJsonSent
    said = ACTS[what](desk, route, read(question.content), at)
    return Answer(MADE.get(what, HTTPStatus.OK), written(said))


def _read(desk: Desk, path: str, accepts: str, at: datetime) -> Answer:
    if not path:
        return Answer(HTTPStatus.OK, written(_index(desk)))
    place = _place(desk, path)
    listed = desk.lists.signed(place, at) if place else None
    if listed:
        return Answer(HTTPStatus.OK, written(listed), _list_kind(accepts), {"Vary": "Accept"})
    route, _, what = path.removeprefix("/").partition("/")
    if route in ROUTES and what in ACTS:
        raise WrongMethod(method="POST")
    raise NoSuchPlace


def _place(desk: Desk, path: str) -> str | None:
    place = desk.lists.base + path
    return place if place in desk.lists.taken else None


def _list_kind(accepts: str) -> str:
    """VC Data Model 2.0, §6.1: application/vc; those who ask for JSON by name get what they can read."""
    if "application/vc" in accepts or "json" not in accepts:
        return "application/vc"
    return "application/ld+json" if "ld+json" in accepts else JSON


def _index(desk: Desk) -> Json:
    places = [f"{desk.lists.base}/{route}/{what}" for route in ROUTES for what in ACTS]
    return {"issuer": desk.did, "verificationMethod": desk.signer.kid, "post": places, "get": sorted(desk.lists.taken)}


def _type(refusal: Refusal) -> str:
    if isinstance(refusal, Problem):
        return refusal.type
    return "about:blank" if isinstance(refusal, Unasked) else MODEL + "MALFORMED_VALUE_ERROR"
