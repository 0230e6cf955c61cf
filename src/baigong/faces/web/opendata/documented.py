"""What the page of open data says of each table: columns, dimensions, codes, vintage and how to cite it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from baigong.core.text import Language, msgid
from baigong.faces.web.data.files import dataflow
from baigong.faces.web.design.tiles import named
from baigong.faces.web.known.asked import Asked
from baigong.faces.web.known.standing import Told, plan_here, readings_out, vintage
from baigong.faces.web.opendata.codes import MEANT, ORIGINS, STANDING, STEPS
from baigong.faces.web.opendata.tables import GRAINS, TABLES, Head, Table
from baigong.faces.words import translated

CITED = msgid("%(plan)s: %(table)s, as known on %(known)s, judged on %(on)s%(reading)s. %(address)s")
OF_READING = msgid(", reading %(number)s")
FORMS = (("csv", "CSV"), ("xlsx", "XLSX"), ("json", "JSON"), ("sdmx.csv", "SDMX-CSV"))


@dataclass(frozen=True, slots=True)
class Documented:
    """A table as it is told of; `files`: the address and the name of each form."""

    name: str
    title: str
    meant: str
    dataflow: str
    dimensions: Sequence[str]
    columns: Sequence[tuple[str, str, str, str]]
    files: Sequence[tuple[str, str]]
    citation: str


def documented(asked: Asked, told: Told, language: Language, base: str) -> dict[str, Any]:
    seen = vintage(asked, told)
    query = f"?{asked.query}" if asked.query else ""
    reading = translated(OF_READING, language, {"number": seen.told.number}) if seen else ""
    return {
        "asked": asked,
        "tables": [_table(one, asked, language, base, query, reading) for one in TABLES.values()],
        "codes": _codes(language),
        "units": [(unit, text[language]) for unit, text in plan_here().units.items()],
        "readings": [_reading(one, language) for one in readings_out(told)],
        "grains": [(grain, translated(words, language)) for grain, words in GRAINS.items()],
        "forms": FORMS,
        "base": base,
    }


def _table(table: Table, asked: Asked, language: Language, base: str, query: str, reading: str) -> Documented:
    title = translated(table.title, language)
    address = f"/data/{table.name}"
    facts = {
        "plan": plan_here().name[language],
        "table": title,
        "known": asked.known,
        "on": asked.on,
        "reading": reading,
        "address": f"{base}{address}.csv?on={asked.on}&known={asked.known}",
    }
    return Documented(
        table.name,
        title,
        translated(table.meant, language),
        dataflow(table.name),
        table.dimensions,
        [_column(head, language) for head in table.heads],
        [(f"{address}.{form}{query}", name) for form, name in FORMS],
        translated(CITED, language, facts),
    )


def _column(head: Head, language: Language) -> tuple[str, str, str, str]:
    return head.key, translated(head.title, language), head.kind, translated(head.meant, language)


def _codes(language: Language) -> list[tuple[str, list[tuple[str, str]]]]:
    lists = (
        (msgid("Status"), STANDING),
        (msgid("Relation"), MEANT),
        (msgid("Origin"), ORIGINS),
        (msgid("Proof"), STEPS),
    )
    return [
        (translated(title, language), [(code, translated(words, language)) for code, words in codes.items()])
        for title, codes in lists
    ]


def _reading(one: Any, language: Language) -> dict[str, Any]:
    return {
        "id": one.id,
        "number": one.number,
        "place": named(one.region[:2], plan_here(), language),
        "period": one.period,
        "on": one.on,
        "published_at": one.published_at,
        "synthetic": one.synthetic,
    }
