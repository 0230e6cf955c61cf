"""Proposing and approving: several people, one after another, each for herself."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from apps.authority.chained import AT, an_act_of_several
from baigong.apps.authority.actions import (
    AlwaysAlone,
    Attachment,
    NoAttachment,
    SamePerson,
    Where,
    approve,
    configure_chain,
    drop_chain,
    fetch_attachment,
    propose,
    reject,
    withdraw_proposal,
)
from baigong.apps.authority.actions.proposals import BadChain, NoChain
from baigong.apps.authority.actor import actor_of
from baigong.apps.authority.acts import ACTS, Asked, ChangedMeanwhile, NeedsApproval, NotAllowed, act
from baigong.apps.authority.models import Account, Approval, Chain, Office, Posting, Proposal
from baigong.apps.authority.moving import WrongState
from baigong.apps.authority.proposals import NoSuchAct, kept_subjects
from baigong.apps.exchange.actions import Order
from baigong.apps.journal.models import Line
from baigong.core.codes.identity import check_digit
from baigong.core.periods import Span
from baigong.core.refusal import Refusal
from cast import settle_cast

NAME = "杭州市人力资源和社会保障局"
NUMBER = "33010219900307451" + check_digit("33010219900307451")


@pytest.fixture
def several():
    with an_act_of_several() as name:
        yield name


@pytest.fixture
def office(cast):
    return Office.objects.get(region="330100")


@pytest.fixture
def proposal(several, office, cast):
    return propose(several, [office], {"name": NAME, "since": "2025-07-01"}, by=cast.wang, at=AT)


def told(act):
    return [(line.actor, line.subject, line.facts) for line in Line.objects.filter(act=act).order_by("id")]


def test_an_act_of_several_cannot_be_done_alone(several, office, cast):
    with pytest.raises(NeedsApproval):
        ACTS[several].perform(office, name=NAME, by=cast.wang, at=AT)

    assert Office.objects.get(pk=office.pk).name_zh == "杭州市人社局"


def test_the_last_approval_does_it_with_what_was_proposed(proposal, office, cast):
    first = approve(proposal, by=cast.zhao, at=AT)
    last = approve(proposal, document_number="杭人社发〔2025〕7号", by=cast.sun, at=AT)

    assert (first.is_performed, last.is_performed, last.result) == (False, True, date(2025, 7, 1))
    assert Office.objects.get(pk=office.pk).name_zh == NAME
    assert Proposal.objects.get().state == "approved"
    assert [(a.role, a.actor, a.document_number) for a in Approval.objects.order_by("step")] == [
        ("handler", cast.wang.name, ""),
        ("reviewer", cast.zhao.name, ""),
        ("approver", cast.sun.name, "杭人社发〔2025〕7号"),
    ]


def test_an_approval_keeps_its_attachment(proposal, cast):
    approve(proposal, attachment=Attachment("批复.pdf", "sha256:ab", "uploads/ab"), by=cast.zhao, at=AT)

    assert Approval.objects.filter(step=2).values_list("attachment", "digest", "path").get() == (
        "批复.pdf",
        "sha256:ab",
        "uploads/ab",
    )


def test_an_attachment_is_fetched_by_whoever_reads_the_proposal_and_the_journal_says_so(proposal, cast):
    document = Attachment("批复.pdf", "sha256:00", "ab" * 16)
    approve(proposal, attachment=document, by=cast.zhao, at=AT)

    fetched = fetch_attachment(proposal, step=2, by=cast.wang, at=AT)

    assert fetched == document
    line = Line.objects.get(act="authority.fetch_attachment")
    assert (line.actor, line.subject, line.facts) == (
        cast.wang.name,
        f"authority.proposal/{proposal.pk}",
        {"step": 2, "digest": "sha256:00"},
    )


def test_the_wrong_office_fetches_no_attachment(proposal, cast):
    for stranger in (cast.li, cast.chen, cast.lan):
        with pytest.raises(NotAllowed):
            fetch_attachment(proposal, step=1, by=stranger, at=AT)


def test_a_step_without_an_attachment_has_none_to_fetch(proposal, cast):
    with pytest.raises(NoAttachment):
        fetch_attachment(proposal, step=1, by=cast.wang, at=AT)


def test_what_could_not_be_done_is_not_proposed(several, office, cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        propose(several, [office], {"name": None}, by=cast.wang, at=AT)

    assert (Proposal.objects.count(), Line.objects.filter(act=several).count()) == (0, 0)


def test_proposing_does_nothing_yet(proposal, several, office, cast):
    office.refresh_from_db()

    assert office.name_zh != NAME
    assert Line.objects.filter(act=several).count() == 0


def test_the_journal_tells_the_proposal_everywhere(proposal, several, office, cast):
    approve(proposal, by=cast.zhao, at=AT)
    approve(proposal, by=cast.sun, at=AT)

    name = f"authority.proposal/{proposal.pk}"
    assert told("authority.propose") == [
        (
            cast.wang.name,
            name,
            {"act": several, "about": [f"authority.office/{Office.objects.get(region='330100').pk}"]},
        )
    ]
    assert told("authority.approve") == [
        (cast.zhao.name, name, {"act": several}),
        (cast.sun.name, name, {"act": several}),
    ]
    assert [(actor, facts) for actor, _, facts in told(several)] == [(cast.sun.name, {"proposal": name})]


def test_what_was_proposed_is_not_in_the_journal(proposal):
    line = Line.objects.get(act="authority.propose")

    assert NAME not in str((line.facts, line.before, line.after))


def test_the_wrong_office_proposes_nothing(several, office, cast):
    for stranger in (cast.li, cast.chen, cast.lan, cast.statistician, cast.nobody):
        with pytest.raises(NotAllowed):
            propose(several, [office], {"name": NAME}, by=stranger, at=AT)


def test_one_who_only_reviews_does_not_propose(several, office, cast):
    with pytest.raises(NotAllowed):
        propose(several, [office], {"name": NAME}, by=cast.zhao, at=AT)


def test_the_wrong_office_approves_nothing(proposal, cast):
    for stranger in (cast.li, cast.sun, cast.chen, cast.security):
        with pytest.raises(NotAllowed):
            approve(proposal, by=stranger, at=AT)


def test_nobody_takes_two_steps(several, office, cast):
    proposal = propose(several, [office], {"name": NAME}, by=both(cast.wang, cast.zhao), at=AT)

    with pytest.raises(SamePerson):
        approve(proposal, by=both(cast.wang, cast.zhao), at=AT)


def both(one, other):
    return replace(one, posts=one.posts + other.posts)


def test_what_is_approved_already_is_approved_once(proposal, cast):
    approve(proposal, by=cast.zhao, at=AT)
    approve(proposal, by=cast.sun, at=AT)

    for late in (both(cast.li, cast.sun), cast.sun):
        with pytest.raises(WrongState):
            approve(proposal, by=late, at=AT)


def test_a_record_changed_since_is_not_approved_over(proposal, office, cast):
    Office.objects.filter(pk=office.pk).update(line=99)

    with pytest.raises(ChangedMeanwhile):
        approve(proposal, by=cast.zhao, at=AT)


def test_a_record_that_is_gone_is_not_approved_over(proposal, office, cast):
    Posting.objects.filter(office=office).delete()
    Office.objects.filter(pk=office.pk).delete()

    with pytest.raises(ChangedMeanwhile):
        approve(proposal, by=cast.zhao, at=AT)


def test_a_rejected_proposal_does_nothing(proposal, office, cast):
    reject(proposal, remark="名称与批复不符", by=cast.zhao, at=AT)

    assert Proposal.objects.get().state == "rejected"
    assert Office.objects.get(pk=office.pk).name_zh == "杭州市人社局"
    with pytest.raises(Refusal):
        approve(proposal, by=cast.sun, at=AT)


def test_a_rejection_is_in_the_journal(proposal, several, cast):
    reject(proposal, remark="名称与批复不符", by=cast.zhao, at=AT)

    assert told("authority.reject") == [(cast.zhao.name, f"authority.proposal/{proposal.pk}", {"act": several})]


def test_the_wrong_office_rejects_nothing(proposal, cast):
    with pytest.raises(NotAllowed):
        reject(proposal, remark="", by=cast.li, at=AT)


def test_a_rejected_proposal_is_not_rejected_again(proposal, cast):
    reject(proposal, remark="", by=cast.zhao, at=AT)

    with pytest.raises(WrongState):
        reject(proposal, remark="", by=cast.sun, at=AT)


def test_who_proposed_may_withdraw(proposal, cast):
    withdraw_proposal(proposal, by=cast.wang, at=AT)

    assert Proposal.objects.get().state == "withdrawn"


def test_nobody_else_withdraws(proposal, cast):
    for other in (cast.zhao, cast.li, cast.security):
        with pytest.raises(NotAllowed):
            withdraw_proposal(proposal, by=other, at=AT)


def test_what_is_approved_is_not_withdrawn(proposal, cast):
    approve(proposal, by=cast.zhao, at=AT)
    approve(proposal, by=cast.sun, at=AT)

    with pytest.raises(WrongState):
        withdraw_proposal(proposal, by=cast.wang, at=AT)


def test_a_withdrawal_is_in_the_journal(proposal, several, cast):
    withdraw_proposal(proposal, by=cast.wang, at=AT)

    assert told("authority.withdraw_proposal") == [
        (cast.wang.name, f"authority.proposal/{proposal.pk}", {"act": several})
    ]


def test_an_act_of_one_is_not_proposed(office, cast):
    with pytest.raises(NoChain):
        propose("authority.drop_chain", [Chain(region="330100")], {}, by=cast.security, at=AT)


def test_an_act_that_nobody_knows_is_refused(office, cast):
    with pytest.raises(NoSuchAct):
        propose("tests.burn_office", [office], {}, by=cast.wang, at=AT)


def test_an_open_identity_number_is_never_proposed(several, office, cast):
    with pytest.raises(ValueError, match="sealed"):
        propose(several, [office], {"name": NUMBER}, by=cast.wang, at=AT)


def test_a_token_proposes_only_what_it_allows(several, office, cast):
    program = type(cast.wang)(
        cast.wang.name, cast.wang.account, cast.wang.posts, allows=frozenset({"authority.propose"})
    )

    with pytest.raises(NotAllowed):
        propose(several, [office], {"name": NAME}, by=program, at=AT)


def test_a_chain_is_configured_for_a_region(several, office, cast):
    configure_chain(several, region="330000", steps=["handler", "approver"], by=cast.security, at=AT)

    proposal = propose(several, [office], {"name": NAME}, by=cast.wang, at=AT)

    assert proposal.steps == ["handler", "approver"]
    assert approve(proposal, by=cast.sun, at=AT).is_performed is True


def test_the_chain_of_the_nearest_region_holds(several, office, cast):
    configure_chain(several, region="00", steps=["handler", "statistician"], by=cast.security, at=AT)
    configure_chain(several, region="330100", steps=["handler", "approver"], by=cast.security, at=AT)
    configure_chain(several, region="110000", steps=["handler", "reviewer"], by=cast.security, at=AT)

    assert propose(several, [office], {"name": NAME}, by=cast.wang, at=AT).steps == ["handler", "approver"]


def test_a_chain_makes_an_act_of_one_an_act_of_several(several, cast):
    chain = configure_chain(several, region="330100", steps=["handler", "reviewer"], by=cast.security, at=AT)
    administrators = ["security_administrator", "system_administrator"]
    configure_chain("authority.drop_chain", region="33", steps=administrators, by=cast.security, at=AT)

    with pytest.raises(NeedsApproval):
        drop_chain(chain, by=cast.security, at=AT)


def test_a_chain_set_twice_is_changed(several, cast):
    configure_chain(several, region="330000", steps=["handler", "approver"], by=cast.security, at=AT)
    configure_chain(several, region="33", steps=["handler", "reviewer"], by=cast.security, at=AT)

    assert [chain.steps for chain in Chain.objects.all()] == [["handler", "reviewer"]]


def test_only_the_security_administrator_configures_chains(several, cast):
    for other in (cast.system, cast.audit, cast.wang, cast.li, cast.nobody):
        with pytest.raises(NotAllowed):
            configure_chain(several, region="330100", steps=["handler", "reviewer"], by=other, at=AT)


@pytest.mark.parametrize(
    "act", ["exchange.receive_upload", "exchange.finish_load", "registry.file_dispute", "registry.show_number"]
)
def test_no_chain_is_set_for_what_is_one_persons_or_the_nodes(act, cast):
    with pytest.raises(AlwaysAlone):
        configure_chain(act, region="330100", steps=["handler", "reviewer"], by=cast.security, at=AT)


def test_what_an_act_was_asked_with_comes_with_its_refusal(several, office, cast):
    with pytest.raises(NeedsApproval) as refused:
        ACTS[several].perform(office, name=NAME, by=cast.wang, at=AT)

    assert refused.value.asked == Asked(several, (office,), {"name": NAME})


def test_a_part_of_another_act_is_not_proposed_for_itself(several, office, cast):
    """Else the part would be done without the whole."""
    with outer_act(several) as whole, pytest.raises(NeedsApproval) as refused:
        ACTS[whole].perform(office, by=cast.wang, at=AT)

    assert refused.value.asked is None


@contextmanager
def outer_act(inner):
    def tidy_office(office, *, by, at):
        ACTS[inner].perform(office, name=NAME, by=by, at=at)

    tidy_office.__module__ = "baigong.apps.tests.actions"
    act(allowed=lambda office, **_: True)(tidy_office)
    try:
        yield "tests.tidy_office"
    finally:
        del ACTS["tests.tidy_office"]


def test_an_export_of_two_is_ordered_by_the_approval(cast):
    """What is ordered travels as cells and comes back as an order."""
    configure_chain("exchange.export_records", region="3301", steps=["handler", "reviewer"], by=cast.security, at=AT)
    order = Order("raw", None, "移交省厅核对")

    proposal = propose("exchange.export_records", [order], {"region": "330100"}, by=cast.wang, at=AT)
    made = approve(proposal, by=cast.zhao, at=AT).result

    assert (made.identity, made.reason, made.region, made.state) == ("raw", "移交省厅核对", "330100", "ordered")


def test_a_chain_takes_at_least_two(several, cast):
    for steps in (["handler"], [], ["handler", "worker"], ["handler", "king"]):
        with pytest.raises(BadChain):
            configure_chain(several, region="330100", steps=steps, by=cast.security, at=AT)


def test_a_chain_holds_in_a_region_of_today(several, cast):
    for region in ("999999", "330183", ""):
        with pytest.raises((BadChain, NotAllowed)):
            configure_chain(several, region=region, steps=["handler", "reviewer"], by=cast.security, at=AT)


def test_arguments_of_several_cells_come_back_as_what_they_were(cast):
    told = kept_subjects([Span(date(2025, 7, 1), date(2025, 7, 2))])

    assert told == [{"value": {"first": "2025-07-01", "last": "2025-07-02"}}]


def test_a_chained_posting_is_made_by_the_last_approval(cast):
    """Days and dataclasses go through JSON and back."""
    Posting.objects.create(
        account_id=cast.zhao.account,
        role="security_administrator",
        office_id=office_of("00"),
        region="00",
        from_on=date(2020, 1, 1),
        line=0,
    )
    configure_chain(
        "authority.post_account", region="00", steps=["security_administrator"] * 2, by=cast.security, at=AT
    )
    second = actor_of(Account.objects.get(pk=cast.zhao.account), on=date(2025, 7, 1))
    where = Where("reviewer", office=office_of("330100"))
    account = Account.objects.get(username="nobody")
    told = {"where": where, "from_on": date(2025, 8, 1), "to_on": None}

    proposal = propose("authority.post_account", [account], told, by=cast.security, at=AT)
    approve(proposal, by=second, at=AT)

    made = Posting.objects.get(account=account)
    assert (made.role, made.from_on, made.region) == ("reviewer", date(2025, 8, 1), "330100")


def office_of(region):
    return Office.objects.get(region=region).pk


def test_approving_is_never_chained(cast):
    with pytest.raises(BadChain):
        configure_chain("authority.approve", region="00", steps=["handler", "reviewer"], by=cast.security, at=AT)


def test_the_journal_tells_of_chains(several, cast):
    chain = configure_chain(several, region="330100", steps=["handler", "reviewer"], by=cast.security, at=AT)
    name = f"authority.chain/{chain.pk}"
    drop_chain(chain, by=cast.security, at=AT)

    assert [line.after["steps"] for line in Line.objects.filter(act="authority.configure_chain")] == [
        ["handler", "reviewer"]
    ]
    assert told("authority.drop_chain") == [
        (cast.security.name, name, {"act": several, "region": "330100", "steps": ["handler", "reviewer"]})
    ]
    assert Chain.objects.count() == 0


def test_only_the_security_administrator_drops_chains(several, cast):
    chain = configure_chain(several, region="330100", steps=["handler", "reviewer"], by=cast.security, at=AT)

    with pytest.raises(NotAllowed):
        drop_chain(chain, by=cast.wang, at=AT)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_approve_at_once_one_wins_and_the_other_is_told(several):
    cast = settle_cast()
    office = Office.objects.get(region="330100")
    proposal = propose(several, [office], {"name": NAME}, by=cast.wang, at=AT)
    approve(proposal, by=cast.zhao, at=AT)
    barrier, ends = Barrier(2), []

    def decide(by):
        try:
            own = Proposal.objects.get()
            barrier.wait()
            approve(own, by=by, at=AT)
            ends.append("done")
        except Refusal as refusal:
            ends.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=decide, args=(by,)) for by in (cast.sun, both(cast.li, cast.sun))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(ends) == ["authority.changed_meanwhile", "done"]
    assert Line.objects.filter(act=several).count() == 1
