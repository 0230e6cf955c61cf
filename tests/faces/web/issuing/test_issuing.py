"""The office's pages of batches, signed forms and keys: who sees them, what is done on them, what they refuse."""

import os
import re
from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.certificates.batching import (
    audited,
    closed,
    draft_of,
    filled,
    issued,
    keyed,
    noticed,
    opened,
    settled_batch,
    settled_objection,
)
from apps.certificates.making import settled_certificate
from apps.registry.making import settled_filing, settled_person
from baigong.apps.authority.models import Proposal
from baigong.apps.certificates.issuing.contacts import sealed_contact
from baigong.apps.certificates.models import Batch, Certificate, Draft, Objection, SignedCopy
from baigong.apps.registry.numbers import keyring_here
from baigong.faces.web.issuing.reading import HEADINGS
from cast import BEIJING
from contract.people import resident

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


@pytest.fixture(autouse=True)
def own_node(node):
    """Keys and sealed files are the test's own."""


@pytest.fixture
def wang(client_of):
    return client_of("wang")


def page(answer):
    return answer.content.decode()


def post(client, place, **told):
    return client.post(place, told, headers=ENGLISH)


def pdf(name="审核表.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7 signed", "application/pdf")


def table(rows, *, encoding="utf-8-sig"):
    lines = [",".join(HEADINGS), *(",".join(row) for row in rows)]
    return SimpleUploadedFile("results.csv", "\r\n".join(lines).encode(encoding), "text/csv")


def workbook(rows):
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate([HEADINGS, *rows]):
            sheet.write_row(place, 0, row)
    return SimpleUploadedFile("results.xlsx", content.getvalue())


ROWS = [
    (resident(1), "考生一", "81", "76.5", "", "合格"),
    (resident(2), "考生二", "55", "40", "", "不合格"),
    (resident(3), "考生三", "", "", "", "缺考"),
]


def test_an_official_sees_the_batches_of_her_region(cast, wang):
    own = opened(cast)
    settled_batch(BEIJING)

    shown = page(wang.get("/office/batches/", headers=ENGLISH))

    assert re.findall(r'href="/office/batches/(\d+)"', shown) == [str(own.pk)]
    assert "being prepared" in shown.lower()


def test_another_region_is_told_that_there_is_none(cast, client_of):
    own = opened(cast)

    assert client_of("li").get(f"/office/batches/{own.pk}").status_code == 404


def test_whoever_has_no_office_is_refused(cast, client_of):
    assert client_of("lan").get("/office/batches/").status_code == 403


def test_a_batch_is_opened_by_its_form(wang):
    settled_filing("33-备-0001")
    cells = {"key": "PC-1", "filing": "33-备-0001", "occupation": "6-18-02-04", "level": "3", "session": "CC-1"}

    done = post(wang, "/office/batches/open", **cells, held_on="2025-06-20", seats="30", region="330106")

    batch = Batch.objects.get()
    assert done.headers["Location"] == f"/office/batches/{batch.pk}"
    assert (batch.key, batch.region, batch.seats, batch.state) == ("PC-1", "330106", 30, "draft")


def test_what_the_filing_does_not_cover_is_said_over_the_form(wang):
    settled_filing("33-备-0001", levels="5")
    cells = {"key": "PC-1", "filing": "33-备-0001", "occupation": "6-18-02-04", "level": "3", "session": "CC-1"}

    done = post(wang, "/office/batches/open", **cells, held_on="2025-06-20", seats="30", region="330106")

    assert done.status_code == 422
    assert "does not cover this" in page(done) and "PC-1" in page(done)


@pytest.mark.parametrize("file", [table(ROWS), table(ROWS, encoding="gb18030"), workbook(ROWS)])
def test_results_come_from_a_table(cast, wang, file):
    batch = opened(cast)
    file.seek(0)

    done = post(wang, f"/office/batches/{batch.pk}/results", file=file)

    assert done.status_code == 302
    found = Draft.objects.filter(batch=batch).order_by("position").values_list("name", "theory", "passed")
    assert [(name, theory and str(theory), passed) for name, theory, passed in found] == [
        ("考生一", "81.00", "yes"),
        ("考生二", "55.00", "no"),
        ("考生三", None, "absent"),
    ]


def test_a_row_that_cannot_be_names_itself_and_never_the_number(cast, wang):
    batch = opened(cast)
    wrong = ("330106199003070011", *ROWS[1][1:])

    done = post(wang, f"/office/batches/{batch.pk}/results", file=table([ROWS[0], wrong]))

    assert done.status_code == 422
    assert "Row 2:" in page(done) and "330106199003070011" not in page(done)
    assert Draft.objects.count() == 0


def test_a_file_without_headings_is_no_table(cast, wang):
    batch = opened(cast)

    done = post(wang, f"/office/batches/{batch.pk}/results", file=SimpleUploadedFile("a.csv", b"1,2,3"))

    assert "no table of results" in page(done)


def test_whoever_entered_does_not_audit_and_her_file_is_not_lost_on_another(cast, wang, client_of):
    batch = filled(cast)

    refused = post(wang, f"/office/batches/{batch.pk}/do/audit", file=pdf())
    done = post(client_of("zhao"), f"/office/batches/{batch.pk}/do/audit", file=pdf(), remark="无误")

    assert refused.status_code == 422 and "somebody else has to audit" in page(refused)
    assert done.status_code == 302
    batch.refresh_from_db()
    fetched = wang.get(f"/office/batches/{batch.pk}/audit/document")
    assert batch.state == "audited" and b"".join(fetched.streaming_content) == b"%PDF-1.7 signed"


