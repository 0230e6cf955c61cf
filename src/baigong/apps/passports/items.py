"""What of a certificate can be shown or kept back, as its holder chooses; the same for a page and for a wallet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from baigong.apps.certificates.models import Certificate
from baigong.apps.registry.joined import joined
from baigong.core.text import Text

# What the wallet's form can keep back. Its salt is never shown: with it, the public log would tell more than she chose.
CHOSEN: Mapping[str, Text] = {
    "number": Text(zh="证书编号", en="certificate number"),
    "name": Text(zh="姓名", en="name"),
    "document": Text(zh="证件号码（部分隐去）", en="identity number (masked)"),
    "region": Text(zh="地区", en="region"),
    "session": Text(zh="场次", en="session"),
}
MOST_ITEMS = 50


@dataclass(frozen=True, slots=True)
class Item:
    """A certificate by its own key, and the cells of it that are shown beside occupation, level, issuer and day."""

    certificate: int
    cells: tuple[str, ...]

    def plain(self) -> dict[str, Any]:
        return {"certificate": self.certificate, "cells": list(self.cells)}


def items_of(kept: Iterable[Mapping[str, Any]]) -> list[Item]:
    return [Item(int(one["certificate"]), tuple(one["cells"])) for one in kept]


def are_hers(items: Sequence[Item], person: int) -> bool:
    """Each once, each with cells that there are, all of one person's."""
    asked = {item.certificate for item in items}
    are_sound = all(set(item.cells) <= CHOSEN.keys() for item in items)
    held = Certificate.objects.filter(pk__in=asked, holder__person__in=joined([person])).count()
    return are_sound and 0 < len(items) == len(asked) == held <= MOST_ITEMS
