"""For the matrix: how each act of the certificates is given something to act on, in a region."""

import os
from collections.abc import Callable
from datetime import date
from typing import Any

from apps.certificates.batching import (
    DOCUMENT,
    keyed,
    session,
    settled_batch,
    settled_copy,
    settled_draft,
    settled_key,
    settled_list,
    settled_objection,
)
from apps.certificates.making import CELLS, settled_certificate
from apps.certificates.recalling import GROUNDS, settled_recall, settled_reinstatement
from apps.registry.subjects import SERIALS, number, person
from baigong.apps.certificates.actions import Chosen, Grounds, Objecting, Result
from baigong.apps.certificates.issuing.contacts import sealed_contact
from baigong.apps.certificates.models import Recalled
from baigong.apps.registry.models import Person
from baigong.apps.registry.numbers import keyring_here
from cast import Cast
from contract.people import identification

Made = tuple[tuple[Any, ...], dict[str, Any]]
ENDING = {"ended_on": date(2025, 5, 1), "reason": "冒名顶替"}


def _certificate(region: str) -> Any:
    return settled_certificate(next(SERIALS), person(region), place=region)


def _entering(cast: Cast, region: str) -> Made:
    cells = {**CELLS, "number": identification(next(SERIALS)), "region": region}
    return (number(),), {"region": region, "cells": cells}


def _forgotten(cast: Cast, region: str) -> Made:
    gone: Person = person(region, left_on=date(2010, 1, 1))
    return (gone,), {"ground": "left_long_ago", "reason": "期满"}


def _on_batch(state: str, **arguments: Any) -> Callable[[Cast, str], Made]:
    return lambda cast, region: ((settled_batch(region, state=state),), dict(arguments))


def _draft(region: str) -> Any:
    return settled_draft(settled_batch(region), person(region))


def _ending_a_key(cast: Cast, region: str) -> Made:
    told = {"from_on": date(2025, 7, 1), "because": "leaked", "reason": "设备失窃"}
    return (settled_key(region),), told


def _to_be_issued(cast: Cast, region: str) -> Made:
    """Really signed, where a test performs it: the office has a key that its node holds."""
    keyed(cast, region)
    batch = settled_batch(region, state="closed", notice_to=date(2025, 6, 30))
    settled_draft(batch, person(region))
    return (batch,), {}


def _on_record(cast: Cast, region: str) -> Made:
    keyed(cast, region, kind="on_record")
    told = {"occupation_name": "铣工", "issuer_name": "单位1"}
    return (settled_certificate(next(SERIALS), person(region), place=region, **told),), {}


def _results(cast: Cast, region: str) -> Made:
    return (settled_batch(region), [Result(number(), "测试")]), {}


def _recall(region: str, **told: Any) -> Any:
    return settled_recall(region, _certificate(region), **told)


def _recalled(region: str) -> Recalled:
    return Recalled.objects.get(recall=_recall(region, state="done", item="void"))


def _opening_a_recall(cast: Cast, region: str) -> Made:
    """By its day, which no other certificate of the test has in the region."""
    chosen = Chosen(credit_code=_certificate(region).credit_code, first=date(2024, 1, 1))
    return (chosen,), {"region": region, "grounds": Grounds(GROUNDS)}


def _replacing(cast: Cast, region: str) -> Made:
    """Her other certificate, entered after the void one."""
    recalled = _recalled(region)
    other = settled_certificate(next(SERIALS), recalled.certificate.holder.person, place=region)
    type(other).objects.filter(pk=other.pk).update(line=1)
    other.refresh_from_db()
    return (settled_reinstatement(recalled, state="granted"),), {"certificate": other}


