"""How a sentence comes to speak both languages: the catalogue belongs to the faces, so they bring it along."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from baigong.core.text import Text

# An English sentence and its facts, in both languages.
Said: TypeAlias = Callable[[str, Mapping[str, object]], Text]
