"""Organisations, what evaluation bodies are licensed for, and plain facts of persons and organisations."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, note
from baigong.apps.registry.actions.persons import TWO
from baigong.apps.registry.models import Fact, Filing, Identifier, Licence, Organisation, Person
from baigong.apps.registry.permissions import may_enter, may_keep
from baigong.apps.registry.rows import amend_row, enter_row
from baigong.apps.registry.tables import FACTS, FILINGS, LICENCES, ORGANISATIONS
from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class NoSuchFacts(Refusal):
    code = "registry.no_such_facts"
    sentence = msgid("“%(given)s” is no table of facts of a person; choose among %(known)s.")


@act(allowed=may_enter)
def enter_organisation(*, region: str, cells: Mapping[str, Any], by: Actor, at: datetime) -> Organisation:
    return enter_row(ORGANISATIONS, cells, at=at, region=region, fixed={})


@act(allowed=may_keep)
def correct_organisation(organisation: Organisation, *, cells: Mapping[str, Any], by: Actor, at: datetime) -> None:
    amend_row(ORGANISATIONS, organisation, cells, at=at)


@act(allowed=may_enter, chain=TWO)
def enter_filing(*, region: str, cells: Mapping[str, Any], by: Actor, at: datetime) -> Filing:
    """What an evaluation body may certify: what its certificates are held against."""
    return enter_row(FILINGS, cells, at=at, region=region, fixed={})


@act(allowed=may_keep, chain=TWO)
def correct_filing(filing: Filing, *, cells: Mapping[str, Any], by: Actor, at: datetime) -> None:
    amend_row(FILINGS, filing, cells, at=at)


@act(allowed=may_keep, chain=TWO)
def withdraw_filing(filing: Filing, *, to_on: date, reason: str, by: Actor, at: datetime) -> None:
    """It holds to that day and no longer; certificates of before are not touched."""
    note(reason=reason)
    amend_row(FILINGS, filing, {}, at=at, fixed={"to_on": to_on})


@act(allowed=may_keep)
def enter_licence(organisation: Organisation, *, cells: Mapping[str, Any], by: Actor, at: datetime) -> Licence:
    fixed = {"credit_code": organisation.credit_code}
    return enter_row(LICENCES, cells, at=at, region=organisation.place, fixed=fixed)


@act(allowed=may_keep)
def correct_licence(licence: Licence, *, cells: Mapping[str, Any], by: Actor, at: datetime) -> None:
    amend_row(LICENCES, licence, cells, at=at)


@act(allowed=may_keep)
def enter_fact(person: Person, *, table: str, cells: Mapping[str, Any], by: Actor, at: datetime) -> Fact:
    """An employment, months insured, months of benefit, a status: no count reads one, so one officer does."""
    if table not in FACTS:
        raise NoSuchFacts(given=table, known=list(FACTS))
    borne = Identifier.objects.filter(person=person).select_related("person").order_by("-id")[0]
    return enter_row(FACTS[table], cells, at=at, region=person.place, fixed={"id_number": borne})


@act(allowed=may_keep)
def correct_fact(fact: Fact, *, cells: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Also its end, where it has one."""
    adapter = next(adapter for adapter in FACTS.values() if isinstance(fact, adapter.model))
    amend_row(adapter, fact, cells, at=at)
