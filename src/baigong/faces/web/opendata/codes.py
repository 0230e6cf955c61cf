"""Codes that stand in open data: words that no spreadsheet takes for a formula, with what they mean."""

from collections.abc import Mapping

from baigong.core.indicators.figure import Relation
from baigong.core.text import msgid
from baigong.faces.judgements import STATUSES

RELATIONS: Mapping[Relation, str] = {"=": "eq", ">": "gt", ">=": "ge", "<": "lt", "<=": "le", "~": "about", "?": "open"}
MEANT: Mapping[str, str] = {
    "eq": msgid("exactly"),
    "gt": msgid("more than: a floor"),
    "ge": msgid("at least: a floor"),
    "lt": msgid("less than: a ceiling"),
    "le": msgid("at most: a ceiling"),
    "about": msgid("about"),
    "open": msgid("neither a floor nor a ceiling: a quotient of two bounds"),
}
ORIGINS: Mapping[str, str] = {
    "published": msgid("published by an authority, with its source"),
    "computed": msgid("counted from the records of this node"),
}
STEPS: Mapping[str, str] = {
    "number": msgid("the certificate's number alone"),
    "filed": msgid("the issuer was filed for it"),
    "result": msgid("the result of the sitting is on file"),
    "logged": msgid("signed and in the public log"),
}
STANDING: Mapping[str, str] = {name: words for name, words in STATUSES.items() if name}
