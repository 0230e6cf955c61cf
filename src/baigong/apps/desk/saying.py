"""A line of an enquiry's history, written in the act under way."""

from datetime import datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import create
from baigong.apps.desk.models import Enquiry, Entry
from baigong.apps.desk.refusals import SaysTooLittle


def entered(enquiry: Enquiry, kind: str, text: str, *, by: Actor, at: datetime) -> Entry:
    refuse_silence(text)
    return create(
        Entry(
            enquiry=enquiry,
            region=enquiry.region,
            kind=kind,
            text=text.strip(),
            actor=by.name,
            office=by.office,
            at=at,
        )
    )


def refuse_silence(*texts: str) -> None:
    if any(len(text.strip()) < 2 for text in texts):
        raise SaysTooLittle
