"""Naming the witnesses, having the log run, telling it of a key; who may, and what the journal says."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from apps.transparency.making import AT, OPERATOR, asked, logs
from apps.transparency.subjects import KEY, LINES
from baigong.apps.authority.actions import approve, propose
from baigong.apps.authority.acts import NeedsApproval, NotAllowed, approving
from baigong.apps.journal.models import Line
from baigong.apps.transparency.actions import name_witnesses, run_log, tell_key
from baigong.apps.transparency.models import Entry, Witnesses
from baigong.apps.transparency.outbox import ToLog, log_entries
from baigong.apps.transparency.refusals import NoWitness
from baigong.apps.transparency.witnesses import policy
from baigong.core.tlog.entries import Published
from baigong.core.tlog.policy import BadPolicy
from cast import NATION

pytestmark = pytest.mark.django_db(transaction=True)
NAMING = "transparency.name_witnesses"


def named(cast, lines=LINES):
    proposal = propose(NAMING, [lines], {"region": NATION}, by=cast.system, at=AT)
    return approve(proposal, by=cast.security, at=AT)


def test_two_administrations_name_the_witnesses(cast, node):
    named(cast)

    told = policy(logs())
    assert (list(told.witnesses), told.quorum) == (["centre"], "centre")


def test_neither_of_them_names_witnesses_alone(cast, node):
    with pytest.raises(NeedsApproval):
        name_witnesses(LINES, region=NATION, by=cast.system, at=AT)


@pytest.mark.parametrize("who", ["wang", "sun", "audit", "li", "lan"])
def test_nobody_else_names_witnesses(cast, node, who):
    with pytest.raises(NotAllowed):
        propose(NAMING, [LINES], {"region": NATION}, by=getattr(cast, who), at=AT)


def test_the_newest_naming_holds(cast, node):
    named(cast)
    named(cast, "quorum none\n")

    assert (policy(logs()).quorum, Witnesses.objects.count()) == ("", 2)


@pytest.mark.parametrize(("lines", "refusal"), [("quorum nobody\n", BadPolicy), ("", BadPolicy)])
def test_what_is_no_policy_is_refused_to_who_proposes_it(cast, node, lines, refusal):
    with pytest.raises(refusal):
        propose(NAMING, [lines], {"region": NATION}, by=cast.system, at=AT)


def test_the_nodes_own_logs_are_not_named_by_people(cast, node):
    asked("key")
    logs().begin(2026)
    lines = f"log {logs().public_key(2026)} https://elsewhere.example\nquorum none\n"

    with pytest.raises(NoWitness), approving(NAMING):
        name_witnesses(lines, region=NATION, by=cast.system, at=AT)


def test_the_journal_says_who_are_witnesses_now(cast, node):
    named(cast)

    line = Line.objects.get(act=NAMING)
    assert (line.facts["witnesses"], line.facts["quorum"], line.after["lines"]) == (["centre"], "centre", LINES)


def test_the_worker_follows_who_has_the_log_run(cast, node):
    run_log(region=NATION, by=cast.system, at=AT)

    assert [job.task_name for job in ProcrastinateJob.objects.all()] == ["transparency.sequence_after"]
    assert Line.objects.filter(act="transparency.run_log").count() == 1


def test_who_gives_rights_does_not_run_the_log(cast, node):
    with pytest.raises(NotAllowed):
        run_log(region=NATION, by=cast.security, at=AT)


def test_only_the_node_tells_of_its_keys(cast, node):
    tell_key(KEY, by=OPERATOR, at=AT)

    with pytest.raises(NotAllowed):
        tell_key(KEY, by=cast.system, at=AT)
    assert Entry.objects.get().key == "key/package/"


def test_an_act_that_fails_has_asked_for_nothing(cast, node):
    """The entry stands in the outbox with the act, or not at all."""
    with pytest.raises(LookupError):
        log_entries([ToLog("published/1", Published(bytes(32), AT.date()))], at=AT)

    assert Entry.objects.count() == 0


def test_an_entry_bears_the_line_of_the_act_that_asked_for_it(cast, node):
    entry = asked("key")

    assert entry.line == Line.objects.get(act="transparency.tell_key").pk
