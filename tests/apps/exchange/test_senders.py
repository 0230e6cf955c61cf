"""A partner's packages come in by their signature, in their order, and its log is held to what it showed before."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from baigong.apps.authority.actor import operator
from baigong.apps.authority.acts import NeedsApproval, NotAllowed, approving
from baigong.apps.exchange.actions import Order, end_partner, export_records, name_partner
from baigong.apps.exchange.actions.partners import EndedAlready, NamedElsewhere
from baigong.apps.exchange.exporting import make_export
from baigong.apps.exchange.models import Export, Origin, Partner, Upload
from baigong.apps.exchange.partners import own_keys, partners
from baigong.apps.exchange.partnership import BadPartnerKey, NoPartnerRegion, Partnership
from baigong.apps.exchange.queries import upload as upload_told
from baigong.apps.exchange.report import unpacked
from baigong.apps.exchange.signing import own_key
from baigong.apps.journal.models import Line
from baigong.apps.transparency.shards import logs_here
from baigong.core.scope import WHOLE
from baigong.core.tlog.checkpoints import checkpoint_of, opened
from baigong.core.tlog.notes import note_of, verified
from baigong.ground.log.store import publish
from baigong.ground.node.home import home_at
from cast import HANGZHOU
from contract.packages import bare, digest, write_package, zip_of
from contract.program import asked, assert_refused
from exchange_sending import AT, BODY, certificate, loaded, read, sent
from ground.log.serving import served
from ground.log.small import Log, some
from signed_packages import LOG, NAMESAKE, SENDER, STRANGER, a_log, note_for, signed_package

pytestmark = pytest.mark.django_db(transaction=True)
OPERATOR = operator("test")
TABLES = {"organisations": [BODY], "certificates": [certificate(1)]}
MORE = {"certificates": [certificate(2)]}
ZHEJIANG = "330000"


def named(region=ZHEJIANG, *, key=SENDER.key, log=LOG.key, needs_signature=True, address=""):
    told = Partnership(str(key), str(log) if log else "", address, needs_signature)
    with approving("exchange.name_partner"):
        return name_partner(told, region=region, by=OPERATOR, at=AT)


def ended(partner):
    with approving("exchange.end_partner"):
        end_partner(partner, by=OPERATOR, at=AT)


def taken(path, *words):
    """What the operator's load says of a package that it took; some findings there may be."""
    answer = asked("load", path, *words)
    assert answer.code in {0, 1}, answer
    return answer.json


def refusal_of(path):
    """What the operator's load is refused with; nothing of the package is there afterwards."""
    before = Origin.objects.count()

    answer = asked("load", path)

    assert_refused(answer)
    assert Origin.objects.count() == before
    code: str = Upload.objects.order_by("-id").first().refusal["code"]
    return code


def test_naming_a_partner_takes_two_people_and_the_journal_has_its_keys(cast):
    with pytest.raises(NeedsApproval):
        name_partner(Partnership(str(SENDER.key)), region=ZHEJIANG, by=cast.system, at=AT)

    partner = named()

    line = Line.objects.get(act="exchange.name_partner")
    assert (line.subject, line.after["package_key"]) == (f"exchange.partner/{partner.pk}", str(SENDER.key))
    with pytest.raises(NotAllowed):
        name_partner(Partnership(str(SENDER.key)), region=ZHEJIANG, by=cast.wang, at=AT)


@pytest.mark.parametrize("written", ["", "zhejiang.example", f"{SENDER.key}x", f"PRIVATE+KEY+{SENDER.key}"])
def test_what_is_no_key_names_nobody(cast, written):
    with pytest.raises(BadPartnerKey), approving("exchange.name_partner"):
        name_partner(Partnership(written), region=ZHEJIANG, by=OPERATOR, at=AT)


def test_a_region_that_is_none_has_no_partner(cast):
    with pytest.raises(NoPartnerRegion):
        named("99")


def test_two_regions_do_not_share_a_name(cast):
    named()

    with pytest.raises(NamedElsewhere):
        named("110000", key=NAMESAKE.key)


def test_a_partner_named_anew_follows_the_one_before_and_can_be_ended_once(cast):
    first, second = named(), named(key=STRANGER.key)
    first.refresh_from_db()
    ended(second)

    assert (first.ended_at, Partner.objects.filter(ended_at=None).count()) == (AT, 0)
    with pytest.raises(EndedAlready):
        ended(second)


