"""`/verify` and what browsers keep of it: what is told, what is refused, what is never told."""

import csv
import io
import json
import re
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from baigong.faces.gate.given import MOST_ROWS
from baigong.faces.gate.trust import Kept
from baigong.faces.web.gate import scripts
from baigong.ground.trust.opening import opened_pack

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_kit(kit, monkeypatch):
    """The node's pack is the kit's, of 2 March 2026."""
    monkeypatch.setattr("baigong.faces.gate.trust.pack_file", lambda: kit / "trust" / "trust.json")
    monkeypatch.setattr("baigong.faces.gate.trust.KEPT", Kept(lambda path: opened_pack(kit / "trust")))
    return kit


def reader(language="en"):
    return Client(headers={"Accept-Language": language})


def sent(kit, *names, **more):
    files = [SimpleUploadedFile(name, (kit / "credentials" / name).read_bytes()) for name in names]
    return reader().post("/verify/file", {"files": files, **more})


def first(kit, answer, form):
    every = json.loads((kit / "index.json").read_text())["credentials"]
    names = (
        one["file"].removeprefix("credentials/") for one in every if (one["answer"], one["form"]) == (answer, form)
    )
    return next(name for name in names if not (kit / "credentials" / f"{name}.tlog-proof").exists())


def test_the_page_says_that_the_national_query_system_prevails(client):
    assert "以全国联网查询为准" in client.get("/verify", headers={"Accept-Language": "zh-CN"}).content.decode()


def test_only_this_page_may_use_the_camera(client):
    assert "camera=(self)" in client.get("/verify").headers["Permissions-Policy"]
    assert "camera=()" in client.get("/V").headers["Permissions-Policy"]


@pytest.mark.parametrize("form", ["cose", "badge", "sd-jwt", "png", "pdf"])
def test_every_form_is_judged(own_kit, form):
    page = sent(own_kit, first(own_kit, "altered", form))

    assert (page.status_code, "Altered." in page.content.decode()) == (200, True)


def test_the_answer_stands_in_both_languages(own_kit):
    name = first(own_kit, "altered", "cose")

    page = sent(own_kit, name).content.decode()

    assert "Altered." in page
    assert '<p class="other" lang="zh-Hans">已被改动。' in page


def test_of_several_files_each_has_its_answer(own_kit):
    page = sent(own_kit, first(own_kit, "altered", "cose"), first(own_kit, "altered", "badge")).content.decode()

    assert re.findall(r'<th scope="row" translate="no">([^<]+)</th>', page) == [
        first(own_kit, "altered", "cose"),
        first(own_kit, "altered", "badge"),
    ]


def test_two_files_of_one_name_are_both_judged(own_kit):
    content = (own_kit / "credentials" / first(own_kit, "altered", "cose")).read_bytes()

    page = reader().post("/verify/file", {"files": [SimpleUploadedFile("a.txt", content) for _ in range(2)]})

    assert re.findall(r'<th scope="row" translate="no">([^<]+)</th>', page.content.decode()) == ["a.txt", "2 · a.txt"]


def a_list(kit, count=2):
    text = (kit / "credentials" / first(kit, "altered", "cose")).read_text().strip()
    content = io.StringIO()
    csv.writer(content).writerows([["姓名", "二维码"], *[["=1+1", text]] * count])
    return SimpleUploadedFile("名单.csv", content.getvalue().encode("utf-8-sig"))


def test_a_list_gets_an_answer_a_row_and_is_downloaded_without_formulas(own_kit):
    told = reader().post("/verify/file", {"files": a_list(own_kit), "format": "csv"})

    rows = list(csv.reader(io.StringIO(told.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["姓名", "'=1+1", "'=1+1"]
    assert [row[2] for row in rows] == ["Verification", "altered", "altered"]


def test_a_list_that_is_too_long_is_refused_with_what_helps(own_kit):
    page = reader().post("/verify/file", {"files": a_list(own_kit, MOST_ROWS + 1)})

    assert page.status_code == 422
    assert "divide it" in page.content.decode()


def test_a_workbook_that_unpacks_to_too_much_is_refused(own_kit):
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", b"<workbook/>")
        file.writestr("xl/worksheets/sheet1.xml", b" " * (97 << 20))

    page = reader().post("/verify/file", {"files": SimpleUploadedFile("名单.xlsx", packed.getvalue())})

    assert page.status_code == 422
    assert "96 megabytes" in page.content.decode()


def test_without_file_and_text_it_is_said_what_is_missing(own_kit):
    page = reader().post("/verify/file", {"text": " "})

    assert page.status_code == 422
    assert "Choose a file, or paste the text of a code." in page.content.decode()


def test_what_is_too_large_is_refused_unread(own_kit):
    told = reader().post("/verify/file", {"text": "x"}, headers={"Content-Length": str(25 << 20)})

    assert told.status_code == 409
    assert "24 megabytes" in told.content.decode()


def test_a_crossing_form_is_refused(own_kit):
    crossing = Client(enforce_csrf_checks=True)

    assert crossing.post("/verify/file", {"text": "BG1:"}).status_code == 403


def test_a_number_is_not_asked_of_for_ever(settings):
    asked = [
        reader().post("/verify/pair", {"number": "S000099010001264000128", "name": f"某{turn}"}).status_code
        for turn in range(31)
    ]

    assert (asked[0], asked[-1]) == (200, 422)


def test_modules_lie_under_one_name_of_all_their_contents(client):
    place = scripts.address("page.js")

    told = client.get(place, headers={"Accept-Encoding": "gzip"})

    assert told.headers["Cache-Control"] == scripts.FOREVER
    assert (told.headers["Content-Encoding"], told.headers["Content-Type"][:15]) == ("gzip", "text/javascript")
    assert client.get("/gate/0123456789ab/page.js").status_code == 404
    assert client.get(place.replace("page.js", "../settings.py")).status_code == 404


def test_the_worker_names_every_file_and_two_pages(client):
    told = client.get("/gate-worker.js").content.decode()

    facts = json.loads(told.splitlines()[0].removeprefix("const GATE = ").removesuffix(";"))
    assert facts["pages"] == ["/verify", "/V"]
    assert {client.get(file).status_code for file in facts["files"]} == {200}


def test_a_node_without_a_pack_has_no_trust_data_for_browsers(client, node):
    assert client.get("/trust/browser.json").status_code == 404


def test_trust_data_for_browsers_is_for_everybody(own_kit, client):
    told = client.get("/trust/browser.json")

    assert told.headers["Access-Control-Allow-Origin"] == "*"
    assert (told.json()["contract"], told.json()["synthetic"]) == (1, True)
    again = client.get("/trust/browser.json", headers={"If-None-Match": told.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(("language", "name"), [("zh-CN", "证书核验"), ("en", "Verify")])
def test_whoever_installs_it_reads_its_name(client, language, name):
    told = client.get("/verify/manifest.json", headers={"Accept-Language": language}).json()

    assert (told["short_name"], told["start_url"]) == (name, "/verify")
