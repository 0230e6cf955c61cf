"""What a sheet says, word by word, Chinese first: words of the certificate are data and never looked up elsewhere."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from baigong.core.codes.level import LEVELS
from baigong.core.credentials.certificate import Certificate, cells
from baigong.core.credentials.publication import forms_of
from baigong.core.credentials.spoken import spoken
from baigong.core.text import Text
from baigong.ground.printing import qr
from baigong.ground.printing.press import Sheet
from baigong.ground.printing.printable import Printable, Standing

Words = dict[str, str | None]

# Who evaluates under another scheme gives another paper; S and C are posts, given by identification too.
TITLES: Mapping[str, Text] = {
    "identification": Text(zh="职业技能等级证书", en="Certificate of Skill Level"),
    "qualification": Text(zh="职业资格证书", en="Certificate of Vocational Qualification"),
    "ability": Text(zh="专项职业能力证书", en="Certificate of Special Ability"),
    "public_sector": Text(zh="工勤技能等级证书", en="Certificate of Skill Level, Public Sector"),
    "military": Text(zh="军队职业技能等级证书", en="Certificate of Skill Level, Armed Forces"),
}
CHANNELS: Mapping[str, Text] = {
    "identification": Text(zh="职业技能等级认定", en="Skill-level identification"),
    "qualification": Text(zh="职业资格评价", en="Vocational qualification"),
    "ability": Text(zh="专项职业能力考核", en="Special-ability test"),
    "public_sector": Text(zh="机关事业单位工勤等级", en="Public-sector workers' grades"),
    "military": Text(zh="军队鉴定", en="Armed forces' assessment"),
}
# What stands in the box: the numeral of the grade, or the first sign of the post's name.
SIGNS = {"5": "五", "4": "四", "3": "三", "2": "二", "1": "一", "S": "特", "C": "首", "A": "徒"}

ON_RECORD = Text(zh="证书在案证明", en="Countersigned Record of a Certificate")
BAND = Text(
    zh="在案记录　本件不是证书原件，仅证明下列内容与登记记录一致",
    en="On record: this is not the certificate itself; it attests only that the following stands in the register.",
)
REPRINT = Text(zh="补打", en="Reprint")
SYNTHETIC = Text(zh="示例数据", en="Synthetic")
SEAL = Text(zh="发证机构盖章", en="Seal of the issuer")
PREVAILS = Text(zh="以全国联网查询为准", en="The national online query system prevails.")
LABELS: Mapping[str, Text] = {
    "number": Text(zh="证书编号", en="Certificate number"),
    "name": Text(zh="姓名", en="Name"),
    "document": Text(zh="证件号码", en="Identity document"),
    "code": Text(zh="职业编码", en="Occupation code"),
    "channel": Text(zh="评价渠道", en="Channel"),
    "issued_on": Text(zh="发证日期", en="Issued on"),
    "valid_until": Text(zh="有效期至", en="Valid until"),
    "session": Text(zh="场次", en="Session"),
    "issuer": Text(zh="发证机构", en="Issued by"),
    "keeper": Text(zh="在案证明机构", en="Record kept and countersigned by"),
    "words": Text(zh="核验词", en="Verification words"),
    "verify": Text(zh="核验地址", en="Verify at"),
}
# All below the CJK blocks but spaces; nine signs of it fit every place in its smallest size.
# Signs that no font of ours sets wider than so many ems: Han and their punctuation one, small and even Latin ones less.
KNOWN = re.compile(r"[ -~\u3000-\u3002\u3008-\u3011\u4e00-\u9fff\uff01-\uff5e]+")
NARROW = frozenset("0123456789-.,:/ abcdefghijklnopqrstuvxyz")
NARROW_EMS, LATIN_EMS, HAN_EMS, BETWEEN_EMS = 0.7, 1.06, 1.0, 0.25
UNBREAKABLE = re.compile(r"[^\s\u2e80-\U0003ffff]{9,}")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def sheet_of(printable: Printable) -> Sheet:
    """What the template asks for. What is not known stays out; it has no placeholder."""
    certificate, is_record = printable.certificate, printable.standing is Standing.ON_RECORD
    title = ON_RECORD if is_record else TITLES[certificate.channel]
    words = spoken(forms_of(certificate)[0])
    told: Sheet = {
        "is_record": is_record,
        "document_title": f"{title.zh} {certificate.number}",
        "title": _both(title),
        "band": _both(BAND),
        "marks": list(_marks(printable)),
        "number": _labelled("number", certificate.number),
        "name": _labelled("name", certificate.name),
        "document": _labelled("document", certificate.document) if certificate.document else None,
        "occupation": _words(certificate.occupation_name, certificate.occupation_name_en),
        "code": _labelled("code", certificate.occupation),
        "level": _level(certificate.level),
        "level_sign": SIGNS.get(certificate.level),
        "fields": list(_fields(certificate)),
        "issuer": _field("issuer", certificate.issuer_name, certificate.issuer_name_en),
        "keeper": _field("keeper", printable.keeper) if is_record and printable.keeper else None,
        "seal": None if is_record else _both(SEAL),
        "code_picture": qr.svg(printable.code),
        "code_alt": f"{LABELS['number'].zh} {certificate.number}",
        "words": {"label": _both(LABELS["words"]), "zh": "　".join(words.zh), "en": ", ".join(words.en)},
        "verify": _labelled("verify", printable.verify_at),
        "prevails": _both(PREVAILS),
    }
    texts = [text for text in cells(certificate).values() if isinstance(text, str)]
    fields = [text for one in _fields(certificate) for text in one.values() if isinstance(text, str)]
    set_widths = widths(*texts, *fields, printable.verify_at, printable.keeper)
    return told | {"runs": runs(*texts, printable.verify_at, printable.keeper), "widths": set_widths}


def in_chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def in_english(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def runs(*texts: str | None) -> dict[str, list[str]]:
    """Of each text what no line can break, unless it is short: Han characters break everywhere."""
    return {text: found for text in texts if text and (found := UNBREAKABLE.findall(text))}


def widths(*texts: str | None) -> dict[str, float]:
    """Of each text of known signs only, how many ems it takes in one line at the most."""
    return {text: ems(text) for text in texts if text and KNOWN.fullmatch(text)}


def ems(text: str) -> float:
    """
    >>> ems("焊工"), ems("焊工 3")
    (2.0, 3.65)
    """
    signs = [NARROW_EMS if sign in NARROW else LATIN_EMS if sign.isascii() else HAN_EMS for sign in text]
    # Between Han and Latin there is a quarter of an em.
    turns = sum(one.isascii() != other.isascii() for one, other in pairwise(text))
    return round(sum(signs) + turns * BETWEEN_EMS, 2)


def _fields(certificate: Certificate) -> Iterator[Sheet]:
    channel = CHANNELS[certificate.channel]
    yield _field("channel", channel.zh, channel.en)
    yield _field("issued_on", in_chinese(certificate.issued_on), in_english(certificate.issued_on))
    if certificate.valid_until:
        yield _field("valid_until", in_chinese(certificate.valid_until), in_english(certificate.valid_until))
    if certificate.session:
        yield _field("session", certificate.session)


def _marks(printable: Printable) -> Iterator[Sheet]:
    if printable.is_synthetic:
        yield {"is_synthetic": True, **_both(SYNTHETIC)}
    if day := printable.reprinted_on:
        yield {"is_synthetic": False, **_words(f"{REPRINT.zh}　{in_chinese(day)}", f"{REPRINT.en}, {in_english(day)}")}


def _level(code: str) -> Words | None:
    """三级／高级工, with its English; a certificate without a level says nothing of one."""
    level = LEVELS[code]
    if not level.rank:
        return None
    if level.grade is None:
        return _words(level.title.zh, level.title.en.capitalize())
    return _words(f"{level.grade.zh}／{level.title.zh}", f"{level.grade.en.capitalize()}, {level.title.en}")


def _field(name: str, zh: str, en: str | None = None) -> Sheet:
    return {"label": _both(LABELS[name]), **_words(zh, en)}


def _labelled(name: str, value: str) -> Sheet:
    return {"label": _both(LABELS[name]), "value": value}


def _both(text: Text) -> Words:
    return _words(text.zh, text.en)


def _words(zh: str, en: str | None) -> Words:
    return {"zh": zh, "en": en}
