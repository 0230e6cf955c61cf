"""One certificate, all doors: what ended stands at every one of them, by every way of asking."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from apps.certificates.batching import ISSUED, issued
from apps.registry.making import by_two
from apps.transparency.making import logs
from baigong.apps.certificates.issuing.signing import opened_forms
from baigong.apps.certificates.jobs import publish_lists
from baigong.apps.certificates.models import Certificate, SignedCopy
from baigong.apps.exchange.trusting import make_trust, pack_file, trust_shown
from baigong.apps.passports.models import Look
from baigong.apps.registry.numbers import keyring_here
from baigong.apps.transparency.sequencing import sequence
from baigong.core.credentials.cose import text
from baigong.faces.cli.main import run
from baigong.faces.gate.trust import own_trust
from faces.gate.browsing import browsed

pytestmark = pytest.mark.django_db(transaction=True)
PRINTED, FILE, WALLET = "card.txt", "card.json", "card.sd-jwt"


@pytest.fixture
def certificate(node, cast, settings):
    settings.API_A_MINUTE = {"account": 100_000, "address": 100_000}
    batch = issued(cast, 2)
    return Certificate.objects.filter(batch=batch.key).order_by("number")[0]


@pytest.fixture
def forms(certificate, tmp_path):
    """What its holder has: on paper, as a file, in a wallet."""
    copy = SignedCopy.objects.get(certificate=certificate)
    told = opened_forms(bytes(copy.content), bytes(copy.printed), keyring_here())
    files = {PRINTED: text(told.printed), FILE: json.dumps(told.badge), WALLET: told.token}
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def published():
    """What the node's clock brings by itself: lists, log, pack."""
    now = datetime.now(UTC)
    publish_lists(at=now)
    sequence(logs(), at=ISSUED)
    make_trust(at=now)


def by_pair(certificate):
    sent = {"number": certificate.number, "name": certificate.name}
    told = Client().post("/api/v1/verify/pair", sent, content_type="application/json")
    page = Client(headers={"Accept-Language": "en"}).post("/verify/pair", sent).content.decode()
    return told.json()["state"], page


def by_command(folder, name, capsys):
    with pytest.raises(SystemExit):
        run(["verify", str(folder / name), "--trust", str(pack_file()), "--json"])
    return json.loads(capsys.readouterr().out)["answer"]


def by_program(folder, name):
    sent = {"credential": (folder / name).read_text()}
    return Client().post("/api/v1/verify", sent, content_type="application/json").json()["answer"]


def by_sent_file(folder, name):
    content = (folder / name).read_bytes()
    told = Client().post("/api/v1/verify/file", content, content_type="application/octet-stream").json()
    return told["credentials"][0]["answer"]


def by_page(folder, name):
    with (folder / name).open("rb") as file:
        page = Client(headers={"Accept-Language": "en"}).post("/verify/file", {"files": file}).content.decode()
    return page.split("<title>")[1].split(" ·")[0]


def by_browser(folder, path=None):
    told, now = json.loads(own_trust().browser), datetime.now(UTC).timestamp()
    return browsed(folder, told, {PRINTED: (folder / PRINTED).read_text()}, at=now, path=path)[PRINTED]


def all_doors(certificate, folder, capsys):
    told = {"pair": by_pair(certificate)[0], "browser": by_browser(folder)["answer"]}
    for name in (PRINTED, FILE, WALLET):
        told |= {
            f"command {name}": by_command(folder, name, capsys),
            f"program {name}": by_program(folder, name),
            f"sent {name}": by_sent_file(folder, name),
            f"page {name}": by_page(folder, name),
        }
    return told


def test_before_it_ends_it_is_valid_at_every_door(certificate, forms, capsys):
    published()

    told = all_doors(certificate, forms, capsys)

    assert (told.pop("pair"), set(told.values())) == ("in_force", {"valid"})


@pytest.mark.parametrize(
    ("act", "answer"), [("certificates.revoke_certificate", "revoked"), ("certificates.void_certificate", "void")]
)
def test_when_it_has_ended_every_door_says_so(cast, certificate, forms, capsys, act, answer):
    published()
    day = (ISSUED + timedelta(days=30)).date()

    by_two(cast, act, certificate, at=ISSUED + timedelta(days=31), ended_on=day, reason="成绩造假")
    published()

    assert set(all_doors(certificate, forms, capsys).values()) == {answer}


