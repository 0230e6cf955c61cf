"""A statistician's file on its way: sent, read, corrected, loaded by somebody else, counted."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from baigong.apps.authority.acts import named
from baigong.apps.authority.models import Posting
from baigong.apps.certificates.models import Certificate
from baigong.apps.exchange import jobs, reading_jobs
from baigong.apps.exchange.models import Upload
from baigong.apps.journal.models import Line
from baigong.apps.journal.sealing import seal_lines
from baigong.ground.lake.schema.tables import TABLES
from contract.packages import csv_bytes, xlsx_bytes
from contract.people import identification, with_wrong_check
from exchange_sending import AT, certificate

pytestmark = pytest.mark.django_db(transaction=True)
ROOM = "/office/uploads/"
LATE = certificate(2, issued_on="2024-02-30")
MISTYPED = certificate(3) | {"id_number": with_wrong_check(certificate(3)["id_number"])}
OTHER_LEVEL = certificate(4, level="4")


def roster(*rows, name="证书.csv"):
    write = xlsx_bytes if name.endswith(".xlsx") else csv_bytes
    return SimpleUploadedFile(name, write("certificates", rows))


def sent(client, file, region="330100", **told):
    return client.post(ROOM, {"region": region, "file": file, **told}, follow=True)


def worked():
    """What the worker would do now."""
    for upload in Upload.objects.all():
        jobs.read_upload(0, named(upload), at=AT)
        jobs.load_upload(0, named(upload), at=AT)


def read(client, *rows, name="证书.csv", **told):
    """The address of the page, once the file was read."""
    address = sent(client, roster(*rows, name=name), **told).redirect_chain[-1][0]
    worked()
    return address


def text(answer):
    return answer.content.decode()


@pytest.fixture
def wang(node, client_of):
    return client_of("wang")


@pytest.fixture
def zhao(node, client_of):
    return client_of("zhao")


def test_a_messy_spreadsheet_is_read_corrected_sent_again_and_counted(wang, zhao):
    page = read(wang, certificate(1), LATE, name="证书.xlsx")

    told = wang.get(page)
    assert "试读完成，还没有写入任何数据" in text(told)
    assert (told.context["sum"].read, told.context["sum"].accepted, told.context["sum"].quarantined) == (2, 1, 1)

    book = openpyxl.load_workbook(BytesIO(b"".join(wang.post(f"{page}/faulty", {"form": "xlsx"}))))
    sheet = book.worksheets[0]
    place = next(cell.column for cell in sheet[1] if cell.value == "issued_on")
    sheet.cell(2, place, "2024-05-10")
    content = BytesIO()
    book.save(content)
    again = sent(wang, SimpleUploadedFile("改正.xlsx", content.getvalue())).redirect_chain[-1][0]
    worked()
    zhao.post(f"{page}/confirm", {"understood": "on"})
    zhao.post(f"{again}/confirm")
    worked()

    assert Certificate.objects.count() == 2
    loaded = text(wang.get(again))
    assert "载入完成" in loaded and "没有问题数据" in loaded


def test_while_it_is_read_the_page_asks_again_and_can_be_left(wang):
    told = sent(wang, roster(certificate(1)))

    assert "正在试读" in text(told) and 'hx-trigger="every 2s"' in text(told)
    assert '<noscript><meta http-equiv="refresh"' in text(told)
    worked()
    assert "hx-trigger" not in text(wang.get(told.redirect_chain[-1][0]))


def test_the_sum_is_written_out_and_small_parts_have_a_share(wang):
    told = wang.get(read(wang, *map(certificate, range(10, 30)), LATE))

    assert "20 + 1 = 21" in text(told)
    assert [part for part, _ in told.context["sum"].bar] == ["accepted", "quarantined"]


def test_kinds_come_by_frequency_with_the_characters_at_fault_marked(wang):
    two = certificate(5) | {"id_number": with_wrong_check(certificate(5)["id_number"])}
    told = wang.get(read(wang, certificate(1), OTHER_LEVEL, MISTYPED, two))

    first, second = told.context["left_out"]
    assert (first.count, [row.row for row in first.rows], [row.sheet_row for row in first.rows]) == (2, [3, 4], [4, 5])
    assert [(piece.text, piece.is_wrong) for piece in second.rows[0].found][1] == ("3", True)
    assert second.title == "证书编号第16位与“等级”列不符"


def test_no_identity_number_stands_on_the_page_in_clear(wang):
    number = MISTYPED["id_number"]
    told = wang.get(read(wang, MISTYPED))

    assert number[:2] + "•" * 14 + number[16] in text(told)
    assert number not in text(told) and number[6:14] not in text(told)


def test_who_only_watches_sees_no_values(wang, client_of):
    page = read(wang, OTHER_LEVEL)
    posted = Posting.objects.get(account__username="zhao")
    watcher = client_of("zhao")
    Posting.objects.filter(pk=posted.pk).update(role="auditor")

    (seen,), (unseen,) = (client.get(page).context["left_out"] for client in (wang, watcher))

    assert seen.rows[0].found != () and unseen.rows[0].found == ()
    assert seen.rows[0].reason == unseen.rows[0].reason


def test_whoever_sent_it_finds_the_button_disabled_with_the_reason(wang, zhao):
    page = read(wang, certificate(1))

    own, other = wang.get(page), zhao.get(page)
    assert not own.context["may_confirm"] and "须由杭州市的其他复核人或审批人确认载入" in text(own)
    assert other.context["may_confirm"] and "载入1行" in text(other)


def test_what_stays_out_must_be_acknowledged(wang, zhao):
    page = read(wang, certificate(1), LATE)

    zhao.post(f"{page}/confirm")
    assert Upload.objects.get().state == "checked"
    zhao.post(f"{page}/confirm", {"understood": "on"})
    assert Upload.objects.get().state == "confirmed"


def test_one_may_not_load_what_one_sent(wang):
    answer = wang.post(f"{read(wang, certificate(1))}/confirm")

    assert (answer.status_code, Upload.objects.get().state) == (403, "checked")


def test_where_nothing_is_new_there_is_nothing_to_load(wang, zhao):
    page = read(wang, certificate(1))
    zhao.post(f"{page}/confirm")
    worked()

    again = zhao.get(read(wang, certificate(1), name="再报.csv"))

    assert again.context["sum"].unchanged == 1
    assert not again.context["may_confirm"] and "没有可载入的行" in text(again)


def test_it_is_sent_back_with_a_reason_and_not_without(wang, zhao):
    page = read(wang, certificate(1))

    assert zhao.post(f"{page}/refuse", {"reason": ""}).status_code == 422
    zhao.post(f"{page}/refuse", {"reason": "盖章页缺失"})

    assert "盖章页缺失" in text(wang.get(page)) and Upload.objects.get().state == "refused"


def test_it_is_discarded_by_whoever_sent_it(wang):
    page = read(wang, certificate(1))

    assert "已放弃" in text(wang.post(f"{page}/withdraw", follow=True))
    assert Upload.objects.get().state == "withdrawn"


def test_faulty_rows_are_taken_with_a_line_in_the_journal(wang):
    page = read(wang, LATE)

    answer = wang.post(f"{page}/faulty", {"form": "csv"})

    assert LATE["id_number"] in b"".join(answer).decode("utf-8-sig")
    assert Line.objects.filter(act="exchange.take_faulty_rows").count() == 1


def test_a_page_that_shows_masked_values_leaves_no_line(wang):
    page = read(wang, MISTYPED)
    before = Line.objects.count()

    wang.get(page)

    assert Line.objects.count() == before


def test_after_loading_it_says_which_reading_counts_it_and_what_moved(wang, zhao):
    zhao.post(f"{read(wang, certificate(1))}/confirm")
    worked()
    seal_lines(at=AT)
    reading_jobs.take_reading_after(Line.objects.last().id, "", at=AT)
    second = read(wang, certificate(2), certificate(3), name="二.csv")
    zhao.post(f"{second}/confirm")
    assert zhao.get(second).context["after"] is None
    worked()
    assert zhao.get(second).context["after"].number is None

    seal_lines(at=AT)
    reading_jobs.take_reading_after(Line.objects.last().id, "", at=AT)

    after = zhao.get(second).context["after"]
    assert after.number == 2
    assert (after.effects[0].series, str(after.effects[0].change)) == ("events", "+2")
    assert after.effects[0].href.startswith("/figures/events@")


class TestRefusals:
    def test_what_is_no_table_of_ours_is_refused_in_a_sentence(self, wang):
        page = sent(wang, SimpleUploadedFile("other.csv", b"a,b\n1,2\n")).redirect_chain[-1][0]
        worked()

        told = wang.get(page)
        assert Upload.objects.get().refusal["code"] == "file.no_table"
        assert "未受理，没有写入任何数据" in text(told) and "other.csv" in told.context["refusal"]

    def test_an_empty_file_is_refused_beside_the_form(self, wang):
        answer = sent(wang, SimpleUploadedFile("空.csv", b""))

        assert answer.context["form"].non_field_errors() == ["上传的文件为空；请重新选择文件后报送。"]

    def test_a_row_with_a_formula_is_left_out(self, wang):
        book = openpyxl.Workbook()
        row = certificate(7, issued_on="=TODAY()")
        book.active.append(list(row))
        book.active.append(list(row.values()))
        content = BytesIO()
        book.save(content)

        page = sent(wang, SimpleUploadedFile("证书.xlsx", content.getvalue())).redirect_chain[-1][0]
        worked()

        (kind,) = wang.get(page).context["left_out"]
        assert (kind.count, "公式" in kind.title) == (1, True)

    def test_too_much_is_refused_beside_the_form(self, wang, settings):
        settings.UPLOAD_MEGABYTES = 0

        answer = sent(wang, roster(certificate(1)))

        assert "0 MB" in text(answer) and not Upload.objects.exists()

    def test_a_file_must_be_chosen(self, wang):
        assert "请选择要报送的文件。" in text(wang.post(ROOM, {"region": "330100"}))

    def test_another_regions_rows_are_left_out_with_their_reason(self, wang):
        (kind,) = wang.get(
            read(wang, certificate(6, number=identification(6, level="3", province="11", year="24"), region="110101"))
        ).context["left_out"]

        assert "报送地区以外" in kind.rows[0].reason

    def test_an_office_cannot_name_another_region(self, wang):
        answer = sent(wang, roster(certificate(1)), region="110000")

        assert "region" in answer.context["form"].errors and not Upload.objects.exists()


class TestWhoSees:
    def test_whoever_is_not_signed_in_is_asked_to(self, node, client):
        assert client.get(ROOM).headers["Location"].startswith("/accounts/login/")

    def test_another_region_sees_nothing_of_it(self, wang, node, client_of):
        page = read(wang, certificate(1))

        li = client_of("li")
        assert li.get(page).status_code == 404
        assert li.get(ROOM).context["listing"].total == 0

    def test_a_reviewer_is_told_who_sends(self, zhao):
        assert "由经办人或统计员报送" in text(zhao.get(ROOM))

    def test_an_employer_reads_no_uploads(self, wang, node, client_of):
        read(wang, certificate(1))

        page = client_of("chen").get(ROOM)
        assert not page.context["may_read"] and page.context["listing"].total == 0


class TestTheList:
    def test_it_has_states_counts_and_who(self, wang, zhao):
        read(wang, certificate(1), LATE)

        (line,) = zhao.get(ROOM).context["listing"].rows
        assert (line.state, line.place, line.sum.read, line.told.sender) == ("已试读", "杭州市", 2, "Wang")

    def test_it_can_be_narrowed_to_a_state(self, wang):
        read(wang, certificate(1))

        assert wang.get(f"{ROOM}?state=loaded").context["listing"].total == 0
        assert wang.get(f"{ROOM}?state=checked").context["listing"].total == 1

    def test_findings_come_as_a_file_without_values(self, wang):
        page = read(wang, MISTYPED)

        content = wang.get(f"{page}?format=csv").content.decode("utf-8-sig")
        assert "certificates,1,id_number" in content and MISTYPED["id_number"] not in content

    def test_what_is_declared_for_the_file_goes_with_it(self, wang):
        row = {name: value for name, value in certificate(1).items() if name != "channel"}
        told = wang.get(read(wang, row, channel="identification"))

        assert told.context["declared"] == {"channel": "identification"}

    def test_it_speaks_english(self, wang):
        page = read(wang, certificate(1), LATE)

        told = text(wang.get(page, headers={"Accept-Language": "en"}))
        assert "Read through; nothing has been written yet" in told and "Load 1 row" in told


class TestTemplates:
    def test_every_table_has_a_workbook_and_headings(self, node, client):
        book = openpyxl.load_workbook(BytesIO(b"".join(client.get(f"{ROOM}templates/certificates.xlsx"))))
        headings = client.get(f"{ROOM}templates/session_staff.csv").content.decode("utf-8-sig")

        assert book.worksheets[0].title == "证书"
        assert headings.strip().split(",") == [column.zh for column in TABLES["session_staff"].columns]

    def test_there_is_no_template_of_what_is_no_table(self, node, client):
        assert client.get(f"{ROOM}templates/nothing.xlsx").status_code == 404
