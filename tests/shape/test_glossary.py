"""Every identifier of the domain has its 中文 and its English in the glossary."""

import re

from baigong.ground.lake.schema.tables import TABLES
from shape.source import ROOT

ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", re.M)
ENTRIES = ROW.findall((ROOT / "docs/glossary.md").read_text(encoding="utf-8"))
IDENTIFIERS = {identifier for identifier, _, _ in ENTRIES}


def test_every_table_column_and_listed_value_is_in_the_glossary():
    columns = [column for table in TABLES.values() for column in table.columns]
    values = {value.code for column in columns for value in column.values}

    assert (set(TABLES) | {column.name for column in columns} | values) - IDENTIFIERS == set()


def test_the_titles_of_the_schema_are_those_of_the_glossary():
    chinese: dict[str, str] = {}
    for identifier, zh, _ in ENTRIES:
        chinese[identifier] = chinese.get(identifier, "") + " / " + zh

    strange = [c.name for t in TABLES.values() for c in t.columns if c.zh not in chinese[c.name].split(" / ")]

    assert strange == []


def test_every_entry_is_chinese_on_one_side_and_english_on_the_other():
    wrong = [i for i, zh, en in ENTRIES if not re.search(r"[一-鿿]", zh) or re.search(r"[一-鿿]", en)]

    assert wrong == []
