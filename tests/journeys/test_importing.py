"""A statistician's spreadsheet in a real browser: sent, corrected, loaded by somebody else, counted."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
from playwright.sync_api import FilePayload, Page, expect

from contract.packages import xlsx_bytes
from exchange_sending import certificate
from journeys.looking import no_complaint, no_sideways_scroll, no_violation

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MINUTES = 120_000.0
READ = "试读完成，还没有写入任何数据"
SERIAL = 7_000  # of certificates that no sample bears


def payload(content: bytes, name: str) -> FilePayload:
    return FilePayload(name=name, mimeType=SHEET, buffer=content)


def send(page: Page, base: str, file: FilePayload) -> str:
    """The address of the upload, once it has been read; the page says so by itself."""
    page.goto(f"{base}/office/uploads/")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="上传并试读").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(READ, timeout=MINUTES)
    return page.url


def corrected(path: Path) -> bytes:
    """As a person leaves it who has put the day right."""
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    sheet = book.worksheets[0]
    place = next(cell.column for cell in sheet[1] if cell.value == "issued_on")
    sheet.cell(2, place, "2024-05-10")
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def load(page: Page, address: str) -> None:
    page.goto(address)
    box = page.get_by_role("checkbox")
    if box.count():
        box.check()
    page.get_by_role("button", name="载入").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("载入完成", timeout=MINUTES)


def test_a_messy_spreadsheet_is_corrected_sent_again_loaded_and_counted(
    base: str, page_of: Callable[..., Page], signed_in: Callable[[Page, str], Page]
) -> None:
    wang, zhao = signed_in(page_of(), "wang"), signed_in(page_of(width=360), "zhao")
    rows = [certificate(SERIAL), certificate(SERIAL + 1, issued_on="2024-02-30")]

    first = send(wang, base, payload(xlsx_bytes("certificates", rows), "证书.xlsx"))
    expect(wang.locator(".counts .value")).to_have_text(["2行", "1", "0", "1"])
    expect(wang.get_by_role("button", name="载入1行")).to_be_disabled()
    expect(wang.locator("mark")).to_have_text("2024-02-30")
    no_violation(wang)
    with wang.expect_download() as told:
        wang.get_by_role("button", name="下载这1行").click()
    second = send(wang, base, payload(corrected(Path(told.value.path())), "改正.xlsx"))
    expect(wang.locator(".counts .value")).to_have_text(["1行", "1", "0", "0"])

    load(zhao, first)
    load(zhao, second)
    no_sideways_scroll(zhao)
    expect(zhao.get_by_text("号统计快照已计入")).to_be_visible(timeout=MINUTES)
    expect(zhao.get_by_role("row", name="发证人次")).to_contain_text("+")
    for page in (wang, zhao):
        no_complaint(page)
