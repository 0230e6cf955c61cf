"""What a user declares for a whole file: `--set channel=identification`."""

from collections.abc import Mapping

from baigong.core.refusal import Fault, Refusal
from baigong.core.text import msgid, normalised
from baigong.ground.lake.read.cells import parser
from baigong.ground.lake.schema.tables import CERTIFICATES

DECLARABLE = ("channel", "region", "credit_code", "occupation", "level", "batch")


class NotDeclarable(Refusal):
    code = "declared.column"
    sentence = msgid("“%(name)s” cannot be declared for a whole file; only %(known)s can.")


class BadDeclaration(Refusal):
    code = "declared.value"
    sentence = msgid("“%(value)s” cannot be declared as %(name)s: %(fault)s")


def declared_values(declared: Mapping[str, str]) -> dict[str, object]:
    """The declared values as columns keep them."""
    return {name: _value(name, text) for name, text in declared.items()}


def _value(name: str, text: str) -> object:
    if name not in DECLARABLE:
        raise NotDeclarable(name=name, known=list(DECLARABLE))
    value = parser(CERTIFICATES.by_name[name], is_keyed=False)(normalised(text))
    if isinstance(value, Fault) or not value:
        raise BadDeclaration(name=name, value=text, fault=value)
    return value
