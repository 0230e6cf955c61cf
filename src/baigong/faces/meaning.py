"""Whom somebody means by a certificate's number and the name on it, before she is asked for her consent."""

from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.passports import queries
from baigong.apps.passports.permissions import may_ask
from baigong.apps.passports.refusals import NobodyThere
from baigong.apps.registry.permissions import KEEPERS, OF_ORGANISATIONS
from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class AskedTooOften(Refusal):
    code = "passports.asked.too_often"
    sentence = msgid("You have looked up many persons within the hour; wait a while, then ask for the next.")


def person_meant(request: HttpRequest, by: Actor, number: str, name: str) -> Any:
    """How often is limited, since number and name could be tried out. Raises AskedTooOften, NobodyThere."""
    if not may_ask(by=by):
        raise NotAllowed(act="passports.ask_consent")
    if not ratelimit.consume(request, action="consent_pair", key=by.name):
        raise AskedTooOften
    person = queries.person_of_pair(by.scope_as(OF_ORGANISATIONS | KEEPERS), number, name)
    if person is None:
        raise NobodyThere
    return person
