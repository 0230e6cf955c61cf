"""The table of a package that this app keeps."""

from baigong.apps.progress.models import Observation
from baigong.apps.registry.adapter import Adapter, adapter

OBSERVATIONS: Adapter = adapter("observations", Observation)
ADAPTERS: tuple[Adapter, ...] = (OBSERVATIONS,)
