"""The record of one person on paper."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from baigong.ground.printing.press import NO_ROOM, CannotBePrinted
from baigong.ground.printing.records import Entry, Kind, PersonRecord, recorded
from ground.printing.papers import AT, has_every_font, is_white_outside, rendered, words

EMPLOYED = Entry(kind=Kind.EMPLOYMENT, since=date(2021, 7, 1), title="入职示例机电有限公司")
TRAINED = Entry(
    kind=Kind.TRAINING, since=date(2025, 9, 1), until=date(2025, 12, 1), title="技能培训72课时", details=("出勤94%",)
)
CERTIFIED = Entry(
    kind=Kind.CERTIFICATE,
    since=date(2026, 1, 10),
    title="电工 四级／中级工",
    details=("示例中心", "S000099010001264000127"),
)
LAN = PersonRecord(name="蓝小兰", document="330106********1234", entries=(), printed_on=date(2026, 3, 2))


def pdf(*entries: Entry, **cells) -> bytes:
    return next(recorded([replace(LAN, entries=entries, **cells)], made_at=AT))


def test_what_is_on_record_stands_newest_on_top_with_its_kind():
    told = words(pdf(EMPLOYED, CERTIFIED, TRAINED))
    places = [told.index(one) for one in ("电工四级／中级工", "技能培训72课时", "入职示例机电有限公司")]
    assert places == sorted(places)
    for said in ("2026-01-10证书Certificate", "2025-09-01—2025-12-01培训Training", "2021-07-01就业Employment"):
        assert said in told


def test_what_counts_by_the_month_says_no_day():
    insured = Entry(kind=Kind.INSURANCE, since=date(2025, 9, 1), title="由示例机电有限公司参保", by_month=True)
    assert "2025-09参保Insurance" in words(pdf(insured))


def test_it_says_whose_it_is_of_which_day_and_that_it_replaces_no_certificate():
    told = words(pdf(EMPLOYED, is_synthetic=True))
    for said in (
        "个人技能档案",
        "330106********1234",
        "打印日期2026年3月2日",
        "不代替证书",
        "以全国联网查询为准",
        "示例数据",
    ):
        assert said in told
    assert told.count("蓝小兰") == 2


def test_what_is_not_known_leaves_nothing_behind():
    told = words(pdf(document=None))
    for label in ("证件号码", "常住地", "登记机构", "None", "示例数据"):
        assert label not in told
    assert "登记中没有记录" in told


def test_a_long_life_takes_several_pages_each_with_the_name_and_its_number():
    content = pdf(*[replace(CERTIFIED, since=date(1990 + year, 1, 10)) for year in range(36)])
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]
    assert len(pages) == 3
    assert [f"{number} / 3" in page and "蓝小兰" in page for number, page in enumerate(pages, start=1)] == [True] * 3


def test_it_is_archival_and_the_same_each_time():
    content = pdf(EMPLOYED, CERTIFIED)
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert has_every_font(content)
    assert content == pdf(CERTIFIED, EMPLOYED)


def test_text_is_data_and_stays_on_the_sheet():
    hostile = '#panic() *a* $x$ \\u{41} "}'
    content = pdf(replace(EMPLOYED, title=hostile, details=("W" * 80,)), name="买" * 90)
    assert "".join(hostile.split()) in words(content)
    assert is_white_outside(rendered(content), millimetres=8)


def test_what_has_no_room_is_refused():
    with pytest.raises(CannotBePrinted) as refused:
        pdf(replace(EMPLOYED, title="W" * 2000))
    assert refused.value.facts == {"sheet": "个人技能档案", "why": NO_ROOM}
