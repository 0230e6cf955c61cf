"""What is kept of issuing: sealed copies, forgetting, lists that are late, jobs that were lost, notices, paths."""

import os
from datetime import date, timedelta

import pytest
from django.conf import settings

from apps.certificates.batching import ISSUED, NODE, by_three, closed, decided, draft_of, issued, keyed, noticed
from apps.certificates.making import settled_certificate
from apps.registry.making import by_two, settled_person
from baigong.apps.authority.models import Account, Posting
from baigong.apps.certificates import actions, jobs, queries
from baigong.apps.certificates.issuing.printed import with_its_path
from baigong.apps.certificates.kept import documents_of_batches
from baigong.apps.certificates.models import Batch, Certificate, Draft, IssuingKey, SignedCopy, StatusList
from baigong.apps.certificates.permissions import objector
from baigong.apps.certificates.rotation import copy_keys, reseal
from baigong.apps.certificates.standing import State, standing
from baigong.apps.journal.models import Line
from baigong.apps.notices.jobs import tell_of_act
from baigong.apps.notices.models import Notice
from baigong.apps.registry.numbers import keyring_here
from baigong.apps.registry.rotation import Sealing
from baigong.apps.transparency.models import Entry
from baigong.apps.transparency.sequencing import sequence
from baigong.apps.transparency.shards import logs_here
from baigong.core.credentials import cose
from baigong.core.credentials.paths import led_to
from baigong.core.credentials.signing import Key
from baigong.core.scope import of_region
from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.ground.log.reading import Tree
from baigong.ground.log.source import source_of
from baigong.ground.vault.keyring import write_keyring
from cast import as_person

pytestmark = pytest.mark.django_db
HERE = of_region("330100")
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def own_node(node):
    """Keys, lists and copies lie under keys of the test's own."""


def copies():
    return SignedCopy.objects.order_by("id")


def told(act):
    line = Line.objects.filter(act=act).order_by("-id").first()
    tell_of_act(line.pk, line.subject, at=ISSUED)


def test_sealed_copies_and_lists_go_under_a_new_key_and_still_open(cast):
    issued(cast, 2)
    before = queries.forms_of(HERE, copies()[0].certificate_id, keyring_here())
    keyring = keyring_here().with_sealing_key(os.urandom, profile="international")
    write_keyring(keyring, settings.NODE.home.keyring)

    while reseal(Sealing(keyring, os.urandom)):
        pass

    assert set(copy_keys()) == {keyring.current}
    assert queries.forms_of(HERE, copies()[0].certificate_id, keyring_here()) == before


def test_to_forget_a_person_is_to_empty_her_forms_and_her_name_in_the_batch(cast):
    issued(cast, 1)
    copy = copies()[0]
    told_of = {"ground": "never_should_have_been", "reason": "误登"}

    by_two(cast, "certificates.forget_person", copy.certificate.holder.person, **told_of)

    copy.refresh_from_db()
    assert (copy.content, Draft.objects.get().name) == (None, None)
    assert queries.copy_of(HERE, copy.certificate_id, on=date(2025, 7, 9)).is_forgotten
    assert queries.forms_of(HERE, copy.certificate_id, keyring_here()) is None


def test_a_list_whose_key_is_gone_is_late_and_comes_with_the_next_key(cast):
    issued(cast, 1)
    jobs.publish_lists(at=ISSUED)
    key, first = IssuingKey.objects.get(), StatusList.objects.get().listed
    (settings.NODE.home.signing / key.name).unlink()

    jobs.publish_lists(at=ISSUED + DAY)
    late = StatusList.objects.get()
    actions.end_key(key, from_on=date(2025, 7, 10), because="lost", reason="磁盘损坏", by=cast.sun, at=ISSUED + DAY)
    actions.make_key(region="330100", by=cast.sun, at=ISSUED + DAY)
    jobs.publish_lists(at=ISSUED + DAY)

    assert (late.listed, late.published_at) == (first, ISSUED)
    assert StatusList.objects.get().published_at == ISSUED + DAY


def test_a_list_that_nothing_changed_is_signed_once_a_day(cast):
    issued(cast, 1)
    for hours in (0, 1, 19, 21):
        jobs.publish_lists(at=ISSUED + timedelta(hours=hours))

    assert Line.objects.filter(act="certificates.publish_status").count() == 2


def test_a_batch_whose_job_was_lost_is_taken_up_again(cast):
    batch = decided(cast, 3)

    jobs.resume_issuing(at=ISSUED)
    jobs.issue_certificates(0, f"certificates.batch/{batch.pk}", at=ISSUED)

    assert Batch.objects.get().state == "issued"
    assert Certificate.objects.count() == 3


def test_a_batch_that_waits_for_a_key_does_not_keep_the_others_waiting(cast):
    decided(cast, 1)
    key = IssuingKey.objects.get()
    actions.end_key(key, from_on=date(2025, 7, 9), because="leaked", reason="设备失窃", by=cast.sun, at=ISSUED)
    actions.make_key(region="330100", by=cast.sun, at=ISSUED)
    second = closed(cast, 1, first=70)
    by_three(cast, "certificates.issue_batch", second)

    jobs.resume_issuing(at=ISSUED)

    assert [one.state for one in Batch.objects.order_by("id")] == ["issuing", "issued"]