def test_the_node_itself_says_so_before_the_next_list_is_signed(cast, certificate, forms):
    published()
    day = (ISSUED + timedelta(days=30)).date()

    by_two(
        cast,
        "certificates.revoke_certificate",
        certificate,
        at=ISSUED + timedelta(days=31),
        ended_on=day,
        reason="错发",
    )

    assert {by_program(forms, name) for name in (PRINTED, FILE, WALLET)} == {"revoked"}
    assert by_pair(certificate)[0] == "revoked"


def test_where_the_pack_has_no_entries_the_node_asks_its_own_log(certificate, forms):
    published()
    sequence(logs(), at=ISSUED, is_sealing=True)
    make_trust(at=datetime.now(UTC))
    assert trust_shown().is_short

    assert {by_program(forms, name) for name in (PRINTED, FILE, WALLET)} == {"valid"}


def test_a_browser_asks_the_log_by_a_fingerprint(certificate, forms):
    published()
    sequence(logs(), at=ISSUED, is_sealing=True)
    make_trust(at=datetime.now(UTC))

    alone = by_browser(forms)
    path = Client().get(f"/gate/path/{alone['form']}")

    assert (alone["answer"], alone["sentence"]["facts"]["why"]["word"]) == ("unknown", "no_evidence")
    assert by_browser(forms, path.json())["answer"] == "valid"


def test_before_its_day_is_sealed_nothing_leads_to_its_entry(certificate, forms):
    published()

    assert Client().get(f"/gate/path/{by_browser(forms)['form']}").status_code == 404
    assert Client().get(f"/gate/path/{'0' * 64}").status_code == 404


def looks_of(certificate):
    rows = Look.objects.filter(certificate=certificate).order_by("pk")
    return [(row.account and row.account.username, row.purpose, row.times) for row in rows]


def test_who_is_signed_in_says_why_and_the_holder_reads_it(client_of, certificate):
    chen = client_of("chen")
    pair = {"number": certificate.number, "name": certificate.name}

    unsaid = chen.post("/verify/pair", pair)
    chen.post("/verify/pair", {**pair, "purpose": "招聘"})

    assert unsaid.status_code == 422
    assert looks_of(certificate) == [("chen", "招聘", 1)]


def test_of_who_is_not_signed_in_only_that_somebody_asked_is_kept(certificate, forms):
    published()

    by_page(forms, PRINTED)
    by_pair(certificate)

    assert {(name, purpose) for name, purpose, _ in looks_of(certificate)} == {(None, "")}


def test_who_gives_another_name_leaves_no_line(client_of, certificate):
    client_of("chen").post("/verify/pair", {"number": certificate.number, "name": "别人", "purpose": "招聘"})

    assert looks_of(certificate) == []


def test_another_name_is_answered_as_a_number_that_nobody_has(certificate):
    told = Client().post(
        "/api/v1/verify/pair", {"number": certificate.number, "name": "别人"}, content_type="application/json"
    )
    unknown = Client().post(
        "/api/v1/verify/pair",
        {"number": "S000099010001264000127", "name": certificate.name},
        content_type="application/json",
    )

    assert (told.status_code, told.json()) == (unknown.status_code, unknown.json())
    assert told.json()["state"] == "not_here"


def test_without_a_pack_files_are_not_judged_but_pairs_are_told(certificate, forms):
    refused = Client().post(
        "/api/v1/verify", {"credential": (forms / PRINTED).read_text()}, content_type="application/json"
    )

    assert (refused.status_code, refused.json()["code"]) == (422, "gate.no_pack")
    assert by_pair(certificate)[0] == "in_force"


def test_nothing_that_is_sent_is_written_to_the_disk(certificate, forms, settings):
    published()
    scratch = Path(settings.FILE_UPLOAD_TEMP_DIR)
    before = sorted(os.listdir(scratch))
    large = forms / "large.json"
    large.write_bytes(b"{" + b" " * (3 << 20) + b"}")

    told = by_page(forms, "large.json")

    assert told == "cannot tell"
    assert sorted(os.listdir(scratch)) == before
