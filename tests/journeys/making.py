"""What some pages need and a demonstration does not hold: made once, by its people, through the pages' forms.

A function here takes `hand`; `hand("wang").post("/office/…", field="…")` sends a form as she does, and follows it.
It stands in `MAKING`, in the order in which things are done; `pages.py` then reaches what was made by its link.
"""

import re
from collections.abc import Callable
from time import sleep

from playwright.sync_api import APIResponse, BrowserContext, FilePayload

from contract.packages import csv_bytes
from exchange_sending import certificate


class Hand:
    """Somebody's browser without its window."""

    def __init__(self, context: BrowserContext) -> None:
        self._context = context

    def get(self, path: str) -> APIResponse:
        return self._answered(path, self._context.request.get(path))

    def post(self, path: str, /, at: str = "", **fields: str | FilePayload) -> APIResponse:
        """`at`: the page on which the form stands, where it has an address of its own."""
        self.get(at or path)
        token = next(one["value"] for one in self._context.cookies() if one["name"] == "csrftoken")
        sent = {**fields, "csrfmiddlewaretoken": token}
        return self._answered(path, self._context.request.post(path, multipart=sent))

    @staticmethod
    def _answered(path: str, answer: APIResponse) -> APIResponse:
        assert answer.status < 400, f"{path}: {answer.status} {answer.text()[:2000]}"
        return answer


Hands = Callable[[str], Hand]


def an_upload_with_a_faulty_row(hand: Hands) -> None:
    """Read by the node's worker before anybody looks at it."""
    rows = [certificate(901), certificate(902, issued_on="2024-02-30"), certificate(903, level="4")]
    file = FilePayload(name="证书.csv", mimeType="text/csv", buffer=csv_bytes("certificates", rows))
    wang = hand("wang")
    wang.post("/office/uploads/", region="330100", file=file)
    for _ in range(120):
        if "tbody" in wang.get("/office/uploads/?state=checked").text():
            return
        sleep(1)
    raise AssertionError("the upload is not read; does the node's worker run?")


def a_proposal(hand: Hands) -> None:
    """The correction of a person's name, which a second officer reviews."""
    who = {"name": "更名", "document": "resident", "sex": "F", "born_on": "1972-07-26", "region": "330102"}
    rest = {"groups": "migrant", "left_on": "", "left_reason": ""}
    hand("wang").post("/office/persons/1/correct", **who, **rest, reason="户籍资料更正", document_number="12号")


def a_task(hand: Hands) -> None:
    """Undertaken by her own office."""
    wang = hand("wang")
    office = re.search(r'<option value="(\d+)"[^>]*>[^<]*(?:杭州|Hangzhou)', wang.get("/office/tasks/new").text())
    assert office, "no office of Hangzhou can be chosen"
    fields = {"title_zh": "编制目录", "title_en": "Make the list", "due_on": "2026-01-31", "clause": "第三条"}
    wang.post("/office/tasks/new", **fields, measure="1", region="330100", office=office[1])


def a_dispute(hand: Hands) -> None:
    """Lan says that she was insured from another month on."""
    lan = hand("lan")
    wrong = re.search(r'href="(/my/record/insurance/[0-9]+/wrong)"', lan.get("/my/record").text())
    assert wrong, "nothing is recorded of Lan's insurance"
    lan.post(wrong[1], column="from_month", says="八月已经参保")


def a_period(hand: Hands) -> None:
    """A quarter of Zhejiang, open."""
    days = "2025-07-01/2025-09-30"
    hand("statistician").post("/office/periods/", kind="quarter", region="330000", days=days, due_on="2025-10-15")


def a_recall(hand: Hands) -> None:
    """Of the batch whose day was set back; its term of defence runs."""
    wang = hand("wang")
    if re.search(r"/office/recalls/\d+", wang.get("/office/recalls/").text()):
        return  # the journey of a recall opened it
    batch = re.search(r"RDPC-[0-9]{4}-0004", wang.get("/office/batches/?state=issued").text())
    assert batch, "the batch that can be recalled is not issued"
    wang.post("/office/recalls/open", batch=batch[0], region="330100", text="签发日期早于见证时间，编号顺序不符。")


MAKING: list[Callable[[Hands], None]] = [
    a_dispute,
    a_task,
    an_upload_with_a_faulty_row,
    a_proposal,
    a_period,
    a_recall,
]
