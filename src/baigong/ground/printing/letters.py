"""What somebody is told on paper about her certificate: a page a holder, any number of them in one file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from baigong.core.text import Text
from baigong.ground.printing import qr
from baigong.ground.printing.press import CannotBePrinted, Sheet, pdf_of
from baigong.ground.printing.wording import PREVAILS, SYNTHETIC, in_chinese, in_english, runs

TEMPLATE = "letter.typ"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLetter:
    """`name` None: it is not on record. `document` is masked; `reason` is as the office wrote it, in its own words."""

    reference: str
    name: str | None
    document: str | None
    number: str
    work: Text  # occupation and level
    title: Text
    sentence: Text
    reason: str
    next: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who writes, on which day; `verify_at` is where everybody sees how a certificate stands."""

    office: str
    printed_on: date
    verify_at: str
    is_synthetic: bool = False


HEADING = Text(zh="书面告知书", en="Written notice")
HOLDER = Text(zh="持证人", en="To the holder")
BY_HAND = "＿＿＿＿＿＿"  # a name with a character that no font has is written in by hand
AT_THE_OFFICE = "理由较长，请到本机关窗口查阅全文。The reason is long; this office's counter has it in full."
LABELS = {
    "document": Text(zh="证件号码", en="Identity document"),
    "number": Text(zh="证书编号", en="Certificate number"),
    "work": Text(zh="职业和等级", en="Occupation and level"),
    "reference": Text(zh="告知编号", en="Reference"),
    "reason": Text(zh="理由", en="Reason, as the office gave it"),
    "next": Text(zh="您可以", en="What you can do"),
    "verify": Text(zh="核验地址", en="How the certificate stands"),
}


def lettered(
    letters: Sequence[WrittenLetter], sender: Sender, *, made_at: datetime, fonts: Path | None = None
) -> bytes:
    """One PDF/A-2b, a page each, in their order.

    One holder's name or a long reason keeps nobody's letter back: a name that cannot be set is left to be written in by
    hand, and of a reason without room the letter says where it is to be had.
    """
    try:
        return _printed(letters, sender, made_at, fonts)
    except CannotBePrinted:
        settable = [_settable(one, sender, made_at, fonts) for one in letters]
        return _printed(settable, sender, made_at, fonts)


def _settable(one: WrittenLetter, sender: Sender, made_at: datetime, fonts: Path | None) -> WrittenLetter:
    """As it is, or else with the least of it replaced with which it can be set."""
    shortened = replace(one, reason=AT_THE_OFFICE)
    for tried in (one, replace(one, name=BY_HAND), shortened):
        try:
            _printed([tried], sender, made_at, fonts)
        except CannotBePrinted:
            continue
        return tried
    return replace(shortened, name=BY_HAND)


def _printed(letters: Sequence[WrittenLetter], sender: Sender, made_at: datetime, fonts: Path | None) -> bytes:
    return pdf_of(TEMPLATE, sheet_of(letters, sender), called=HEADING.zh, made_at=made_at, fonts=fonts)


def sheet_of(letters: Sequence[WrittenLetter], sender: Sender) -> Sheet:
    """What the template asks for; the file's title names nobody."""
    day = sender.printed_on
    texts = [text for one in letters for text in (one.name, one.reason, one.number, one.work.zh)]
    return {
        "document_title": HEADING.zh,
        "heading": _both(HEADING),
        "office": sender.office,
        "printed_on": {"zh": in_chinese(day), "en": in_english(day)},
        "verify_at": sender.verify_at,
        "code_picture": qr.svg(sender.verify_at),
        "labels": {name: _both(label) for name, label in LABELS.items()},
        "holder": _both(HOLDER),
        "prevails": _both(PREVAILS),
        "synthetic": _both(SYNTHETIC) if sender.is_synthetic else None,
        "letters": [_letter(one) for one in letters],
        "runs": runs(*texts, sender.office, sender.verify_at),
    }


def _letter(one: WrittenLetter) -> Sheet:
    words = {name: _both(getattr(one, name)) for name in ("work", "title", "sentence", "next")}
    plain = {name: getattr(one, name) for name in ("reference", "name", "document", "number", "reason")}
    return {**words, **plain}


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