def test_what_was_verified_stands_with_the_upload_and_can_be_verified_again(node, cast, tmp_path):
    partner, log = named(), a_log(tmp_path)
    package = zip_of(signed_package(tmp_path / "p", TABLES, log=log, region=HANGZHOU), tmp_path / "p.zip")

    upload = loaded(sent(package, node, cast.wang), cast.zhao)

    told = upload_told(WHOLE, upload.pk).signature
    assert (told.signer, told.is_known, told.log, told.size) == (SENDER.key.name, True, LOG.key.name, 3)
    note = note_of(told.note.encode())
    assert verified(note, [SENDER.key]) == [SENDER.key]
    assert note.text.split("\n")[2] == upload.package_digest
    assert opened(note_of(told.checkpoint.encode()), LOG.key).size == 3
    assert Origin.objects.get().partner_id == partner.pk
    facts = Line.objects.get(act="exchange.finish_load").facts
    assert (facts["signer"], facts["signer_key"], facts["log_size"]) == (SENDER.key.name, str(SENDER.key), 3)


def test_the_dry_run_tells_who_signed_and_refuses_what_does_not_hold(node, cast, tmp_path):
    named()
    good = zip_of(signed_package(tmp_path / "p", TABLES, region=HANGZHOU), tmp_path / "p.zip")
    bad = zip_of(signed_package(tmp_path / "q", TABLES, region=HANGZHOU, by=NAMESAKE), tmp_path / "q.zip")

    read_one, refused = read(sent(good, node, cast.wang)), read(sent(bad, node, cast.wang))

    assert (read_one.state, unpacked(read_one.report)["signature"]["signer"]) == ("checked", SENDER.key.name)
    assert (refused.state, refused.refusal["code"]) == ("refused", "package.signature")


def test_a_changed_note_is_refused_with_its_reason_in_both_languages(node, cast, tmp_path):
    path = signed_package(tmp_path / "p", TABLES, region=HANGZHOU)
    (path / "datapackage.json.note").write_text("nothing")

    upload = read(sent(zip_of(path, tmp_path / "p.zip"), node, cast.wang))

    assert upload.refusal["facts"]["why"] == {"zh": "不是签名说明（signed note）", "en": "it is no signed note"}


def test_an_unknown_signer_is_told_and_not_believed(node, tmp_path):
    told = taken(signed_package(tmp_path / "p", TABLES, by=STRANGER))["signature"]

    assert (told["signer"], told["known"], told["key"], told["log"]) == (STRANGER.key.name, False, None, None)
    assert Origin.objects.get().partner_id is None


def test_unsigned_packages_and_spreadsheets_go_on_as_before_where_nobody_signs(node, tmp_path):
    assert taken(write_package(tmp_path / "p", TABLES))["signature"] is None
    assert taken(bare(tmp_path / "证书.csv", [certificate(5)]))["signature"] is None


def test_a_region_that_must_sign_sends_nothing_unsigned_but_its_employers_spreadsheets_come_in(node, tmp_path):
    named()

    assert refusal_of(write_package(tmp_path / "p", TABLES)) == "package.unsigned"
    assert refusal_of(signed_package(tmp_path / "q", TABLES, by=STRANGER)) == "package.signer_not_taken"
    assert refusal_of(write_package(tmp_path / "r", TABLES, region="3301")) == "package.unsigned"
    assert taken(bare(tmp_path / "证书.csv", [certificate(5)]))["tables"]["certificates"]["accepted"] == 1
    assert taken(write_package(tmp_path / "s", {"certificates": [certificate(6)]}, region="34"))["signature"] is None


def test_whoever_signed_once_signs_from_then_on(node, tmp_path):
    named(needs_signature=False)
    taken(write_package(tmp_path / "unsigned", MORE))
    taken(signed_package(tmp_path / "p", TABLES, sequence=1))

    assert refusal_of(write_package(tmp_path / "q", {"certificates": [certificate(3)]})) == "package.unsigned"


def test_a_partner_of_another_region_does_not_sign_for_this_one(node, tmp_path):
    named("110000")

    assert refusal_of(signed_package(tmp_path / "p", TABLES)) == "package.signer_elsewhere"


def test_a_province_signs_for_its_cities(node, tmp_path):
    named()

    assert taken(signed_package(tmp_path / "p", TABLES, region="330100"))["signature"]["known"] is True


def test_the_same_package_again_changes_nothing_and_an_older_one_is_refused(node, tmp_path):
    named(log=None)
    older = signed_package(tmp_path / "older", MORE, sequence=4)
    newer = signed_package(tmp_path / "newer", TABLES, sequence=5)

    assert taken(newer)["tables"]["certificates"]["accepted"] == 1
    assert taken(newer)["tables"]["certificates"]["unchanged"] == 1
    assert refusal_of(older) == "package.older"


