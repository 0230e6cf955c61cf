"""A "no" for people: a code, a sentence that says what would help, and facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value. `sentence` is an English msgid with `%(name)s`; facts may hold `Text` and `Fault`.

    Facts never hold an identity number: a fault is printed, stored and sent.
    """

    code: str
    sentence: str
    facts: Mapping[str, object] = field(default_factory=dict)


class Refusal(Exception):
    """The whole request is refused. A subclass names one reason; faces render it in the reader's language."""

    code: ClassVar[str]
    sentence: ClassVar[str]

    def __init__(self, **facts: object) -> None:
        super().__init__(self.sentence % facts)
        self.facts = facts

    @property
    def fault(self) -> Fault:
        return Fault(self.code, self.sentence, self.facts)
