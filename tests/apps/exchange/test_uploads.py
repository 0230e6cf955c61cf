"""Uploads of accounts: sealed, tried out, confirmed by somebody else, loaded once, gone when their time is over."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from baigong.apps.authority.actor import operator
from baigong.apps.authority.acts import NotAllowed, named
from baigong.apps.authority.moving import WrongState
from baigong.apps.certificates.models import Certificate
from baigong.apps.exchange import jobs
from baigong.apps.exchange.actions import (
    Sent,
    check_upload,
    confirm_upload,
    expire_upload,
    finish_load,
    receive_upload,
    refuse_upload,
    take_faulty_rows,
    withdraw_upload,
)
from baigong.apps.exchange.report import unpacked
from baigong.apps.exchange.store import NoLongerKept, NothingSent, UploadTooLarge, opened, seal_away
from baigong.apps.journal.models import Line
from baigong.apps.registry.models import Person
from cast import BEIJING, HANGZHOU
from contract.packages import bare, write_package, zip_of
from contract.program import asked
from exchange_sending import AT, certificate, loaded, read, sent

pytestmark = pytest.mark.django_db(transaction=True)
SENT = Sent("证书.csv", "sha256:00", 3, {})
REFUSAL = {"code": "x", "sentence": "Sentence.", "facts": {}}


@pytest.fixture
def roster(tmp_path):
    return bare(tmp_path / "证书.csv", [certificate(1), certificate(2), certificate(3, issued_on="2024-02-30")])


@pytest.fixture
def upload(node, cast, roster):
    return sent(roster, node, cast.wang)


def last_line(act: str) -> Line:
    return Line.objects.filter(act=act).order_by("-id").first()


def test_an_upload_is_received_with_its_digest_and_a_time_to_expire(upload, cast):
    assert (upload.state, upload.region, upload.account_id) == ("received", HANGZHOU, cast.wang.account)
    assert upload.expires_at == AT + timedelta(days=30)
    assert last_line("exchange.receive_upload").facts["digest"] == upload.digest


def test_what_lies_on_the_disk_is_sealed(upload, node, roster):
    content = (node.home.uploads / upload.sealed_as).read_bytes()

    assert certificate(1)["id_number"].encode() not in content
    with opened(upload.sealed_as, node, name=upload.name) as path:
        assert path.read_bytes() == roster.read_bytes()
    assert not path.exists()


def test_an_office_receives_nothing_for_another_region(cast):
    with pytest.raises(NotAllowed):
        receive_upload(SENT, region=BEIJING, by=cast.wang, at=AT)


def test_an_employer_sends_no_packages(cast):
    with pytest.raises(NotAllowed):
        receive_upload(SENT, region=HANGZHOU, by=cast.chen, at=AT)


def test_a_number_in_the_name_of_a_file_is_not_kept(node, cast, tmp_path):
    path = bare(tmp_path / f"{certificate(1)['id_number']}.csv", [certificate(1)])

    upload = sent(path, node, cast.wang)

    assert upload.name == "….csv"
    assert certificate(1)["id_number"] not in str(Line.objects.values())


def test_more_than_may_come_and_nothing_at_all_are_refused_and_leave_nothing(node, tmp_path):
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "large").write_bytes(bytes(2 << 20))

    with (tmp_path / "empty").open("rb") as file, pytest.raises(NothingSent):
        seal_away(file, node)
    with (tmp_path / "large").open("rb") as file, pytest.raises(UploadTooLarge):
        seal_away(file, node, limit=1)

    assert list(node.home.uploads.iterdir()) == []


def test_receiving_defers_the_dry_run_and_confirming_the_load(upload, cast):
    read(upload)
    confirm_upload(upload, by=cast.zhao, at=AT)

    tasks = ProcrastinateJob.objects.order_by("id").values_list("task_name", "args")
    assert [task for task in tasks if task[0] != "notices.tell_of_act"] == [
        (task, {"line": line.id, "subject": named(upload)})
        for task, line in (
            ("exchange.read_upload", last_line("exchange.receive_upload")),
            ("exchange.load_upload", last_line("exchange.confirm_upload")),
        )
    ]


def test_a_dry_run_reports_and_writes_nothing_else(upload):
    read(upload)

    report = unpacked(upload.report)
    assert upload.state == "checked"
    assert report["tables"]["certificates"] == {
        "rows": 3,
        "accepted": 2,
        "amended": 0,
        "unchanged": 0,
        "quarantined": 1,
    }
    assert report["finding_counts"]["day.unreadable"] == 1
    assert (Certificate.objects.count(), Person.objects.count()) == (0, 0)


def test_what_cannot_be_read_is_refused_with_the_reason(node, cast, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")

    upload = read(sent(path, node, cast.wang))

    assert (upload.state, upload.refusal["code"]) == ("refused", "package.zip")
    assert last_line("exchange.refuse_upload").facts == {"refusal": "package.zip"}


def test_a_confirmed_upload_is_loaded_once_however_often_its_job_is_done(upload, cast):
    loaded(upload, cast.zhao)

    jobs.load_upload(0, named(upload), at=AT)
    jobs.read_upload(0, named(upload), at=AT)

    assert (upload.state, Certificate.objects.count()) == ("loaded", 2)
    assert Line.objects.filter(act="exchange.finish_load").count() == 1


def test_nobody_confirms_what_she_sent_herself(upload, cast):
    read(upload)
    both = cast.li  # handler, reviewer and approver at once, of Beijing
    own = receive_upload(SENT, region=BEIJING, by=both, at=AT)
    check_upload(own, report={}, by=operator("worker"), at=AT)

    with pytest.raises(NotAllowed):
        confirm_upload(own, by=both, at=AT)


def test_a_handler_does_not_confirm(upload, cast):
    read(upload)

    with pytest.raises(NotAllowed):
        confirm_upload(upload, by=cast.wang, at=AT)


def test_another_regions_reviewer_does_not_confirm(upload, cast):
    read(upload)

    with pytest.raises(NotAllowed):
        confirm_upload(upload, by=cast.li, at=AT)


def test_what_was_not_read_is_not_confirmed(upload, cast):
    with pytest.raises(WrongState):
        confirm_upload(upload, by=cast.zhao, at=AT)


def test_the_journal_says_who_confirmed(upload, cast):
    read(upload)

    confirm_upload(upload, by=cast.zhao, at=AT)

    line = last_line("exchange.confirm_upload")
    assert (line.actor, line.subject, line.region) == (cast.zhao.name, named(upload), HANGZHOU)
    assert upload.confirmed_by_id == cast.zhao.account


@pytest.mark.parametrize("act", [check_upload, refuse_upload, withdraw_upload, expire_upload, take_faulty_rows])
def test_strangers_do_nothing_with_an_upload(upload, cast, act):
    words = {check_upload: {"report": {}}, refuse_upload: {"refusal": REFUSAL}}.get(act, {})

    for stranger in (cast.li, cast.chen, cast.lan, cast.security, cast.nobody):
        with pytest.raises(NotAllowed):
            act(upload, **words, by=stranger, at=AT)


def test_only_the_node_checks_loads_and_expires(upload, cast):
    for act, words in ((check_upload, {"report": {}}), (expire_upload, {})):
        with pytest.raises(NotAllowed):
            act(upload, **words, by=cast.wang, at=AT)
    with pytest.raises(NotAllowed):
        finish_load(upload, None, by=cast.wang, at=AT)


def test_a_sender_takes_her_upload_back_until_it_is_confirmed(upload, cast):
    read(upload)

    withdraw_upload(upload, by=cast.wang, at=AT)

    assert upload.state == "withdrawn"
    assert last_line("exchange.withdraw_upload").after["state"] == "withdrawn"


def test_a_confirmed_upload_is_not_taken_back(upload, cast):
    read(upload)
    confirm_upload(upload, by=cast.zhao, at=AT)

    with pytest.raises(WrongState):
        withdraw_upload(upload, by=cast.wang, at=AT)


def test_a_reviewer_refuses_what_was_checked(upload, cast):
    read(upload)

    refuse_upload(upload, refusal=REFUSAL, by=cast.zhao, at=AT)

    assert upload.state == "refused"
    with pytest.raises(WrongState):
        refuse_upload(upload, refusal=REFUSAL, by=cast.zhao, at=AT)


def test_expired_bytes_are_gone_and_what_became_of_them_stays(upload, node, cast):
    loaded(upload, cast.zhao)

    jobs.expire(at=AT + timedelta(days=29))
    assert (node.home.uploads / upload.sealed_as).exists()
    jobs.expire(at=AT + timedelta(days=30))

    assert list(node.home.uploads.iterdir()) == []
    upload.refresh_from_db()
    assert (upload.state, upload.sealed_as, upload.faulty) == ("loaded", "", "")
    with pytest.raises(NoLongerKept), opened(upload.sealed_as, node, name="a.csv"):
        pass
    assert last_line("exchange.expire_upload").subject == named(upload)


def test_a_sealed_file_that_no_upload_names_is_swept_away(node, roster):
    with roster.open("rb") as file:
        seal_away(file, node)

    jobs.expire(at=AT.replace(year=2099))

    assert list(node.home.uploads.iterdir()) == []


def test_a_zipped_package_of_the_senders_region_is_loaded(node, cast, tmp_path):
    tables = {"certificates": [certificate(1), certificate(2)]}
    folder = write_package(tmp_path / "p", tables, region="330106")

    upload = loaded(sent(zip_of(folder, tmp_path / "p.zip"), node, cast.wang), cast.zhao)

    assert (upload.state, Certificate.objects.count()) == ("loaded", 2)


def test_a_package_of_another_region_is_refused_whole(node, cast, tmp_path):
    folder = write_package(tmp_path / "p", {"certificates": [certificate(1)]}, region="33")

    upload = read(sent(zip_of(folder, tmp_path / "p.zip"), node, cast.wang))

    assert (upload.state, upload.refusal["code"]) == ("refused", "exchange.other_region")


def test_a_row_of_another_region_is_set_aside(node, cast, tmp_path):
    rows = [certificate(1), certificate(2, region="330203"), certificate(3, region="")]

    upload = loaded(sent(bare(tmp_path / "证书.csv", rows), node, cast.wang), cast.zhao)

    assert unpacked(upload.report)["finding_counts"]["region.elsewhere"] == 1
    assert set(Certificate.objects.values_list("number", flat=True)) == {rows[0]["number"], rows[2]["number"]}


def test_nobody_voids_another_regions_certificate_by_leaving_the_region_empty(node, cast, tmp_path):
    own = certificate(1, region="330203")
    operators = write_package(tmp_path / "ningbo", {"certificates": [own]})
    loaded_by_operator(operators)
    ending = {"ended_on": "2024-06-01", "ending": "void"}

    upload = loaded(sent(bare(tmp_path / "证书.csv", [own | {"region": ""} | ending]), node, cast.wang), cast.zhao)

    assert unpacked(upload.report)["finding_counts"] == {"record.of_another_region": 1}
    assert Certificate.objects.get().ending is None


def test_whoever_wrote_a_record_last_may_amend_it_wherever_its_person_lives(node, cast, tmp_path):
    person = {"id_number": certificate(1)["id_number"], "region": "410105"}
    loaded(sent(bare(tmp_path / "人员.csv", [person]), node, cast.wang), cast.zhao)

    later = bare(tmp_path / "人员2.csv", [person | {"groups": "migrant"}])
    upload = loaded(sent(later, node, cast.wang), cast.zhao)

    assert unpacked(upload.report)["tables"]["persons"]["amended"] == 1


def test_a_person_whom_another_region_described_is_not_amended_but_may_be_said_again(node, cast, tmp_path):
    person = {"id_number": certificate(1)["id_number"], "region": "410105", "groups": "migrant"}
    loaded_by_operator(write_package(tmp_path / "henan", {"persons": [person]}, region="41"))

    rows = [person, person | {"left_on": "2024-01-01"}]
    upload = loaded(sent(bare(tmp_path / "人员.csv", rows), node, cast.wang), cast.zhao)

    assert unpacked(upload.report)["tables"]["persons"] == {
        "rows": 2,
        "accepted": 0,
        "amended": 0,
        "unchanged": 1,
        "quarantined": 1,
    }


def loaded_by_operator(package):
    assert asked("load", package).code in {0, 1}
