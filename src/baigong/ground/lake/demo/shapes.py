"""The shapes of `shapes.yaml`: choices and figures that no plan publishes."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml  # type: ignore[import-untyped]


@cache
def _shapes() -> dict[str, dict[str, Any]]:
    told: dict[str, dict[str, Any]] = yaml.safe_load(
        files("baigong.ground.lake.demo").joinpath("shapes.yaml").read_text(encoding="utf-8")
    )
    return told


def shape(name: str) -> Any:
    """The value of one shape."""
    return _shapes()[name]["value"]


def sources() -> dict[str, str]:
    """Where each shape comes from: an id of a source, or `ours`."""
    return {name: told["source"] for name, told in _shapes().items()}
