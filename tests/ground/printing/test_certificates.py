"""The sheet, as whoever holds it sees it: read back from the PDF, and looked at as a picture."""

from datetime import date
from itertools import repeat

import numpy as np
import pytest
from PIL import ImageChops

from baigong.core.credentials.certificate import CHANNELS
from baigong.ground.printing.certificates import pictured, printed
from baigong.ground.printing.press import NO_ROOM, NO_SIGN, CannotBePrinted
from baigong.ground.printing.printable import Standing
from ground.printing.papers import (
    AT,
    codes,
    font_with,
    has_every_font,
    is_white_outside,
    paper,
    pdf,
    picture,
    rendered,
    words,
)

LONG_NAME = "买买提·阿卜杜热合曼·努尔麦麦提·阿布都克里木江"
HOSTILE = (
    "#panic()",
    '#read("seal.svg")',
    "*粗*_斜_",
    "$x^2$",
    '"},"number":{"',
    "\\u{41}",
    "<a>@b//",
    "`#1`",
    "= 标题",
)


def test_a_sheet_says_what_the_certificate_says_and_the_line_of_the_national_query():
    told = words(pdf(paper(occupation_name_en="Electrician", valid_until=date(2030, 6, 2))))
    for said in (
        "职业技能等级证书", "CertificateofSkillLevel", "蓝小兰", "330106********1234", "电工", "Electrician",
        "6-31-01-03", "三级／高级工", "Level3,seniorworker", "职业技能等级认定", "2025年6月3日", "3June2025",
        "2030年6月2日", "2025-0007", "杭州百工评价有限公司", "S000133010001253000017",
        "https://skills.example/verify", "以全国联网查询为准",
    ):  # fmt: skip
        assert said in told


def test_what_is_not_known_leaves_nothing_behind():
    told = words(pdf(paper(document=None, session=None)))
    for label in ("证件号码", "场次", "有效期至", "None", "null", "—"):
        assert label not in told


def test_every_level_is_named_and_a_certificate_without_one_names_none():
    said = {
        "5": "五级／初级工", "4": "四级／中级工", "3": "三级／高级工", "2": "二级／技师", "1": "一级／高级技师",
        "S": "特级技师", "C": "首席技师", "A": "学徒工",
    }  # fmt: skip
    for level, words_of_level in said.items():
        assert words_of_level in words(pdf(paper(level=level)))
    assert "级" not in words(pdf(paper(level="0", channel="ability")))


def test_every_channel_has_its_title():
    titles = {words(pdf(paper(channel=channel))).partition("Certificate")[0] for channel in CHANNELS}
    assert titles == {
        "职业技能等级证书",
        "职业资格证书",
        "专项职业能力证书",
        "工勤技能等级证书",
        "军队职业技能等级证书",
    }


def test_a_record_is_told_from_a_certificate_at_sight():
    given = {"standing": Standing.ON_RECORD, "keeper": "示例省职业技能鉴定指导中心"}
    told = words(pdf(paper(of_sheet=given)))
    assert told.startswith("证书在案证明")
    assert "本件不是证书原件" in told
    assert "示例省职业技能鉴定指导中心" in told
    assert "发证机构盖章" not in told
    assert "发证机构盖章" in words(pdf(paper()))


def test_a_reprint_and_an_invented_certificate_say_so():
    told = words(pdf(paper(of_sheet={"reprinted_on": date(2026, 2, 1), "is_synthetic": True})))
    assert "补打2026年2月1日Reprint,1February2026" in told
    assert "示例数据Synthetic" in told
    assert "补打" not in words(pdf(paper()))


def test_the_file_is_archival_with_its_fonts_title_language_and_day_and_the_same_each_time():
    content = pdf(paper())
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in content
    assert has_every_font(content)
    assert "职业技能等级证书 S000133010001253000017".encode() in content
    assert b"/Lang (zh-CN)" in content or b"/Lang(zh-CN)" in content
    assert b"2026-03-02T08:00:00" in content
    assert content == pdf(paper())


@pytest.mark.parametrize("standing", Standing)
def test_the_code_is_read_from_the_page_at_150_dots_an_inch(standing):
    one = paper(of_sheet={"standing": standing})
    assert codes(rendered(pdf(one))) == [one.code]
    assert codes(picture(next(pictured([one])))) == [one.code]


def test_a_code_with_long_texts_is_read_too():
    one = paper(
        name=LONG_NAME,
        occupation_name="工业机器人系统操作员（智能制造方向）",
        issuer_name="某自治州职业技能鉴定中心" * 3,
    )
    assert codes(rendered(pdf(one))) == [one.code]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_data(text):
    told = words(pdf(paper(name=text, issuer_name=text, occupation_name=text, session=text)))
    assert told.count("".join(text.split())) == 4


def test_long_and_rare_names_fit():
    assert LONG_NAME + "·木拉提" in words(pdf(paper(name=LONG_NAME + "·木拉提")))
    assert "䶮𬭎㛃" in words(pdf(paper(name="䶮𬭎㛃")))


def test_nothing_runs_out_of_the_sheet_however_much_is_said():
    full = paper(
        of_sheet={"standing": Standing.ON_RECORD, "keeper": "在案机构" * 30},
        name="买" * 80, occupation_name="职" * 120, occupation_name_en="Electrical " * 20, issuer_name="机" * 250,
        issuer_name_en="Organisation " * 20, session="2025" * 10, valid_until=date(2030, 6, 2), document="3" * 60,
        number="S" * 60,
    )  # fmt: skip
    page = rendered(pdf(full))
    assert is_white_outside(page, millimetres=8.5)
    empty = np.array(page)[round(195.5 / 25.4 * 150) : round(200 / 25.4 * 150), 200:-200]
    assert empty.min() == 255  # nothing between the lowest place and the frame
    assert codes(page) == [full.code]


@pytest.mark.parametrize(
    ("cells", "why"), [({"name": "蓝" * 650}, NO_ROOM), ({"session": "x" * 300}, NO_ROOM), ({"name": "蓝😀"}, NO_SIGN)]
)
def test_what_cannot_be_set_is_refused_and_never_cut(cells, why):
    for made in (printed([paper(**cells)], made_at=AT), pictured([paper(**cells)])):
        with pytest.raises(CannotBePrinted) as refused:
            next(made)
        assert refused.value.facts == {"sheet": "S000133010001253000017", "why": why}


def test_a_font_that_is_given_has_the_character_that_ours_have_not(tmp_path):
    font_with("\U00020021", tmp_path / "rare.ttf")
    rare = paper(name="蓝\U00020021")
    with pytest.raises(CannotBePrinted):
        pdf(rare)
    content = pdf(rare, fonts=tmp_path)
    assert "蓝\U00020021" in words(content)
    assert has_every_font(content)


def test_the_picture_is_the_page():
    page, shown = rendered(pdf(paper())), picture(next(pictured([paper()])))
    assert shown.size == (1754, 1240)
    difference = np.array(ImageChops.difference(page.resize(shown.size), shown))
    assert difference.mean() < 4


def test_a_batch_is_made_one_at_a_time_with_one_typesetter():
    certificates = repeat(paper())  # without an end
    made = printed(certificates, made_at=AT)
    assert len({next(made) for _ in range(3)}) == 1
