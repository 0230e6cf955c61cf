"""What a row is read against."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from baigong.core.periods import day_at
from baigong.ground.lake.files.package import Package
from baigong.ground.lake.schema.columns import Table

EPOCH = date(1970, 1, 1)


@dataclass
class Context:
    """The package of a row, what was declared for it, and what the tables read before it say."""

    package: Package
    declared: Mapping[str, object]
    # Of persons with another document than a resident card; one for all packages read together.
    documents: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)  # body number → credit code, from the filings
    derived_channels: int = 0

    has_certificates: bool = False

    def declared_for(self, table: Table) -> Mapping[str, object]:
        """What was declared speaks of the certificates, where a package holds them among other tables."""
        if self.has_certificates and table.name != "certificates":
            return {}
        return {name: value for name, value in self.declared.items() if name in table.by_name}

    @property
    def is_keyed(self) -> bool:
        return self.package.identity == "keyed"

    @property
    def last_day(self) -> int:
        """The day the package was made, in days since 1970-01-01."""
        return (day_at(self.package.created) - EPOCH).days
