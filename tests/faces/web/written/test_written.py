"""Who is to be told in writing: listed, taken away as a file, printed, noted; and counted by batch and recall."""

from datetime import UTC, datetime
from io import BytesIO

import openpyxl
import pypdfium2
import pytest

from apps.certificates.batching import issued
from apps.certificates.making import settled_certificate
from apps.certificates.recalling import RECALLED_AT, opened_recall
from apps.notices.making import settled_written, told_of
from apps.registry.making import HANGZHOU_COUNTY, settled_person
from baigong.apps.notices.models import WrittenNotice
from cast import BEIJING
from contract.people import resident

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


@pytest.fixture(autouse=True)
def own_node(node):
    """Numbers are sealed under its keys."""


@pytest.fixture
def wang(client_of):
    return client_of("wang")


def page(answer):
    return answer.content.decode()


def named(serial, name):
    """Somebody of Hangzhou to be told, whose number is known too."""
    one = settled_certificate(serial, settled_person(serial, name=name), place=HANGZHOU_COUNTY)
    return settled_written(HANGZHOU_COUNTY, certificate=one)


def test_an_official_sees_whom_to_tell_in_her_region_and_that_no_address_is_known(wang, client_of):
    own, other = named(1, "蓝小兰"), settled_written(BEIJING)

    shown = page(wang.get("/office/written/", headers=ENGLISH))

    assert "蓝小兰" in shown and own.certificate.number in shown and other.certificate.number not in shown
    assert resident(1, born="19900307") not in shown and "3301" in shown
    assert "knows no addresses" in shown
    assert client_of("lan").get("/office/written/").status_code == 403


def test_the_list_leaves_as_a_file_masked_with_a_place_for_the_address_and_runs_nothing(wang):
    named(1, "=HYPERLINK(1)")

    csv = wang.get("/office/written/?format=csv", headers=ENGLISH).content.decode("utf-8-sig")
    book = openpyxl.load_workbook(BytesIO(wang.get("/office/written/?format=xlsx", headers=ENGLISH).content))

    assert "'=HYPERLINK(1)" in csv and resident(1, born="19900307") not in csv
    head, row = book.active.iter_rows()
    assert [cell.value for cell in head][3].startswith("Address")
    assert (row[1].value, row[1].data_type, row[3].value) == ("=HYPERLINK(1)", "s", None)


def test_the_letters_are_one_file_a_page_each_up_to_the_last_that_was_seen(wang, client_of):
    first, second = named(1, "蓝小兰"), named(2, "白小白")
    named(3, "后来者")

    answer = wang.get(f"/office/written/letters.pdf?last={second.pk}")

    told = ["".join(one.get_textpage().get_text_bounded().split()) for one in pypdfium2.PdfDocument(answer.content)]
    assert [name in text for name, text in zip(("蓝小兰", "白小白"), told, strict=True)] == [True, True]
    assert first.certificate.number in told[0] and "杭州市人社局" in told[0] and "/verify" in told[0]
    assert answer["Cache-Control"] == "private, no-store"
    assert client_of("li").get("/office/written/letters.pdf").status_code == 404


def test_those_that_are_ticked_are_noted_or_all_that_were_printed(wang):
    made = datetime.now(UTC)
    rows = [named(serial, f"测试{serial}") for serial in (1, 2, 3)]
    WrittenNotice.objects.update(made_at=made)
    cells = {"told_on": made.astimezone().date().isoformat(), "way": "hand", "last": rows[1].pk}

    wang.post("/office/written/note", {**cells, "one": [rows[0].pk], "whom": "these"})
    ticked = list(WrittenNotice.objects.exclude(told_on=None).values_list("pk", "way"))
    wang.post("/office/written/note", {**cells, "whom": "all"})

    assert ticked == [(rows[0].pk, "hand")]
    assert list(WrittenNotice.objects.filter(told_on=None).values_list("pk", flat=True)) == [rows[2].pk]
    assert "Wang" in page(wang.get("/office/written/?state=told", headers=ENGLISH))


def test_noting_nobody_or_another_day_is_said_over_the_form(wang):
    named(1, "蓝小兰")
    cells = {"told_on": "1999-01-01", "way": "post", "last": 99_999_999}

    nobody = wang.post("/office/written/note", {**cells, "whom": "these"}, headers=ENGLISH)
    early = wang.post("/office/written/note", {**cells, "whom": "all"}, headers=ENGLISH)

    assert nobody.status_code == early.status_code == 422
    assert "choose from it" in page(nobody) and "give a day from then to today" in page(early)


def test_batch_and_recall_show_how_many_have_been_told_how(cast, wang):
    batch = issued(cast, 2)
    recall = opened_recall(cast, batch)
    told_of("certificates.issue_drafts", at=RECALLED_AT)
    told_of("certificates.open_recall", at=RECALLED_AT)

    for address, way in (
        (f"/office/batches/{batch.pk}", f"/office/written/?batch={batch.key}"),
        (f"/office/recalls/{recall.pk}", f"/office/written/?recall={recall.pk}"),
    ):
        shown = page(wang.get(address, headers=ENGLISH))
        assert "Who has been told" in shown and "<strong>2</strong>" in shown and way in shown
        assert "2 to be told, 0 told" in page(wang.get(way, headers=ENGLISH))
    assert "Tell in writing: “" in page(wang.get("/office/?kind=written", headers=ENGLISH))
