"""How often anybody may ask at the gate, and what number and name together are told: the truth of that pair alone."""

from datetime import date

from allauth.core import ratelimit
from django.http import HttpRequest

from baigong.apps.certificates.standing import Standing, State, standing_of_pair
from baigong.core.codes.certificate import normal_certificate_number
from baigong.core.refusal import Refusal
from baigong.core.text import msgid, normalised

LONGEST_NUMBER, LONGEST_NAME = 40, 80
PAIRS: dict[State, str] = {
    State.IN_FORCE: msgid("In force. This node has a certificate of this number and this name, and it has not ended."),
    State.REVOKED: msgid("Revoked. The certificate of this number and this name ended on %(day)s. Do not accept it."),
    State.VOID: msgid(
        "Void from the first day. The certificate of this number and this name should never have been issued. "
        "Do not accept it."
    ),
    State.EXPIRED: msgid("Expired. The term of the certificate of this number and this name ended on %(day)s."),
    State.NOT_HERE: msgid(
        "Not on record here. This node has no certificate of this number and this name together. "
        "It may be another node's: ask the national query system."
    ),
}
KINDS = {
    "issued_here": msgid("It was issued and signed by an office of this node."),
    "on_record": msgid("It is on record here, and was countersigned; it was issued elsewhere."),
    None: msgid("It is on record here by its number alone; nobody signed this record."),
}


class TooOften(Refusal):
    code = "gate.too_often"
    sentence = msgid("Too much was asked from where you are, or of this number; wait a while, then ask again.")


def pair_told(request: HttpRequest, number: str, name: str, *, on: date) -> Standing:
    """Raises TooOften."""
    asked = normal_certificate_number("".join(normalised(number).split()))[:LONGEST_NUMBER]
    if not ratelimit.consume(request, action="certificate_pair", key=asked):
        raise TooOften
    return standing_of_pair(asked, name, on=on)


def count_file(request: HttpRequest) -> None:
    """Raises TooOften: opening pictures and printed pages is work."""
    if not ratelimit.consume(request, action="certificate_file"):
        raise TooOften
