"""Lists by pages: `{items, next}`; `next` is a sealed cursor that says nothing and cannot be made up."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import is_dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from pydantic.errors import PydanticInvalidForJsonSchema, PydanticSchemaGenerationError

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.api.seals import Broken, seal, unseal

R = TypeVar("R")
LARGEST = 200


class BadCursor(Refusal):
    code = "api.bad_cursor"
    sentence = msgid("This cursor is not one of this list; begin without “after”, then send what “next” says.")


class Answer(BaseModel):
    """What an operation answers; its fields are taken from a dataclass of the same names."""

    model_config = ConfigDict(from_attributes=True)


class Words(Answer):
    """A text in both languages."""

    zh: str = Field(description="Simplified Chinese")
    en: str = Field(description="English")


A = TypeVar("A", bound=BaseModel)


class Page(Answer, Generic[A]):
    """One page of a list."""

    items: list[A] = Field(description="The rows of this page, in the order of the list")
    next: str | None = Field(description="Send it as `after` for the page that follows; null: this was the last")


class Paging(BaseModel):
    """How much of a list, and after what."""

    after: str = Field("", max_length=2000, description="What `next` said on the page before")
    limit: int = Field(50, ge=1, le=LARGEST, description="How many rows at most")


def page(
    request: HttpRequest,
    paging: Paging,
    query: Callable[[Any, int], Sequence[R]],
    *,
    of: type[A],
    key: Callable[[R], Any],
) -> HttpResponse:
    """The page that `query(after, limit)` finds; `key` is what a row tells the query to go on after (plain JSON).

    It is written out here, once: the detour by way of ninja's models costs more than the query.
    """
    rows = query(_opened(request, paging.after), paging.limit + 1)
    shown = rows[: paging.limit]
    following = _sealed(request, key(shown[-1])) if len(rows) > paging.limit else None
    items = _written(shown, of)
    return HttpResponse(
        b'{"items":%b,"next":%b}' % (items, json.dumps(following).encode()),
        content_type="application/json; charset=utf-8",
    )


def _written(rows: Sequence[Any], of: type[A]) -> bytes:
    """Rows that have exactly the fields of the answer are written as they are; others are read into it first."""
    kind = type(rows[0]) if rows else of
    if is_dataclass(kind) and _is_alike(kind, of):
        return _lists(kind).dump_json(list(rows))
    return _lists(of).dump_json([of.model_validate(row) for row in rows])


@cache
def _lists(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(list[kind])  # type: ignore[valid-type]


@cache
def _is_alike(kind: type[Any], of: type[BaseModel]) -> bool:
    """Whether nothing would be told that the answer does not describe, and nothing left out."""
    try:
        mine = TypeAdapter(kind).json_schema(mode="serialization")
    except (PydanticSchemaGenerationError, PydanticInvalidForJsonSchema):
        return False
    return _shape(mine) == _shape(of.model_json_schema(mode="serialization"))


def _shape(schema: dict[str, Any]) -> Any:
    """The names of the fields, at every depth, and their types."""
    defined = schema.get("$defs", {})

    def shape(part: dict[str, Any]) -> Any:
        if "$ref" in part:
            return shape(defined[part["$ref"].rsplit("/", 1)[-1]])
        if "anyOf" in part:
            return [shape(one) for one in part["anyOf"]]
        if "properties" in part:
            return {name: shape(one) for name, one in part["properties"].items()}
        return part.get("type"), part.get("format"), shape(part["items"]) if "items" in part else None

    return shape(schema)


def _sealed(request: HttpRequest, after: Any) -> str:
    return urlsafe_b64encode(seal(json.dumps(after).encode(), purpose=_purpose(request))).decode()


def _opened(request: HttpRequest, cursor: str) -> Any:
    """What was sealed for this very list; None at its beginning."""
    if not cursor:
        return None
    try:
        after = json.loads(unseal(urlsafe_b64decode(cursor.encode()), purpose=_purpose(request)))
    except (Broken, ValueError):
        raise BadCursor from None
    return tuple(after) if isinstance(after, list) else after


def _purpose(request: HttpRequest) -> str:
    return f"cursor:{request.path}"
