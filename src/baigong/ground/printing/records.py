"""What is on record of one person, newest on top: for herself, and for whom she gives it to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path

from baigong.core.text import Text
from baigong.ground.printing.press import Sheet, pdf_of
from baigong.ground.printing.wording import PREVAILS, SYNTHETIC, in_chinese, in_english, runs

TEMPLATE = "record.typ"


class Kind(Enum):
    EMPLOYMENT = "employment"
    INSURANCE = "insurance"
    TRAINING = "training"
    RESULT = "result"
    CERTIFICATE = "certificate"
    HONOUR = "honour"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that began on a day, and has ended if `until` is known; title and details are printed as they are.

    `by_month`: the day of the month says nothing.
    """

    kind: Kind
    since: date
    until: date | None = None
    title: str
    details: tuple[str, ...] = ()
    by_month: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """`document` is masked; `office` is whose register it is from."""

    name: str
    document: str | None = None
    region: str | None = None
    office: str | None = None
    entries: tuple[Entry, ...]
    printed_on: date
    is_synthetic: bool = False


TITLE = Text(zh="个人技能档案", en="Personal skills record")
NOTHING = Text(zh="登记中没有记录", en="Nothing is on record.")
ATTESTS = Text(
    zh="本件按打印之日的登记记录打印，不代替证书；证书以核验结果为准。",
    en="Printed from the register as it stood that day. It replaces no certificate; each is to be verified.",
)
LABELS: Mapping[str, Text] = {
    "document": Text(zh="证件号码", en="Identity document"),
    "region": Text(zh="常住地", en="Lives in"),
    "office": Text(zh="登记机构", en="Register kept by"),
}
KINDS: Mapping[Kind, Text] = {
    Kind.EMPLOYMENT: Text(zh="就业", en="Employment"),
    Kind.INSURANCE: Text(zh="参保", en="Insurance"),
    Kind.TRAINING: Text(zh="培训", en="Training"),
    Kind.RESULT: Text(zh="成绩", en="Result"),
    Kind.CERTIFICATE: Text(zh="证书", en="Certificate"),
    Kind.HONOUR: Text(zh="荣誉", en="Honour"),
}


def recorded(records: Iterable[PersonRecord], *, made_at: datetime, fonts: Path | None = None) -> Iterator[bytes]:
    """A PDF/A-2b for each, of one page or more. Raises CannotBePrinted."""
    for record in records:
        yield pdf_of(TEMPLATE, sheet_of(record), called=TITLE.zh, made_at=made_at, fonts=fonts)


def sheet_of(record: PersonRecord) -> Sheet:
    """What the template asks for. Its title names nobody: lists of files show titles."""
    entries = sorted(record.entries, key=lambda one: one.since, reverse=True)
    day = record.printed_on
    told = [text for one in entries for text in (one.title, *one.details)]
    facts = {name: getattr(record, name) for name in LABELS}
    return {
        "document_title": TITLE.zh,
        "title": _both(TITLE),
        "name": record.name,
        "office": record.office,
        "facts": [{"label": _both(LABELS[name]), "zh": value} for name, value in facts.items() if value],
        "entries": [_entry(one) for one in entries],
        "nothing": _both(NOTHING),
        "closing": [_both(ATTESTS), _both(PREVAILS)],
        "printed_on": {"zh": f"打印日期 {in_chinese(day)}", "en": f"Printed on {in_english(day)}"},
        "synthetic": _both(SYNTHETIC) if record.is_synthetic else None,
        "runs": runs(record.name, *facts.values(), *told),
    }


def _entry(one: Entry) -> Sheet:
    return {
        "when": " — ".join(f"{day:%Y-%m}" if one.by_month else f"{day}" for day in (one.since, one.until) if day),
        "kind": _both(KINDS[one.kind]),
        "is_certificate": one.kind is Kind.CERTIFICATE,
        "title": one.title,
        "details": list(one.details),
    }


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
