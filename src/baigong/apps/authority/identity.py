"""Who a worker is: asked of whoever can tell. The node knows only checks that are connected to it."""

from hmac import compare_digest
from typing import Any, Protocol

from django.utils.crypto import salted_hmac

from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class NotIdentified(Refusal):
    code = "authority.not_identified"
    sentence = msgid("The identity check did not recognise this answer; read it again and type it as it stands there.")


class NoIdentityCheck(Refusal):
    code = "authority.no_identity_check"
    sentence = msgid(
        "No identity check is connected to this node, so a worker's account cannot be bound yet; ask its administrator."
    )


class IdentityCheck(Protocol):
    """A service that proves who somebody is (a face compared with a card, a national sign-on) and names her own key."""

    def person_of(self, answer: str) -> int | None: ...


class DemoCheck:
    """For the labelled synthetic province only: whoever has the code of a person is that person."""

    def code_of(self, person: int) -> str:
        return f"{person}-{salted_hmac('baigong demo identity', str(person)).hexdigest()[:8]}"

    def person_of(self, answer: str) -> int | None:
        named, _, _ = answer.strip().partition("-")
        if not (named.isascii() and named.isdecimal() and len(named) < 18):
            return None
        return int(named) if compare_digest(self.code_of(int(named)).encode(), answer.strip().encode()) else None


def identity_check(settings: Any) -> IdentityCheck:
    if not settings.NODE.is_demo:
        raise NoIdentityCheck
    return DemoCheck()
