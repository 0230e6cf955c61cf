"""Who is told of a recall: holders, the body, employers, whoever verified; and of the way back."""

import pytest

from apps.certificates.batching import NODE
from apps.certificates.making import settled_certificate
from apps.certificates.recalling import DECIDED_AT, settled_recall, settled_reinstatement
from apps.registry.making import HANGZHOU_COUNTY, settled_consent, settled_person
from baigong.apps.authority.roles import Role
from baigong.apps.certificates.actions import (
    hear_reinstatement,
    state_defence,
    void_recalled,
    withdraw_recall,
)
from baigong.apps.certificates.models import Recalled
from baigong.apps.journal.models import Line
from baigong.apps.notices.jobs import tell_of_act
from baigong.apps.notices.models import Notice
from baigong.apps.passports.models import Look
from cast import CHEN_EMPLOYS, as_person, settled

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_node(node):
    """Numbers are sealed under its keys."""


@pytest.fixture
def hers(cast):
    row = settled_certificate(1, settled_person())
    as_person(cast.lan, row.bearer)
    return row


def told(act):
    """Kinds of notices by who got them, after the act's own line was told of."""
    line = Line.objects.filter(act=f"certificates.{act}").order_by("-id").first()
    for _ in range(2):  # the job may come twice
        tell_of_act(line.pk, line.subject, at=DECIDED_AT)
    return {(one.account.username, one.kind, one.about) for one in Notice.objects.select_related("account")}


def test_carried_out_the_holder_the_body_an_employer_and_who_verified_are_told(cast, hers):
    body = settled("body", Role.EVALUATION_BODY, organisation=hers.credit_code)
    settled_consent(hers.holder.person, CHEN_EMPLOYS)
    look = {"kind": "certificate", "once": "1", "first_at": DECIDED_AT, "last_at": DECIDED_AT, "line": 0}
    Look.objects.create(person=hers.holder.person, certificate=hers, account_id=cast.zhao.account, **look)
    recall = settled_recall(HANGZHOU_COUNTY, hers, state="decided", item="condemned")

    void_recalled(recall, by=NODE, at=DECIDED_AT)

    item, certificate = Recalled.objects.get(), f"certificates.certificate/{hers.pk}"
    assert body.account
    assert told("void_recalled") == {
        ("lan", "certificate_recalled", f"certificates.recalled/{item.pk}"),
        ("body", "recall_done", f"certificates.recall/{recall.pk}"),
        ("chen", "staff_void", certificate),
        ("zhao", "verified_void", certificate),
    }


def test_withdrawn_the_holder_is_told_that_it_stands(cast, hers):
    recall = settled_recall(HANGZHOU_COUNTY, hers)

    withdraw_recall(recall, reason="查无实据。", by=cast.wang, at=DECIDED_AT)

    assert told("withdraw_recall") == {("lan", "recall_kept", f"certificates.recalled/{Recalled.objects.get().pk}")}


def test_the_office_is_told_that_somebody_spoke(cast, hers):
    recall = settled_recall(HANGZHOU_COUNTY, hers, defence_until=DECIDED_AT.date())

    state_defence(recall, text="监控录像可以提供。", by=cast.sun, at=DECIDED_AT)

    line = Line.objects.get(act="certificates.state_defence")
    tell_of_act(line.pk, line.subject, at=DECIDED_AT)
    assert {(one.account.username, one.kind) for one in Notice.objects.select_related("account")} == {
        ("wang", "recall_defended")
    }


def test_an_answer_reaches_her(cast, hers):
    settled_recall(HANGZHOU_COUNTY, hers, state="done", item="void")
    asked = settled_reinstatement(Recalled.objects.get())

    hear_reinstatement(asked, verdict="refuse", answer="不予恢复。", by=cast.wang, at=DECIDED_AT)

    assert told("hear_reinstatement") == {("lan", "way_back_refused", f"certificates.recalled/{asked.recalled_id}")}
