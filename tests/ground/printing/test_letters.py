"""What holders without an account are told on paper."""

from datetime import date

import pypdfium2

from baigong.core.text import Text
from baigong.ground.printing.letters import AT_THE_OFFICE, Sender, WrittenLetter, lettered
from ground.printing.papers import AT, has_every_font, words

SENDER = Sender(office="杭州市人社局", printed_on=date(2025, 7, 24), verify_at="https://skills.example/verify")


def letter(serial: int = 1, **cells) -> WrittenLetter:
    told = {
        "reference": str(serial),
        "name": f"蓝小兰{serial}",
        "document": "3301**********4512",
        "number": f"S00013300000125300000{serial}",
        "work": Text("铣工 三级", "milling"),
        "title": Text("您的证书已撤销", "A certificate of yours was declared void"),
        "sentence": Text("您的证书已撤销，自始无效。", "Your certificate was declared void from its first day."),
        "reason": "查证属实。",
        "next": Text("请到本机关窗口提出异议。", "Object at this office's counter."),
    }
    return WrittenLetter(**{**told, **cells})


def pages(content: bytes) -> list[str]:
    """Each page's words, without blanks."""
    document = pypdfium2.PdfDocument(content)
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_each_holder_has_a_page_with_what_happened_the_way_back_and_the_check():
    content = lettered([letter(1), letter(2)], SENDER, made_at=AT)

    first, second = pages(content)
    for said in ("蓝小兰1", "S000133000001253000001", "自始无效", "fromitsfirstday", "查证属实", "本机关窗口提出异议"):
        assert said in first
    assert "蓝小兰2" in second and "蓝小兰1" not in second
    for page in (first, second):
        assert "杭州市人社局" in page and "2025年7月24日" in page and "https://skills.example/verify" in page
    assert has_every_font(content)


def test_a_name_without_a_font_or_a_reason_without_room_keeps_nobody_elses_letter_back():
    rows = [letter(1), letter(2, name="\U0002a6a5兰"), letter(3, reason="字" * 4_000), letter(4, name=None)]

    content = lettered(rows, SENDER, made_at=AT)

    shown = pages(content)
    assert len(shown) == 4
    assert "兰" not in shown[1] and "S000133000001253000002" in shown[1]
    assert AT_THE_OFFICE.split("。")[0] in shown[2] and "蓝小兰3" in shown[2]
    assert "持证人Totheholder" in shown[3]


def test_nothing_in_a_name_is_read_as_markup():
    assert "#panic[x]*$" in words(lettered([letter(name="#panic[x] *$")], SENDER, made_at=AT))
