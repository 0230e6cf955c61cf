"""What keeps the public form of the desk usable where anybody may write: a rate, a signed time, sizes, no numbers.

No riddles: whoever reads the form as people do has done enough. Rates are counted by allauth, in the database, so that
all web processes count the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from allauth.core import ratelimit
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest

from baigong.apps.certificates.queries import OwnObjection, own_objection
from baigong.apps.desk.actions import Letter, receive_enquiry
from baigong.apps.desk.codes import digest_of, fresh_code
from baigong.apps.desk.contacts import sealed_contact
from baigong.apps.desk.permissions import PUBLIC
from baigong.apps.desk.queries import enquiry_of_writer
from baigong.apps.desk.refusals import NumberWritten
from baigong.core.contacts import masked_contact
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.here import node_here
from baigong.faces.unasked import bears_number

SALT = "baigong.desk.form"
SOONEST, LATEST = timedelta(seconds=3), timedelta(hours=12)
SUBJECT, TEXT, CONTACT = 100, 2_000, 100  # characters at most


class TooOften(Refusal):
    code = "desk.too_often"
    sentence = msgid("From where you are, too much was sent or tried within an hour; wait a while, then go on.")


class StaleForm(Refusal):
    code = "desk.stale_form"
    sentence = msgid("This form was opened too long ago, or not here; look over what you wrote and send it once more.")


class TooQuick(Refusal):
    code = "desk.too_quick"
    sentence = msgid("That was quicker than anybody writes; look over what you wrote and send it once more.")


class SentAlready(Refusal):
    code = "desk.sent_already"
    sentence = msgid("This form has been sent already; open it anew to write something else.")


@dataclass(frozen=True, slots=True)
class Written:
    """The fields of the form."""

    kind: str
    subject: str
    text: str
    contact: str
    region: str


@dataclass(frozen=True, slots=True)
class Sent:
    """`code` is shown once, now."""

    number: str
    code: str
    due_on: object


def form_token(at: datetime) -> str:
    """To be sent back with the form: it says when it was opened, and is good for one letter."""
    nonce = node_here().random(8).hex()
    return signing.dumps([at.timestamp(), nonce], salt=SALT)


def send(request: HttpRequest, written: Written, token: str, *, at: datetime) -> Sent:
    with once(request, token, written.subject, written.text, written.contact, at=at):
        return _received(written, at)


@contextmanager
def once(request: HttpRequest, token: str, *texts: str, at: datetime) -> Iterator[None]:
    """What is written into a public form is taken in the block, if it came as people send it, and not again."""
    _refuse_out_of_time(token, at)
    refuse_numbers(*texts)
    if not ratelimit.consume(request, action="enquiry"):
        raise TooOften
    with _spent(token):
        yield


@contextmanager
def _spent(token: str) -> Iterator[None]:
    """From now on, unless what was written is refused: then it is corrected and sent once more."""
    key = f"{SALT}:{digest_of(token).hex()}"
    if not cache.add(key, 1, timeout=LATEST.total_seconds()):
        raise SentAlready
    try:
        yield
    except Refusal:
        cache.delete(key)
        raise


def _received(written: Written, at: datetime) -> Sent:
    node = node_here()
    code, contact = fresh_code(node.random), written.contact.strip()
    digest = digest_of(code)
    sealed, masked = sealed_contact(contact, digest, node.keyring, node.random), masked_contact(contact)
    letter = Letter(written.kind, written.subject, written.text, sealed, masked if contact else "")
    made = receive_enquiry(letter, region=written.region, digest=digest, by=PUBLIC, at=at)
    return Sent(made.number, code, made.due_on)


def opened_by(request: HttpRequest, number: str, code: str):  # type: ignore[no-untyped-def]  # a row, which faces do not name
    """The enquiry that number and code open; tries are counted, for the number and for where they come from."""
    if not ratelimit.consume(request, action="enquiry_code", key=number[:40]):
        raise TooOften
    return enquiry_of_writer(number, code)


def objection_opened_by(request: HttpRequest, code: str) -> OwnObjection:
    """One's objection to a public notice, by the code of its receipt; tries are counted as those at the desk."""
    if not ratelimit.consume(request, action="enquiry_code", key=digest_of(code).hex()):
        raise TooOften
    return own_objection(digest_of(code))


def refuse_numbers(*texts: str) -> None:
    if any(bears_number(text) for text in texts):
        raise NumberWritten


def _refuse_out_of_time(token: str, at: datetime) -> None:
    try:
        stamp, _ = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise StaleForm from None
    open_for = at - datetime.fromtimestamp(stamp, UTC)
    if open_for > LATEST:
        raise StaleForm
    if open_for < SOONEST:
        raise TooQuick
