"""Packages in and out by the API."""

import json
import zipfile
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from baigong.apps.authority.acts import named
from baigong.apps.exchange import jobs
from baigong.apps.exchange.models import Export, Upload
from baigong.apps.journal.models import Line
from baigong.apps.journal.sealing import seal_lines
from cast import BEIJING, HANGZHOU
from contract.packages import csv_bytes, zip_of
from exchange_sending import AT, certificate
from signed_packages import LOG, SENDER, a_log, signed_package

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = "/api/v1/exchange"
WRONG = certificate(2, issued_on="2024-02-30")


def roster(*rows, name="证书.csv"):
    return SimpleUploadedFile(name, csv_bytes("certificates", rows))


def sent(client, file, **told):
    answer = client.post(f"{ROOT}/uploads", {"region": HANGZHOU, "file": file, **told})
    return answer.json().get("id"), answer


def worked() -> None:
    """What the worker would do now."""
    for upload in Upload.objects.all():
        jobs.read_upload(0, named(upload), at=AT)
        jobs.load_upload(0, named(upload), at=AT)
    for export in Export.objects.all():
        jobs.write_export(0, named(export), at=AT)


def post(client, address, **body):
    return client.post(ROOT + address, data=body, content_type="application/json")


def code(answer):
    return answer.status_code, answer.json()["code"]


class TestUploads:
    def test_a_roster_goes_from_received_to_loaded_through_two_people(self, node, cast, client_of):
        wang, zhao = client_of("wang"), client_of("zhao")

        number, answer = sent(wang, roster(certificate(1), WRONG))
        assert answer.status_code == 202
        worked()
        checked = zhao.get(f"{ROOT}/uploads/{number}").json()
        confirmed = post(zhao, f"/uploads/{number}/confirm")
        worked()

        assert (checked["state"], checked["sent_by"]) == ("checked", "wang")
        assert checked["tables"]["certificates"]["quarantined"] == 1
        [kind] = [kind for kind in checked["kinds"] if kind["quarantined"]]
        assert (kind["code"], kind["count"], kind["rows"]) == ("day.unreadable", 1, [2])
        assert {one["row"] for one in checked["findings"] if one["quarantined"]} == {2}
        assert kind["said"][0]["zh"] != kind["said"][0]["en"]
        assert confirmed.status_code == 200
        [line] = wang.get(f"{ROOT}/uploads", {"state": "loaded"}).json()["items"]
        assert (line["id"], line["confirmed_by"]) == (number, "zhao")

    def test_the_sender_does_not_confirm_and_another_office_sees_nothing(self, node, cast, client_of):
        number, _ = sent(client_of("wang"), roster(certificate(1)))
        worked()

        assert code(post(client_of("wang"), f"/uploads/{number}/confirm")) == (403, "authority.not_allowed")
        assert client_of("li").get(f"{ROOT}/uploads").json()["items"] == []
        for answer in (
            client_of("li").get(f"{ROOT}/uploads/{number}"),
            post(client_of("li"), f"/uploads/{number}/confirm"),
        ):
            assert code(answer) == (404, "exchange.upload.not_found")
        assert Client().get(f"{ROOT}/uploads").status_code == 401

    def test_faulty_rows_are_fetched_and_the_journal_says_by_whom(self, node, cast, client_of):
        number, _ = sent(client_of("wang"), roster(certificate(1), WRONG))
        worked()

        answer = client_of("wang").post(f"{ROOT}/uploads/{number}/faulty-rows")

        sheet = openpyxl.load_workbook(BytesIO(answer.getvalue())).worksheets[0]
        assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [2]
        assert Line.objects.filter(act="exchange.take_faulty_rows").get().actor == cast.wang.name

    def test_one_takes_back_and_another_sends_back(self, node, cast, client_of):
        first, _ = sent(client_of("wang"), roster(certificate(1)))
        second, _ = sent(client_of("wang"), roster(certificate(2)))
        worked()

        taken_back = post(client_of("wang"), f"/uploads/{first}/withdraw")
        sent_back = post(client_of("zhao"), f"/uploads/{second}/refuse", reason="表头不全")

        assert (taken_back.status_code, sent_back.status_code) == (200, 200)
        states = {line["id"]: line["state"] for line in client_of("wang").get(f"{ROOT}/uploads").json()["items"]}
        assert states == {first: "withdrawn", second: "refused"}
        told = client_of("wang").get(f"{ROOT}/uploads/{second}").json()
        assert "表头不全" in told["refusal"]["zh"]

    def test_what_may_not_be_sent_is_refused(self, node, cast, client_of):
        wang = client_of("wang")

        assert code(sent(wang, roster(certificate(1)), region=BEIJING)[1]) == (403, "authority.not_allowed")
        assert code(sent(wang, SimpleUploadedFile("a.csv", b""))[1]) == (422, "exchange.nothing_sent")
        assert code(sent(wang, roster(certificate(1)), channel="nonsense")[1]) == (422, "declared.value")
        assert code(sent(client_of("chen"), roster(certificate(1)))[1]) == (403, "authority.not_allowed")
        assert list(node.home.uploads.glob("*.part")) == []

    def test_what_is_declared_fills_the_file(self, node, cast, client_of):
        row = {name: cell for name, cell in certificate(1).items() if name != "channel"}
        number, _ = sent(client_of("wang"), roster(row), channel="identification")
        worked()

        told = client_of("wang").get(f"{ROOT}/uploads/{number}").json()

        assert (told["declared"], told["tables"]["certificates"]["accepted"]) == ({"channel": "identification"}, 1)

    def test_the_same_request_sent_again_is_one_upload(self, node, cast, client_of):
        headers = {"Idempotency-Key": "one"}
        answers = [
            client_of("wang").post(
                f"{ROOT}/uploads", {"region": HANGZHOU, "file": roster(certificate(1))}, headers=headers
            )
            for _ in range(2)
        ]

        assert answers[0].json() == answers[1].json()
        assert Upload.objects.count() == 1

    def test_larger_than_may_be_is_refused_before_it_is_received(self, node, cast, client_of, settings):
        settings.UPLOAD_MEGABYTES = 1
        large = SimpleUploadedFile("a.csv", bytes(3 << 20))

        assert code(sent(client_of("wang"), large)[1]) == (413, "api.too_large")


