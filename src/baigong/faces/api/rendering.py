"""JSON as it is written: readable Chinese, exact numbers as text."""

from collections.abc import Mapping
from typing import Any, ClassVar

from ninja.renderers import JSONRenderer


class Renderer(JSONRenderer):
    json_dumps_params: ClassVar[Mapping[str, Any]] = {"ensure_ascii": False}
