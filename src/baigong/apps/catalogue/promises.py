"""What is promised where nobody has entered a promise yet."""

from types import MappingProxyType

# [assumption] No national rule was found for these; each region enters its own (docs/catalogue.md).
ASSUMED = MappingProxyType({"registry.answer_dispute": 20})