def loaded_hangzhou(client_of):
    number, _ = sent(client_of("wang"), roster(certificate(1), certificate(2)))
    worked()
    post(client_of("zhao"), f"/uploads/{number}/confirm")
    worked()
    seal_lines(at=AT)


class TestExports:
    def test_an_export_is_ordered_made_and_fetched(self, node, cast, client_of):
        loaded_hangzhou(client_of)
        wang = client_of("wang")

        number = post(wang, "/exports", region=HANGZHOU).json()["id"]
        worked()
        told = wang.get(f"{ROOT}/exports/{number}").json()
        fetched = wang.post(f"{ROOT}/exports/{number}/fetch")

        assert (told["state"], told["identity"], told["rows"]["certificates"]) == ("made", "keyed", 2)
        with zipfile.ZipFile(BytesIO(fetched.getvalue())) as archive:
            descriptor = json.loads(archive.read("datapackage.json"))
        assert (descriptor["baigong"]["region"], descriptor["baigong"]["sequence"]) == (HANGZHOU, told["sequence"])
        assert (told["key"]["key"], told["log"], told["size"]) == (told["signed_by"], "", None)
        assert Line.objects.filter(act="exchange.fetch_export").get().actor == cast.wang.name
        assert [line["id"] for line in wang.get(f"{ROOT}/exports").json()["items"]] == [number]

    def test_raw_records_need_a_reason_and_an_office_its_own_region(self, node, cast, client_of):
        wang = client_of("wang")

        assert code(post(wang, "/exports", region=HANGZHOU, identity="raw")) == (422, "exchange.no_reason")
        assert code(post(wang, "/exports", region=BEIJING)) == (403, "authority.not_allowed")

    def test_whoever_confirms_exports_cannot_take_one_away(self, node, cast, client_of):
        zhao = client_of("zhao")
        number = post(zhao, "/exports", region=HANGZHOU).json()["id"]
        worked()

        assert code(zhao.post(f"{ROOT}/exports/{number}/fetch")) == (403, "authority.not_allowed")

    def test_an_export_that_cannot_be_made_says_why(self, node, cast, client_of):
        number = post(client_of("wang"), "/exports", region=HANGZHOU, since=99).json()["id"]
        worked()

        told = client_of("wang").get(f"{ROOT}/exports/{number}").json()

        assert (told["state"], told["refusal"]["code"]) == ("failed", "exchange.no_such_export")
        answer = client_of("wang").post(f"{ROOT}/exports/{number}/fetch")
        assert code(answer) == (422, "exchange.no_longer_kept")

    def test_another_office_finds_no_export(self, node, cast, client_of):
        number = post(client_of("wang"), "/exports", region=HANGZHOU).json()["id"]

        assert code(client_of("li").get(f"{ROOT}/exports/{number}")) == (404, "exchange.export.not_found")


