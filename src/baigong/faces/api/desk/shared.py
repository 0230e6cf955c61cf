"""How enquiries are answered, to their writers and to officials."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from baigong.faces.api.pages import Answer, Words
from baigong.faces.public_form import TEXT

Wording = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TEXT)]


class EnquiryLine(Answer):
    """An enquiry in a list."""

    id: int = Field(description="Its number on this node")
    number: str = Field(description="Its number for people, such as 330100-2026-000123")
    kind: str = Field(description="`complaint`, `question` or `suggestion`")
    kind_title: Words = Field(description="The same in words")
    subject: str = Field(description="What it is about")
    region: str = Field(description="The region whose office answers")
    state: str = Field(description="`received`, `assigned`, `answered`, `closed` or `reopened`")
    state_title: Words = Field(description="The same in words")
    received_at: datetime = Field(description="When it was received")
    due_on: date = Field(description="By which day an answer is promised")
    is_overdue: bool = Field(description="Whether that day is over, and there is no answer")
    is_extended: bool = Field(description="Whether more time was taken")
    assigned_to: int | None = Field(description="The account that deals with it; null: none, or not for you to see")
    assigned_name: str = Field(description="Her name")
    answered_at: datetime | None = Field(description="When it was first answered")


class EntryAnswer(Answer):
    """Something that was said in an enquiry since."""

    kind: str = Field(description="`added`, `transferred`, `extended`, `answered` or `reopened`")
    kind_title: Words = Field(description="The same in words")
    text: str = Field(description="The words")
    is_by_office: bool = Field(description="Whether an office says so; else whoever wrote the enquiry")
    office: str = Field(description="Which office")
    actor: str = Field(description="Who in it, as the journal names her; empty: not for you to see")
    at: datetime = Field(description="When")


class EnquiryAnswer(Answer):
    """An enquiry with all that was said."""

    enquiry: EnquiryLine = Field(description="As in the list")
    text: str = Field(description="What was written")
    contact: str = Field(description="How its writer can be reached, masked; empty: not given")
    extended_because: str = Field(description="Why more time was taken")
    promised_for: date | None = Field(description="The day that was promised when the first answer was given")
    closed_at: datetime | None = Field(description="When it was closed")
    verbs: tuple[str, ...] = Field(description="What can be done next")
    entries: tuple[EntryAnswer, ...] = Field(description="What was said since, in order")
