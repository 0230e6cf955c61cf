"""What every operation shares, written into the OpenAPI document once: errors, and the key of a repeated request."""

from typing import Any

from ninja.openapi.schema import OpenAPISchema

from baigong.apps.authority.actions.proposals import NEVER_CHAINED
from baigong.apps.authority.acts import ACTS

SENTENCE = {"type": "string"}
FIELD = {
    "type": "object",
    "required": ["field", "code", "zh", "en"],
    "properties": {
        "field": {**SENTENCE, "description": "Where the field stands, such as `body.title_zh` or `query.limit`"},
        "code": {**SENTENCE, "description": "What is wrong with it"},
        "zh": {**SENTENCE, "description": "The sentence in Chinese"},
        "en": {**SENTENCE, "description": "The sentence in English"},
    },
}
PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "Why a request was refused (RFC 9457)",
    "required": ["type", "title", "status", "code", "zh", "en", "instance"],
    "properties": {
        "type": {**SENTENCE, "description": "A name for this kind of problem"},
        "title": {**SENTENCE, "description": "The sentence in the language asked for by Accept-Language"},
        "status": {"type": "integer", "description": "The HTTP status"},
        "code": {**SENTENCE, "description": "For programs: stable, such as `authority.not_allowed`"},
        "zh": {**SENTENCE, "description": "The sentence in Chinese"},
        "en": {**SENTENCE, "description": "The sentence in English"},
        "instance": {**SENTENCE, "description": "The number under which the node's log knows it"},
        "fields": {"type": "array", "items": FIELD, "description": "With status 422: what is wrong with which field"},
    },
}
REFUSED = {
    "description": "Refused: the sentence says what would help",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
PROPOSED = {
    "description": "Proposed: here this takes more than one person, and waits under the proposal's number",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Outcome"}}},
}
REPEATED = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    "description": "Sent again with the same key within 24 hours, a request is answered as before and done once",
}


def complete(document: OpenAPISchema) -> OpenAPISchema:
    document["components"]["schemas"]["Problem"] = PROBLEM
    for operations in document["paths"].values():
        for method, operation in operations.items():
            _complete(method, operation)
    return document


def _complete(method: str, operation: dict[str, Any]) -> None:
    operation["responses"] = {str(status): told for status, told in operation["responses"].items()}
    operation["responses"]["4XX"] = REFUSED
    if may_be_proposed(operation["operationId"]):
        operation["responses"].setdefault("202", PROPOSED)
    if method == "post":
        operation["parameters"] = [*operation["parameters"], REPEATED]


def may_be_proposed(name: str) -> bool:
    """Whether a chain may be set for the act that an operation is."""
    return name in ACTS and name not in NEVER_CHAINED and not ACTS[name].is_of_one
