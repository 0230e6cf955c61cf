"""Texts that would be code somewhere: in SQL, a template, a path, a header, a spreadsheet, a page. They stay texts.

Every place takes some of them in `make test`, each of them others; BAIGONG_ATTACK_WHOLE=1 sends every text everywhere.
"""

import json
import os
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from baigong.faces.api.root import api

pytestmark = pytest.mark.django_db(transaction=True)
EACH = 1 if os.environ.get("BAIGONG_ATTACK_WHOLE") else 8
TEXTS = {
    "sql": "x' OR '1'='1'; SELECT pg_sleep(5); --",
    "sql in a number": "1; SELECT pg_sleep(5)",
    "like": "%_\\",
    "template": "{{ 78125839 * 3 }}{% debug %}${78125839*3}",
    "format": "%(x)s {0.__class__} %n",
    "path": "../../../../etc/passwd",
    "header": "a\r\nX-Injected: yes",
    "formula": "=cmd|' /C calc'!A0",
    "page": "<script>alert(1)</script>",
    "json": '","role":"approver","x":"',
    "long": "工" * 5000,
    "bidi": "\u202e\ufeff\u2028",
}
DOCUMENT = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
OPERATIONS = [
    (operation["operationId"], method, path, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]


def followed(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return followed(DOCUMENT["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]])
    for several in ("anyOf", "allOf", "oneOf"):
        if several in schema:
            return followed(schema[several][0])
    return schema


def example(schema: dict[str, Any]) -> Any:
    """Something that the schema takes, mostly."""
    schema = followed(schema)
    if "enum" in schema or "const" in schema:
        return schema.get("const", (schema.get("enum") or [None])[-1])
    kinds = {
        "object": lambda: {name: example(one) for name, one in schema.get("properties", {}).items()},
        "array": lambda: [example(schema["items"])] if "items" in schema else [],
        "integer": lambda: max(schema.get("minimum", 1), 1),
        "number": lambda: 1,
        "boolean": lambda: True,
        "null": lambda: None,
    }
    formats = {"date": "2025-07-01", "date-time": "2025-07-01T00:00:00Z", "uuid": "0" * 32}
    kind = kinds.get(schema.get("type", "string"))
    return kind() if kind else formats.get(schema.get("format", ""), "330100" if "pattern" in schema else "甲乙丙丁")


def with_text(told: Any, text: str) -> Iterator[Any]:
    """The example with the text in the place of each of its texts, one after another."""
    if isinstance(told, str):
        yield text
    elif isinstance(told, dict):
        for name, value in told.items():
            yield from ({**told, name: changed} for changed in with_text(value, text))
    elif isinstance(told, list):
        for place, value in enumerate(told):
            yield from ([*told[:place], changed, *told[place + 1 :]] for changed in with_text(value, text))


def requests_of(method: str, path: str, operation: dict[str, Any], text: str) -> Iterator[dict[str, Any]]:
    asked = [one for one in operation.get("parameters", []) if one["in"] in ("path", "query")]
    plain = {one["name"]: example(one["schema"]) for one in asked}
    content = operation.get("requestBody", {}).get("content", {})
    body = example(content["application/json"]["schema"]) if "application/json" in content else None
    for one in asked:
        yield {"method": method, "path": path, "asked": asked, "values": {**plain, one["name"]: text}, "body": body}
    for changed in with_text(body, text):
        yield {"method": method, "path": path, "asked": asked, "values": plain, "body": changed}


def sent(request: dict[str, Any], headers: dict[str, str]):
    address, query = request["path"], {}
    for one in request["asked"]:
        value = request["values"][one["name"]]
        if one["in"] == "path":
            address = address.replace(f"{{{one['name']}}}", quote(str(value), safe=""))
        elif value is not None:
            query[one["name"]] = value
    client = Client(raise_request_exception=False)
    if request["method"] == "get":
        return client.get(address, query, headers=headers)
    data = json.dumps(request["body"]) if request["body"] is not None else ""
    return client.generic(request["method"].upper(), address, data, content_type="application/json", headers=headers)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_would_be_code_stays_a_text(tokens, name):
    text, strange, first = TEXTS[name], [], list(TEXTS).index(name)
    for number, (operation_id, method, path, operation) in enumerate(OPERATIONS):
        for request in list(requests_of(method, path, operation, text))[(first + number) % EACH :: EACH]:
            begun = time.perf_counter()
            answer = sent(request, tokens["sun"])
            content = answer.content.decode(errors="replace")
            if (
                answer.status_code >= 500
                or time.perf_counter() - begun > 4
                or "X-Injected" in answer.headers
                or any(sign in content for sign in ("234377517", "root:x:0", "DatabaseError", "psycopg", "Traceback"))
                or (name == "page" and "<script>" in content and "json" not in answer["Content-Type"])
            ):
                strange.append((operation_id, answer.status_code, request["values"], request["body"]))

    assert strange == []