def test_a_countersigned_record_is_signed_by_the_job_once(cast):
    keyed(cast, kind="on_record")
    row = settled_certificate(1, settled_person(1), occupation_name="铣工", issuer_name="单位1")
    by_three(cast, "certificates.countersign", row)

    for _ in range(2):
        jobs.sign_record(0, f"certificates.certificate/{row.pk}", at=ISSUED)

    assert [(one.kind, one.certificate_id) for one in copies()] == [("on_record", row.pk)]


def test_documents_of_batches_are_kept(cast):
    noticed(cast)

    assert documents_of_batches() == {"0123456789abcdef"}


def test_a_holder_with_an_account_is_told_of_her_certificate_and_of_its_end(cast):
    batch = decided(cast, 2)
    as_person(cast.lan, draft_of(batch).holder.person_id)
    Posting.objects.filter(account=cast.lan.account).update(to_on=None)
    actions.issue_drafts(batch, random=os.urandom, by=NODE, at=ISSUED)
    told("certificates.issue_drafts")
    row = Certificate.objects.order_by("number")[0]
    by_two(cast, "certificates.void_certificate", row, ended_on=date(2025, 7, 9), reason="查实替考", at=ISSUED)
    told("certificates.void_certificate")

    found = Notice.objects.order_by("id").values_list("kind", "account__username", "facts__number")
    assert list(found) == [("certificate_issued", "lan", row.number), ("certificate_void", "lan", row.number)]


def test_the_office_is_told_of_an_objection_and_its_writer_of_the_answer(cast):
    batch = noticed(cast)
    objecting, at = actions.Objecting("未到场", b"m" * 16), ISSUED - 5 * DAY
    one = actions.file_objection(batch, objecting, by=objector(cast.lan.account), at=at)
    told("certificates.file_objection")
    actions.settle_objection(one, verdict="dismiss", answer="查无此事", by=cast.zhao, at=ISSUED)
    told("certificates.settle_objection")

    names = dict(Account.objects.values_list("pk", "username"))
    found = Notice.objects.order_by("id").values_list("kind", "account")
    assert [(kind, names[account]) for kind, account in found] == [
        ("objection_filed", "wang"),
        ("objection_settled", "lan"),
    ]


@pytest.mark.parametrize(
    ("cells", "on", "state"),
    [
        ({}, date(2025, 7, 1), State.IN_FORCE),
        ({"ending": "revoked", "ended_on": date(2025, 7, 1)}, date(2025, 6, 30), State.IN_FORCE),
        ({"ending": "revoked", "ended_on": date(2025, 7, 1)}, date(2025, 7, 1), State.REVOKED),
        ({"ending": "void", "ended_on": date(2025, 7, 1)}, date(2024, 6, 1), State.VOID),
        ({"valid_until": date(2025, 6, 30)}, date(2025, 7, 1), State.EXPIRED),
    ],
)
def test_one_function_says_whether_a_certificate_stands(cells, on, state):
    row = settled_certificate(1, settled_person(1), **cells)

    assert standing(row, on=on).state is state
    assert standing(f" {row.number.lower()} ", on=on) == standing(row, on=on)


def test_what_was_signed_says_as_what_and_a_number_that_is_not_here_says_so(cast):
    batch = issued(cast, 1)

    assert standing(Certificate.objects.get(batch=batch.key), on=date(2025, 7, 9)).kind == "issued_here"
    assert standing("S000033000001259999999", on=date(2025, 7, 9)).state is State.NOT_HERE


def test_once_a_day_is_sealed_the_printed_code_leads_to_its_entry(cast):
    issued(cast, 1)
    line = queries.copy_of(HERE, copies()[0].certificate_id, on=date(2025, 7, 9))
    forms = queries.forms_of(HERE, line.certificate, keyring_here()).forms
    assert with_its_path(forms, line.log_year, line.log_number, logs_here()) == forms.printed

    sequence(logs_here(), at=ISSUED, is_sealing=True)

    line = queries.copy_of(HERE, line.certificate, on=date(2025, 7, 9))
    printed = with_its_path(forms, line.log_year, line.log_number, logs_here())
    entry = bytes(Entry.objects.get(key__startswith="certificate/").entry)
    root = Tree(source_of(str(logs_here().folder(2025))), checkpoint_of(logs_here().published(2025).text)).node(8, 0)
    assert cose.path_in(printed).index == line.log_number
    assert led_to(cose.path_in(printed), entry) == root
    key = IssuingKey.objects.get()
    assert cose.opened(printed, {key.kid: Key(key.kid, bytes(key.public))}).number == line.number


def test_the_journal_keeps_no_name_and_no_mark_of_a_batch(cast):
    issued(cast, 2)

    said = str(list(Line.objects.values_list("facts", "before", "after")))
    assert "考生" not in said and "76.5" not in said
    assert Line.objects.filter(act="certificates.issue_drafts").values_list("facts__certificates", flat=True)[0] == 2