def test_a_notice_is_announced_and_stands(cast, wang):
    batch = audited(cast)

    post(wang, f"/office/batches/{batch.pk}/do/announce", file=pdf(), address="https://hrss.example/1")

    batch.refresh_from_db()
    assert (batch.state, batch.notice_address) == ("noticed", "https://hrss.example/1")


def test_issuing_is_proposed_to_three(cast, wang):
    keyed(cast)
    batch = closed(cast)

    post(wang, f"/office/batches/{batch.pk}/do/issue")

    proposal = Proposal.objects.get()
    assert (proposal.act, proposal.steps) == ("certificates.issue_batch", ["handler", "reviewer", "approver"])


def test_an_objection_is_settled_and_strikes_whom_it_names_by_her_place(cast, wang):
    batch = noticed(cast)
    objection = Objection.objects.create(
        batch=batch, region=batch.region, text="未到场", mark=b"m" * 16, filed_at="2025-07-02T00:00Z", line=0
    )

    post(wang, f"/office/batches/objections/{objection.pk}/settle", verdict="uphold", draft="2", answer="属实")

    assert draft_of(batch, 1).state == "struck"


def test_a_contact_is_shown_once_for_a_reason_and_never_again(cast, wang, client_of):
    batch, mark = noticed(cast), b"m" * 32
    contact = sealed_contact("13805711234", mark, keyring_here(), os.urandom)
    one = settled_objection(batch, mark=mark, contact=contact, masked="138****34")
    address = f"/office/batches/objections/{one.pk}/contact"

    shown = post(wang, address, reason="告知处理结果")

    assert (shown.status_code, page(shown).count("13805711234")) == (200, 1)
    after = page(wang.get(f"/office/batches/{batch.pk}", headers=ENGLISH))
    assert "13805711234" not in after and "138****34" in after
    assert post(wang, address, reason="").status_code == 422
    assert post(client_of("li"), address, reason="告知").status_code == 404


def test_the_forms_of_a_certificate_are_downloaded(cast, wang):
    batch = issued(cast, 1)
    row = Certificate.objects.get(batch=batch.key)

    got = {form: wang.get(f"/office/certificates/{row.pk}/signed/{form}") for form in ("pdf", "qr", "badge", "wallet")}

    assert got["pdf"].content[:5] == b"%PDF-" and got["qr"].content[:4] == b"\x89PNG"
    assert got["badge"].json()["credentialSubject"]["licenseNumber"] == row.number
    assert got["wallet"].content.count(b"~") == 7
    assert {one["Cache-Control"] for one in got.values()} == {"private, no-store"}


def test_another_office_gets_no_form(cast, client_of):
    row = Certificate.objects.get(batch=issued(cast, 1).key)

    answer = client_of("li").get(f"/office/certificates/{row.pk}/signed/wallet")

    assert answer.status_code == 404


def test_a_record_that_nobody_signed_can_be_countersigned(cast, wang):
    keyed(cast, kind="on_record")
    row = settled_certificate(1, settled_person(1), occupation_name="铣工", issuer_name="单位1")

    shown = page(wang.get(f"/office/certificates/{row.pk}/signed", headers=ENGLISH))
    post(wang, f"/office/certificates/{row.pk}/countersign")

    assert "Not signed here" in shown
    assert Proposal.objects.get().act == "certificates.countersign"


def test_a_reprint_is_noted(cast, wang):
    copy = SignedCopy.objects.get(draft__batch=issued(cast, 1))

    post(wang, f"/office/certificates/{copy.certificate_id}/reprint", reason="遗失")

    copy.refresh_from_db()
    assert copy.reprints == 1


def test_an_approver_makes_and_ends_a_key(cast, client_of):
    sun = client_of("sun")
    post(sun, "/office/keys/make", region="330100", kind="issued_here")
    key = re.search(r'href="/office/keys/(\d+)/end"', page(sun.get("/office/keys/")))[1]

    from_on = re.search(r"<time>(\d{4}-\d\d-\d\d)</time>", page(sun.get("/office/keys/")))[1]
    done = post(sun, f"/office/keys/{key}/end", from_on=from_on, because="leaked", reason="设备失窃")

    assert done.status_code == 302
    assert "leaked" in page(sun.get("/office/keys/", headers=ENGLISH))


def test_a_handler_makes_no_key(wang):
    assert post(wang, "/office/keys/make", region="330100", kind="issued_here").status_code in (403, 422)


def test_what_waits_for_its_next_step_stands_in_the_inbox(cast, wang, client_of):
    batch = closed(cast)
    filled(cast, 1, first=90)

    shown = page(wang.get("/office/", headers=ENGLISH))

    assert f"Issue batch {batch.key}" in shown and "Audit the results of batch" in shown
    assert "Issue batch" not in page(client_of("li").get("/office/", headers=ENGLISH))


def test_once_its_issuing_is_proposed_it_waits_as_a_proposal_only(cast, wang):
    keyed(cast)
    batch = closed(cast)

    post(wang, f"/office/batches/{batch.pk}/do/issue")

    assert f"Issue batch {batch.key}" not in page(wang.get("/office/", headers=ENGLISH))
    shown = page(wang.get(f"/office/batches/{batch.pk}", headers=ENGLISH))
    assert ("It is proposed under number" in shown, "Propose to issue it" in shown) == (True, False)
