"""Who may enter, correct and end certificates, and have a person forgotten."""

from collections.abc import Mapping
from typing import Any

from baigong.apps.authority.actor import Actor
from baigong.apps.registry.permissions import may_enter, may_keep

__all__ = ["may_enter", "may_keep", "may_move"]


def may_move(certificate: Any, *, cells: Mapping[str, Any], by: Actor, **_: object) -> bool:
    """A correction of the region moves the record: both places must be hers."""
    return may_keep(certificate, by=by) and may_enter(region=certificate.place, cells=cells, by=by)