class TestTemplates:
    def test_a_template_is_there_for_everybody(self, db):
        names = [table["name"] for table in Client().get(f"{ROOT}/templates").json()]
        answer = Client().get(f"{ROOT}/templates/certificates")

        assert names[:3] == ["persons", "merges", "organisations"]
        assert openpyxl.load_workbook(BytesIO(answer.getvalue())).sheetnames == ["证书", "填表说明"]
        assert code(Client().get(f"{ROOT}/templates/nothing")) == (404, "api.not_found")


class TestChanges:
    def test_the_feed_tells_what_was_loaded_page_by_page_and_names_nobody(self, node, cast, client_of):
        loaded_hangzhou(client_of)
        wang = client_of("wang")

        found, cursor = [], ""
        while (told := wang.get(f"{ROOT}/changes", {"after": cursor, "limit": 3}).json())["items"]:
            found, cursor = found + told["items"], told["cursor"]

        assert sorted(one["table"] for one in found) == ["certificates"] * 2 + ["persons"] * 2
        assert {one["key"] for one in found if one["table"] == "certificates"} == {
            certificate(1)["number"],
            certificate(2)["number"],
        }
        assert {len(one["key"]) for one in found if one["table"] == "persons"} == {32}
        assert told["cursor"] == cursor
        assert certificate(1)["id_number"] not in str(found)
        assert client_of("li").get(f"{ROOT}/changes").json()["items"] == []
        assert code(wang.get(f"{ROOT}/changes", {"after": "nonsense"})) == (422, "exchange.bad_cursor")

    def test_a_subscription_keeps_its_place(self, node, cast, client_of):
        loaded_hangzhou(client_of)
        wang = client_of("wang")

        made = post(wang, "/subscriptions", name="register")
        first = wang.get(f"{ROOT}/subscriptions/register/changes", {"limit": 3}).json()
        again = wang.get(f"{ROOT}/subscriptions/register/changes", {"limit": 3}).json()
        post(wang, "/subscriptions/register/acknowledge", cursor=first["cursor"])
        rest = wang.get(f"{ROOT}/subscriptions/register/changes").json()

        assert made.status_code == 201
        assert first == again
        assert (len(first["items"]), len(rest["items"])) == (3, 1)
        assert wang.get(f"{ROOT}/subscriptions").json() == [{"name": "register", "cursor": first["cursor"]}]
        answer = client_of("zhao").get(f"{ROOT}/subscriptions/register/changes")
        assert code(answer) == (404, "exchange.subscription.not_found")
        assert wang.delete(f"{ROOT}/subscriptions/register").status_code == 200
        assert wang.get(f"{ROOT}/subscriptions").json() == []

    def test_whoever_has_no_office_follows_nothing(self, node, cast, client_of):
        assert code(post(client_of("chen"), "/subscriptions", name="a")) == (403, "authority.not_allowed")


def test_a_partner_is_named_by_two_and_its_packages_show_who_signed_them(node, client_of, tmp_path):
    system, security, wang = client_of("system"), client_of("security"), client_of("wang")
    naming = {"region": "330000", "package_key": str(SENDER.key), "log_keys": [str(LOG.key)]}
    waiting = post(system, "/partners", **naming)
    assert waiting.status_code == 202
    approved = security.post(
        f"/api/v1/authority/proposals/{waiting.json()['proposal']}/approve", {}, content_type="application/json"
    )
    assert approved.status_code == 200, approved.content
    package = signed_package(tmp_path / "p", {"certificates": [certificate(1)]}, log=a_log(tmp_path), region=HANGZHOU)
    packed = SimpleUploadedFile("p.zip", zip_of(package, tmp_path / "p.zip").read_bytes())

    number, _ = sent(wang, packed)
    worked()

    [partner] = security.get(f"{ROOT}/partners").json()
    told = wang.get(f"{ROOT}/uploads/{number}").json()["signature"]
    assert (partner["package_key"]["key"], partner["log_keys"][0]["name"]) == (str(SENDER.key), LOG.key.name)
    assert (told["signer"], told["is_known"], told["size"]) == (SENDER.key.name, True, 3)
    assert told["note"].startswith("baigong package\n") and told["year_without_key"] is None
    assert post(security, f"/partners/{partner['id']}/end").status_code == 403  # the other one proposes
    assert post(system, f"/partners/{partner['id']}/end").status_code == 202


def test_a_key_that_is_none_is_refused_before_anybody_is_asked(node, client_of):
    answer = post(client_of("system"), "/partners", region="330000", package_key="zhejiang.example")

    assert code(answer) == (422, "exchange.partner_key")


def test_a_node_tells_its_own_keys(node, client_of):
    told = client_of("wang").get(f"{ROOT}/partners/own-keys").json()

    assert (told["package_key"]["name"], told["log_key"]) == ("localhost:8000", None)
    assert Client().get(f"{ROOT}/partners/own-keys").status_code == 401
