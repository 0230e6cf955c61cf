"""`baigong batches`, `recalls`, `oddities`, `certificates`: the office of certificates at its machine."""

import csv
import os
from datetime import UTC, date, datetime, timedelta

import pytest
from openpyxl import load_workbook

from apps.certificates.batching import ISSUED, NODE, decided, issued, settled_copy
from apps.certificates.making import settled_certificate
from apps.certificates.recalling import decided_recall, opened_recall
from apps.registry.making import settled_person
from apps.transparency.making import logs
from baigong.apps.certificates.actions import issue_drafts, void_recalled
from baigong.apps.certificates.jobs import publish_lists
from baigong.apps.certificates.models import Certificate, Logged
from baigong.apps.exchange.trusting import make_trust
from baigong.apps.journal.models import Line
from baigong.apps.transparency.sequencing import sequence
from baigong.core.refusal import Fault
from baigong.faces.gate.doors import Door, do_agree
from contract.program import asked, assert_refused, baigong


def published():
    """What the node's clock brings by itself: lists, log, pack."""
    publish_lists(at=datetime.now(UTC))
    sequence(logs(), at=ISSUED)
    make_trust(at=datetime.now(UTC))


def answers(told):
    return {one["door"]: one["answer"] for one in told["doors"]}


def test_a_batch_whose_job_was_lost_is_seen_and_signed_to_its_end(node, cast, monkeypatch, tmp_path):
    monkeypatch.setattr("baigong.apps.certificates.actions.signing.CHUNK", 2)
    batch = decided(cast, 3)
    issue_drafts(batch, random=os.urandom, by=NODE, at=ISSUED)

    before = asked("batches", "show", batch.key).json
    resumed = asked("batches", "resume", batch.key)

    listed = asked("batches", "list", "--state", "issued", "-o", tmp_path / "batches.csv").json["batches"]
    steps = [(one["act"], one["count"]) for one in asked("batches", "show", batch.key).json["steps"]]
    assert (before["state"], before["issued"], before["to_issue"]) == ("issuing", 2, 1)
    assert (resumed.code, resumed.json["state"], resumed.json["signed_now"]) == (0, "issued", 1)
    assert Certificate.objects.filter(batch=batch.key).count() == 3
    assert Line.objects.filter(act="certificates.issue_drafts").latest("id").actor.startswith("operator/")
    assert ([one["batch"] for one in listed], steps[-1]) == ([batch.key], ("certificates.issue_drafts", 3))
    with (tmp_path / "batches.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row[0] for row in csv.reader(file)][1:] == [batch.key]


def test_a_recall_is_told_with_its_effect_and_carried_out_when_its_job_was_lost(node, cast, tmp_path):
    recall = opened_recall(cast, issued(cast, 2))
    early = asked("recalls", "resume", recall.pk)
    decided_recall(cast, recall)

    told = asked("recalls", "show", recall.pk, "-o", tmp_path / "recall.xlsx").json
    resumed = asked("recalls", "resume", recall.pk)

    effect = {(one["series"], one["region"]): (one["before"], one["after"]) for one in told["effect"]}
    sheet = load_workbook(tmp_path / "recall.xlsx").active
    assert_refused(early)
    assert early.json["refusal"]["code"] == "command.recall_not_decided"
    assert (told["state"], told["listed"], effect["events", "00"]) == ("decided", 2, (2, 0))
    assert [one["number"] for one in told["numbers"]] == [row[0].value for row in list(sheet.rows)[1:]]
    assert (resumed.code, resumed.json["state"], resumed.json["voided_now"]) == (0, "done", 2)
    assert asked("recalls", "list").json["recalls"] == [asked("recalls", "list", "--state", "done").json["recalls"][0]]


def test_every_door_of_a_certificate_is_told_before_and_after_it_is_void(node, cast):
    batch = issued(cast, 1)
    number = Certificate.objects.get(batch=batch.key).number
    unpublished = asked("certificates", "show", number)
    published()
    good = asked("certificates", "show", number.lower())
    recall = decided_recall(cast, opened_recall(cast, batch))
    void_recalled(recall, by=NODE, at=ISSUED + timedelta(days=15))

    early = asked("certificates", "show", number)
    published()
    late = asked("certificates", "show", number)

    at_first, at_once = answers(unpublished.json), answers(early.json)
    assert (unpublished.code, at_first["record"], at_first["paper"]) == (1, "valid", "unknown")
    assert (good.code, set(answers(good.json).values()), good.json["agree"]) == (0, {"valid"}, True)
    assert {name for name in at_once if at_once[name] == "void"} == {"record", "paper", "file", "wallet"}
    assert (early.json["agree"], early.json["recall"]) == (False, {"recall": recall.pk, "state": "void"})
    assert (late.code, set(answers(late.json).values()), late.json["agree"]) == (1, {"void"}, True)
    assert "考生" not in late.out


def test_days_that_do_not_fit_are_counted_and_listed(node, tmp_path):
    row = settled_certificate(1, settled_person(), issued_on=date(2024, 5, 10))
    settled_copy(row)
    Logged.objects.create(certificate=row, shard=2024, number=1, witnessed_at=datetime(2024, 5, 20, tzinfo=UTC), line=0)

    told = asked("oddities", "list", "--kind", "witnessed_late", "--region", "33", "-o", tmp_path / "odd.csv")

    assert (told.code, told.json["counts"]) == (1, {"witnessed_late": 1})
    assert [(one["number"], one["kind"]) for one in told.json["oddities"]] == [(row.number, "witnessed_late")]
    assert row.number in (tmp_path / "odd.csv").read_text(encoding="utf-8-sig")
    assert asked("oddities", "list", "--region", "11").code == 0
    assert_refused(asked("oddities", "list", "--region", "3x"))
    for words in (("oddities", "list"), ("recalls", "list"), ("batches", "list"), ("certificates", "show", row.number)):
        zh, en = (baigong(*words, "--lang", language).out for language in ("zh", "en"))
        assert zh.strip() and en.strip() and zh != en


def test_what_is_not_there_is_refused_with_a_sentence(node):
    codes = {
        ("batches", "show", "X"): "command.no_such_batch",
        ("batches", "resume", "X"): "command.no_such_batch",
        ("recalls", "show", 7): "command.no_such_recall",
        ("certificates", "show", "X"): "command.no_such_certificate",
    }

    told = {words: asked(*words) for words in codes}

    for one in told.values():
        assert_refused(one)
    assert {words: one.json["refusal"]["code"] for words, one in told.items()} == codes


def test_looking_makes_no_node_where_there_is_none(monkeypatch, tmp_path):
    monkeypatch.setenv("BAIGONG_HOME", str(tmp_path / "nowhere"))
    monkeypatch.delenv("DATABASE_URL", raising=False)

    for words in (("batches", "list"), ("recalls", "list"), ("oddities", "list"), ("certificates", "show", "X")):
        told = asked(*words)
        assert_refused(told)
        assert told.json["refusal"]["code"] == "command.no_node_here"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("told", "is_one"),
    [
        ({"record": "valid", "paper": "valid", "paper_offline": "unknown"}, True),
        ({"record": "expired", "status_list": "valid", "paper": "expired"}, True),
        ({"record": "void", "paper": "void", "paper_offline": "valid"}, False),
    ],
)
def test_doors_agree_unless_one_contradicts_another(told, is_one):
    assert do_agree([Door(name, answer, Fault("x", "x")) for name, answer in told.items()]) is is_one
