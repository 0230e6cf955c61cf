"""Schemathesis over the whole API, in every role: whatever is sent, it is answered as described and never with 5xx.

BAIGONG_ATTACK_EXAMPLES says how many requests for each operation; `make test` sends few.
"""

import json
import os

import schemathesis
from django.conf import settings as django_settings
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from requests import PreparedRequest
from schemathesis import GenerationMode

from baigong.faces.api.root import api

EXAMPLES = int(os.environ.get("BAIGONG_ATTACK_EXAMPLES", "2"))
DOCUMENT = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
OPERATIONS = [result.ok() for result in SCHEMA.get_all_operations()]
# What the framework itself says before any of ours has a word: a method or a form that is none.
PROBLEM = "application/problem+json; charset=utf-8"
TOLD = {"type", "title", "status", "code", "zh", "en", "instance"}
STATUSES = {400, 401, 403, 404, 405, 409, 413, 415, 422, 429}


def sent(case, headers: dict[str, str]):
    """By Django's own client, in this process."""
    transport = case.as_transport_kwargs(base_url="http://localhost")
    request = PreparedRequest()
    request.prepare(**{name: transport.get(name) for name in ("method", "url", "params", "data", "json", "files")})
    given_headers = {**(case.headers or {}), **headers}
    return Client(raise_request_exception=False).generic(
        request.method,
        request.path_url,
        data=request.body or b"",
        content_type=request.headers.get("Content-Type", "application/json"),
        headers={name: value for name, value in given_headers.items() if name.lower() != "content-type"},
    )


def complaint(operation, case, answer) -> str:
    """What is wrong with the answer; nothing, mostly."""
    documented = {int(status) for status in operation.definition.raw["responses"] if status.isdecimal()}
    if answer.status_code not in documented | STATUSES:
        return f"{answer.status_code}: {case.as_curl_command()}"
    if answer.status_code < 400:
        return ""
    told = answer.json() if answer["Content-Type"] == PROBLEM else {}
    return "" if set(told) >= TOLD else f"no problem: {case.as_curl_command()}"


def complaints_of(operation, tokens) -> dict[str, str]:
    found: dict[str, str] = {}

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data(), st.sampled_from(sorted(tokens)), st.sampled_from(list(GenerationMode)))
    def attack(data, caller, mode):
        case = data.draw(operation.as_strategy(generation_mode=mode))
        told = complaint(operation, case, sent(case, tokens[caller]))
        if told:
            found.setdefault(f"{operation.label} by {caller or 'nobody'}", told[:1000])

    attack()
    return found


def test_nonsense_is_answered_as_described(tokens):
    complaints = {}
    for operation in OPERATIONS:
        complaints |= complaints_of(operation, tokens)

    assert complaints == {}


def test_every_operation_is_attacked():
    named = {operation["operationId"] for path in DOCUMENT["paths"].values() for operation in path.values()}

    assert {operation.definition.raw["operationId"] for operation in OPERATIONS} == named
    assert django_settings.DEBUG is False
