"""A cell's labels in words."""

from collections.abc import Mapping

from baigong.core.plans import Plan
from baigong.core.text import msgid
from baigong.faces.web.persons.naming import level_named, occupation_named, value
from baigong.faces.web.words import reader, said
from baigong.ground.lake.schema.tables import CERTIFICATES, PERSONS

UNKNOWN = msgid("unknown")
REGIONS = ("region6", "region4", "region")
COLUMNS = {
    "sex": PERSONS.by_name["sex"],
    "group": PERSONS.by_name["groups"],
    "channel": CERTIFICATES.by_name["channel"],
}
AGES = {
    "under16": msgid("under 16"),
    "60+": msgid("60 and older"),
}


def place_of(cell: Mapping[str, str | None], otherwise: str) -> str:
    """The region that a cell is of, of two, four or six digits."""
    return next((str(cell[name]) for name in REGIONS if cell.get(name)), otherwise)


def cell_words(cell: Mapping[str, str | None], plan: Plan) -> str:
    """All but the region, which is told apart."""
    words = [_label(name, label) for name, label in cell.items() if name not in REGIONS or label is None]
    return ("，" if reader() == "zh" else ", ").join(words)


def _label(name: str, label: str | None) -> str:
    if label is None:
        return said(UNKNOWN)
    if name == "level":
        return level_named(label)
    if name == "occupation":
        return occupation_named(label)
    if name == "age":
        return said(AGES[label]) if label in AGES else said(msgid("aged %(years)s"), {"years": label})
    return value(COLUMNS[name], label) if name in COLUMNS else label
