"""What is promised where nobody has entered a promise yet."""

from types import MappingProxyType

# [assumption] No national rule was found for these; each region enters its own (docs/catalogue.md).
ASSUMED = MappingProxyType(
    {
        "registry.answer_dispute": 20,
        "desk.answer_complaint": 15,
        "desk.answer_question": 5,
        "desk.answer_suggestion": 15,
    }
)
