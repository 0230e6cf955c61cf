"""A notice that an act or a day asks for, before it is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Wanted:
    """One notice for several accounts; `occasion` tells it from another of the same kind about the same thing.

    `certificate`: whose holder is told in writing, if she has no account.
    """

    kind: str
    accounts: frozenset[int | None]
    about: str
    region: str
    occasion: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    certificate: int | None = None

    def once(self, account: int | None) -> str:
        """The key under which it is given once."""
        return f"{self.kind} {account or '-'} {self.about} {self.occasion}".strip()