OF_RECALLS: dict[str, Callable[[Cast, str], Made]] = {
    "certificates.open_recall": _opening_a_recall,
    "certificates.state_defence": lambda cast, region: (
        (_recall(region, defence_until=date(2025, 7, 23)),),
        {"text": "监控录像可以提供。"},
    ),
    "certificates.decide_recall": lambda cast, region: ((_recall(region),), {"reason": "查证属实。"}),
    "certificates.void_recalled": lambda cast, region: ((_recall(region, state="decided", item="condemned"),), {}),
    "certificates.withdraw_recall": lambda cast, region: ((_recall(region),), {"reason": "查无实据。"}),
    "certificates.ask_reinstatement": lambda cast, region: ((_recalled(region),), {"text": "本人确实参加了考试。"}),
    "certificates.hear_reinstatement": lambda cast, region: (
        (settled_reinstatement(_recalled(region)),),
        {"verdict": "grant", "way": "assess", "answer": "安排重新评价。"},
    ),
    "certificates.name_replacement": _replacing,
    "certificates.note_logged": lambda cast, region: (((),), {}),
}
WHY = {"reason": "编号有误"}


def _with_contact(cast: Cast, region: str) -> Made:
    mark, keyring = os.urandom(32), keyring_here()
    contact = sealed_contact("13805711234", mark, keyring, os.urandom)
    cells = {"mark": mark, "contact": contact, "masked": "138****34"}
    return (settled_objection(settled_batch(region, state="noticed"), **cells),), {"reason": "告知处理结果"}


def _with_contact_alone(cast: Cast, region: str) -> Made:
    return _with_contact(cast, region)[0], {}


OF_BATCHES: dict[str, Callable[[Cast, str], Made]] = {
    "certificates.open_batch": lambda cast, region: ((session(),), {"region": region}),
    "certificates.enter_results": _results,
    "certificates.audit_batch": _on_batch("draft", document=DOCUMENT),
    "certificates.send_back": _on_batch("audited", **WHY),
    "certificates.strike_draft": lambda cast, region: ((_draft(region),), dict(WHY)),
    "certificates.announce_batch": _on_batch("audited", document=DOCUMENT),
    "certificates.file_objection": lambda cast, region: (
        (settled_batch(region, state="noticed"), Objecting("第二名未到场", os.urandom(16))),
        {},
    ),
    "certificates.settle_objection": lambda cast, region: (
        (settled_objection(settled_batch(region, state="noticed")),),
        {"verdict": "dismiss", "answer": "查无此事"},
    ),
    "certificates.show_objector": _with_contact,
    "certificates.drop_objector": _with_contact_alone,
    "certificates.close_notice": _on_batch("noticed"),
    "certificates.withdraw_batch": _on_batch("draft", **WHY),
    "certificates.issue_batch": _to_be_issued,
    "certificates.issue_drafts": _on_batch("issuing", random=os.urandom),
    "certificates.countersign": _on_record,
    "certificates.sign_on_record": lambda cast, region: ((_certificate(region),), {"random": os.urandom}),
    "certificates.reprint": lambda cast, region: ((settled_copy(_certificate(region)),), {"reason": "遗失补打"}),
    "certificates.make_key": lambda cast, region: ((), {"region": region}),
    "certificates.end_key": _ending_a_key,
    "certificates.rotate_keys": lambda cast, region: ((), {}),
    "certificates.publish_status": lambda cast, region: ((settled_list(settled_key(region)),), {}),
    "certificates.reseal_copies": lambda cast, region: ((None,), {"second": None}),
}
SUBJECTS: dict[str, Callable[[Cast, str], Made]] = {
    **OF_BATCHES,
    **OF_RECALLS,
    "certificates.enter_certificate": _entering,
    "certificates.correct_certificate": lambda cast, region: (
        (_certificate(region),),
        {"cells": {"valid_until": "2030-01-01"}},
    ),
    "certificates.void_certificate": lambda cast, region: ((_certificate(region),), dict(ENDING)),
    "certificates.revoke_certificate": lambda cast, region: ((_certificate(region),), dict(ENDING)),
    "certificates.forget_person": _forgotten,
}
