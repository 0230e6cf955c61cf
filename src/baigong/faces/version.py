"""Which baigong this is."""

import importlib.metadata

VERSION = importlib.metadata.version("baigong")
