"""JSON as it may come: what Python would take but no database can keep is refused here."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from baigong.faces.api.problems import BadValue, Malformed, NumberInText
from baigong.faces.unasked import bears_number_unasked


class StrictParser(Parser):
    """No NUL, no lone surrogate, no NaN, nothing nested beyond reason."""

    def parse_body(self, request: HttpRequest) -> Any:
        body = request.body
        try:
            told = json.loads(body, parse_constant=_refuse)
        except (ValueError, RecursionError):
            raise Malformed from None
        if b"\\u" in body:
            _refuse_unkeepable(told)
        if bears_number_unasked(told):
            raise NumberInText
        return told


def _refuse(constant: str) -> NoReturn:
    raise BadValue


def _refuse_unkeepable(told: object) -> None:
    try:
        written = json.dumps(told, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise BadValue from None
    if b"\\u0000" in written:
        raise BadValue