def test_a_chain_of_deltas_is_followed_with_its_log(node, tmp_path):
    named()
    log = a_log(tmp_path)
    first = signed_package(tmp_path / "1", TABLES, log=log, sequence=1)
    log.grow(some(40, 3))
    previous = digest((first / "datapackage.json").read_bytes())
    told = {"kind": "delta", "sequence": 2, "previous": previous}
    second = signed_package(tmp_path / "2", MORE, log=log, since=3, **told)

    assert taken(first)["signature"]["log"] == {"origin": LOG.key.name, "size": 3}
    assert taken(second)["signature"]["log"] == {"origin": LOG.key.name, "size": 43}
    assert [checkpoint_of(one.checkpoint).size for one in Origin.objects.order_by("id")] == [3, 43]


def test_a_log_that_forks_shrinks_or_is_missing_refuses_the_package(node, tmp_path):
    named()
    taken(signed_package(tmp_path / "1", TABLES, log=a_log(tmp_path, 5), sequence=1))
    forked = signed_package(tmp_path / "2", MORE, log=a_log(tmp_path, 5, name="b", first=90), sequence=2)
    shrunk = signed_package(tmp_path / "3", MORE, log=a_log(tmp_path, 4, name="c"), sequence=3)
    without = signed_package(tmp_path / "4", MORE, sequence=4)

    assert refusal_of(forked) == "package.log_forked"
    assert refusal_of(shrunk) == "package.log_shrank"
    assert refusal_of(without) == "package.checkpoint_missing"


def test_growth_that_no_package_proves_is_fetched_from_the_partners_log(node, tmp_path):
    """A receiver to whom the packages in between never came."""
    log = a_log(tmp_path)
    with served(log.folder) as address:
        named(address=address)
        taken(signed_package(tmp_path / "1", TABLES, log=log, sequence=1))
        log.grow(some(40, 3))
        log.grow(some(300, 43))

        third = taken(signed_package(tmp_path / "3", MORE, log=log, since=43, sequence=3))
        forked = a_log(tmp_path, 400, name="b", first=90)
        shutil.rmtree(log.folder)
        shutil.copytree(forked.folder, log.folder)

        assert third["signature"]["log"] == {"origin": LOG.key.name, "size": 343}
        assert refusal_of(signed_package(tmp_path / "4", MORE, log=forked, sequence=4)) == "package.log_forked"


def test_growth_that_nobody_can_be_asked_for_is_refused_with_the_ways_on(node, tmp_path):
    named(address="http://127.0.0.1:9/log/2026")
    log = a_log(tmp_path)
    taken(signed_package(tmp_path / "1", TABLES, log=log, sequence=1))
    log.grow(some(40, 3))

    answer = asked("load", signed_package(tmp_path / "3", MORE, log=log, sequence=3))

    assert answer.json["refusal"]["code"] == "package.log_unproven"
    assert "export --since" in answer.json["refusal"]["en"]


def test_a_key_of_the_year_to_come_that_is_missing_is_told_before_packages_are_refused(node, cast, tmp_path):
    partner = named()
    path = signed_package(tmp_path / "p", TABLES, region=HANGZHOU)
    note_for(path, at=datetime(2026, 12, 1, 8, tzinfo=UTC))

    upload = read(sent(zip_of(path, tmp_path / "p.zip"), node, cast.wang))

    assert upload_told(WHOLE, upload.pk).signature.year_without_key == 2027
    assert taken(path)["signature"]["year_without_key"] == 2027
    days = (date(2026, 11, 30), date(2026, 12, 1), date(2027, 1, 1))
    assert [partners(WHOLE, on=day)[0].year_without_key for day in days] == [None, 2027, 2027]
    ended(partner)
    assert partners(WHOLE, on=days[1], has_ended=True)[0].year_without_key is None


def test_another_stream_of_the_same_partner_shows_the_same_log(node, tmp_path):
    named()
    taken(signed_package(tmp_path / "1", TABLES, log=a_log(tmp_path, 5), sequence=1))
    forked = a_log(tmp_path, 5, name="b", first=90)

    assert (
        refusal_of(signed_package(tmp_path / "2", MORE, log=forked, sequence=2, region="3301")) == "package.log_forked"
    )


