"""`POST /api/v1/verify`: the object of `baigong verify --json`, without an account."""

import json
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.test import Client
from pypdfium2 import PdfDocument

from baigong.faces.cli.main import run
from baigong.faces.gate.trust import Kept
from baigong.ground.trust.opening import opened_pack
from faces.vcapi.papers import JCS, LAN, did, shown

pytestmark = pytest.mark.django_db
JSON, RAW = "application/json", "application/octet-stream"


@pytest.fixture
def own_kit(kit, monkeypatch, settings):
    """The node's pack is the kit's, of 2 March 2026; nobody asks too often."""
    settings.API_A_MINUTE = {"account": 100_000, "address": 100_000}
    monkeypatch.setattr("baigong.faces.gate.trust.pack_file", lambda: kit / "trust" / "trust.json")
    monkeypatch.setattr("baigong.faces.gate.trust.KEPT", Kept(lambda path: opened_pack(kit / "trust")))
    return kit


def each(kit, form):
    every = json.loads((kit / "index.json").read_text())["credentials"]
    return [kit / one["file"] for one in every if one["form"] == form]


def asked(**told):
    return Client(headers={"Accept-Language": "en"}).post("/api/v1/verify", told, content_type=JSON)


def by_command(kit, file, capsys):
    with pytest.raises(SystemExit):
        run(["verify", str(file), "--trust", str(kit / "trust"), "--json", "--lang", "en"])
    told = json.loads(capsys.readouterr().out)
    return {name: value for name, value in told.items() if name != "file"}


@pytest.mark.parametrize("form", ["cose", "badge", "sd-jwt"])
def test_the_answer_is_the_command_lines(own_kit, form, capsys):
    for file in each(own_kit, form)[::12]:
        beside = file.with_name(f"{file.name}.tlog-proof")
        proof = {"proof": beside.read_text()} if beside.exists() else {}

        told = asked(credential=file.read_text(), **proof)

        assert told.status_code == 200
        assert told.json() == by_command(own_kit, file, capsys)


def test_a_badge_may_come_as_json_inside_json(own_kit):
    file = each(own_kit, "badge")[0]

    assert asked(credential=json.loads(file.read_text())).json() == asked(credential=file.read_text()).json()


def test_a_file_comes_as_the_body(own_kit):
    told = Client().post("/api/v1/verify/file", each(own_kit, "pdf")[0].read_bytes(), content_type=RAW).json()

    assert (told["files"], sum(told["counts"].values()), told["credentials"][0]["form"]) == (1, 1, "cose")


def test_pages_that_are_not_looked_at_are_not_passed_over_silently(own_kit):
    document, card, written = PdfDocument.new(), PdfDocument(each(own_kit, "pdf")[0].read_bytes()), BytesIO()
    document.import_pages(card)
    for _ in range(40):
        document.new_page(60, 60)
    document.save(written)

    told = Client().post("/api/v1/verify/file", written.getvalue(), content_type=RAW).json()["credentials"]

    assert [one["form"] for one in told] == ["cose", None]
    assert (told[1]["answer"], "41" in told[1]["en"]) == ("unknown", True)


def test_what_is_no_certificate_is_unknown(own_kit):
    told = asked(credential="hello").json()

    assert (told["answer"], told["form"], told["certificate"]) == ("unknown", None, {})


def test_no_name_and_no_number_stands_in_an_address():
    assert Client().get("/api/v1/verify/pair?number=S000099010001264000127&name=x").status_code == 405


def test_too_much_of_one_number_is_refused():
    sent = {"number": "S000099010001264000127", "name": "某"}

    statuses = [Client().post("/api/v1/verify/pair", sent, content_type=JSON).status_code for _ in range(31)]

    assert (statuses[0], statuses[-1]) == (200, 429)


@pytest.mark.parametrize(("answer", "verified"), [("valid", True), ("revoked", False), ("altered", False)])
def test_the_vc_api_says_the_same(own_kit, monkeypatch, answer, verified):
    monkeypatch.setattr("baigong.faces.api.vcapi.instant", lambda request: datetime(2026, 3, 2, 4, tzinfo=UTC))
    every = json.loads((own_kit / "index.json").read_text())["credentials"]
    files = [own_kit / one["file"] for one in every if (one["form"], one["answer"]) == ("badge", answer)]
    file = next(one for one in files if one.suffix == ".json" and "rdfc" not in one.read_text())

    told = Client().post(
        "/credentials/verify", {"verifiableCredential": json.loads(file.read_text())}, content_type=JSON
    )

    assert (told.status_code, told.json()["verified"], told.json()["answer"]) == (200, verified, answer)
    assert [one["title"] for one in told.json()["errors"]] == ([] if verified else [answer])


def badge(kit, answer):
    every = json.loads((kit / "index.json").read_text())["credentials"]
    files = [kit / one["file"] for one in every if (one["form"], one["answer"]) == ("badge", answer)]
    return json.loads(next(one for one in files if one.suffix == ".json" and "rdfc" not in one.read_text()).read_text())


def presented(monkeypatch, document, **options):
    monkeypatch.setattr("baigong.faces.api.vcapi.instant", lambda request: datetime(2026, 3, 2, 4, tzinfo=UTC))
    sent = {"verifiablePresentation": document, "options": options}
    told = Client().post("/presentations/verify", sent, content_type=JSON)
    return told.status_code, told.json()


def test_a_presentation_is_verified_by_its_proof_and_the_pack(own_kit, monkeypatch):
    good, revoked = badge(own_kit, "valid"), badge(own_kit, "revoked")
    asked = {"challenge": "7", "domain": "factory.example"}

    status, told = presented(monkeypatch, shown(LAN, JCS, good, **asked), **asked)
    _, mixed = presented(monkeypatch, shown(LAN, JCS, good, revoked, **asked), **asked)

    assert (status, told["verified"], told["holder"], told["errors"]) == (200, True, [did(LAN)], [])
    assert [one["answer"] for one in told["credentials"]] == ["valid"]
    assert [one["title"] for one in told["warnings"]] == ["holder"]
    assert (mixed["verified"], [one["title"] for one in mixed["errors"]]) == (False, ["revoked"])


def test_a_presentation_for_somebody_else_or_changed_or_empty_is_not_verified(own_kit, monkeypatch):
    good = badge(own_kit, "valid")
    whole = shown(LAN, JCS, good, challenge="7")

    told = {
        "another's challenge": presented(monkeypatch, whole, challenge="8"),
        "unsigned": presented(monkeypatch, {name: said for name, said in whole.items() if name != "proof"}),
        "changed": presented(monkeypatch, whole | {"id": "urn:uuid:1"}, challenge="7"),
        "empty": presented(monkeypatch, shown(LAN, JCS, challenge="7"), challenge="7"),
    }

    assert {name: (status, one["verified"]) for name, (status, one) in told.items()} == dict.fromkeys(
        told, (200, False)
    )
    assert all(one["errors"] and one["errors"][0]["zh"] for _, one in told.values())


def test_the_vc_api_takes_nothing_else(own_kit):
    assert Client().post("/presentations/verify", {"verifiablePresentation": []}, content_type=JSON).status_code == 400
    assert Client().post("/credentials/verify", {"credential": {}}, content_type=JSON).status_code == 400
    assert Client().get("/credentials/verify").status_code == 405
