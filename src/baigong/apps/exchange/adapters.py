"""Which app keeps which table; what none keeps yet lies in the node's lake."""

from baigong.apps.certificates import tables as certificates
from baigong.apps.progress import tables as progress
from baigong.apps.registry import tables as registry
from baigong.apps.registry.adapter import Adapter
from baigong.ground.lake.schema.tables import TABLES

_ALL = {adapter.table.name: adapter for adapter in (*registry.ADAPTERS, *certificates.ADAPTERS, *progress.ADAPTERS)}
ADAPTERS: dict[str, Adapter] = {name: _ALL[name] for name in TABLES if name in _ALL}
KEPT = tuple(name for name in TABLES if name not in ADAPTERS and name != "persons")