def test_named_anew_a_partner_begins_anew(node, tmp_path):
    named()
    taken(signed_package(tmp_path / "1", TABLES, log=a_log(tmp_path, 5), sequence=1))
    named()

    again = signed_package(tmp_path / "2", MORE, log=a_log(tmp_path, 4, name="c"), sequence=2)

    assert taken(again)["signature"]["log"]["size"] == 4


def test_the_operators_key_must_have_signed(node, tmp_path):
    path = signed_package(tmp_path / "p", TABLES)

    assert_refused(asked("load", path, "--sender-key", STRANGER.key))

    assert taken(path, "--sender-key", SENDER.key)["signature"]["known"] is True


def test_the_operators_key_does_not_stand_in_for_the_partners(node, tmp_path):
    named()
    path = signed_package(tmp_path / "p", TABLES, by=STRANGER)

    answer = asked("load", path, "--sender-key", STRANGER.key)

    assert answer.json["refusal"]["code"] == "package.signer_not_taken"


# From one node to another.


@pytest.fixture
def published(node):
    """The node's log of a year, in which something stands."""
    logs = logs_here()
    logs.begin(2026)
    return PublishedLog(logs)


class PublishedLog:
    def __init__(self, logs):
        self.logs, self.size = logs, 0

    def grow(self, count):
        log = a_node_log(self.logs)
        log.append(some(count, self.size))
        self.size += count
        publish(log.folder, log.sign())


def a_node_log(logs):
    log = Log(logs.home.folder, "unused", logs.signer(2026))
    log.place = logs.place(2026)
    return log


def exported(node, folder, *, since=None):
    order = Order("raw", since, "核对")
    export = export_records(order, region=node.region, by=OPERATOR, at=AT)
    make_export(export, folder, node, by=OPERATOR, at=AT)
    return folder


def moved(settings, node, home):
    """Another node under the same keyring, with nothing on record."""
    other = home_at(home)
    other.keyring.parent.mkdir(exist_ok=True)
    shutil.copy(node.home.keyring, other.keyring)
    call_command("flush", verbosity=0, interactive=False)
    settings.NODE = replace(settings.NODE, home=other)


def test_packages_of_one_node_are_known_on_another_with_the_growth_of_its_log(node, published, settings, tmp_path):
    published.grow(3)
    taken(write_package(tmp_path / "p", TABLES))
    first = exported(node, tmp_path / "first")
    published.grow(300)
    taken(write_package(tmp_path / "q", MORE, sequence=2))
    second = exported(node, tmp_path / "second", since=1)
    third = exported(node, tmp_path / "third.zip")
    theirs, log = own_key(published.logs), published.logs.public_key(2026)
    assert [one.signed_by for one in Export.objects.all()] == [str(theirs)] * 3

    moved(settings, node, tmp_path / "other")
    named("00", key=theirs, log=log)
    told = [taken(path)["signature"] for path in (first, second, third)]

    assert [(one["known"], one["log"]["size"]) for one in told] == [(True, 3), (True, 303), (True, 303)]
    assert told[0]["signer"] == "localhost:8000"


def test_a_node_tells_the_key_of_its_next_log_before_that_begins(node):
    logs = logs_here()

    november, december = (own_keys(logs, on=day).next_log for day in (date(2026, 11, 30), date(2026, 12, 1)))
    logs.begin(2027)

    assert (november, december.name) == (None, "localhost:8000/log/2027")
    assert december.key == str(logs.public_key(2027))


def test_a_package_that_leaves_says_nothing_of_anybody_beside_its_tables(node, published, tmp_path):
    published.grow(3)
    taken(write_package(tmp_path / "p", TABLES))

    path = exported(node, tmp_path / "first")

    beside = {
        one.relative_to(path).as_posix(): one.read_text()
        for one in path.rglob("*")
        if one.suffix != ".parquet" and one.is_file()
    }
    assert sorted(beside) == ["datapackage.json", "datapackage.json.note", "log/checkpoint"]
    assert [name for name, text in beside.items() if certificate(1)["id_number"] in text] == []
    assert verified(note_of(beside["datapackage.json.note"].encode()), [own_key(published.logs)])


def test_a_node_without_a_log_signs_all_the_same(node, tmp_path):
    taken(write_package(tmp_path / "p", TABLES))

    path = exported(node, tmp_path / "first")

    assert sorted(one.name for one in path.iterdir() if one.suffix != ".parquet") == [
        "datapackage.json",
        "datapackage.json.note",
    ]
    assert asked("check", path, "--sender-key", own_key(logs_here())).json["signature"]["known"] is True
