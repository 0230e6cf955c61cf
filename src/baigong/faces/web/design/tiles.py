"""The provinces as tiles: an arrangement by rough direction, which is no map and has no borders."""

from dataclasses import dataclass

from baigong.core.plans import Plan
from baigong.core.text import Language, Text

# Row by row: the column and the province's two digits; 66 is the production and construction corps (兵团).
ROWS: tuple[tuple[tuple[int, str], ...], ...] = (
    ((7, "23"),),
    ((0, "65"), (1, "66"), (4, "15"), (6, "21"), (7, "22")),
    ((1, "63"), (2, "62"), (3, "64"), (4, "14"), (5, "11"), (6, "12")),
    ((1, "54"), (3, "61"), (4, "41"), (5, "13"), (6, "37")),
    ((2, "51"), (3, "50"), (4, "42"), (5, "34"), (6, "32"), (7, "31")),
    ((2, "53"), (3, "52"), (4, "43"), (5, "36"), (6, "33")),
    ((4, "45"), (5, "44"), (6, "35")),
    ((5, "46"),),
)
PLACES = {region: (row, column) for row, places in enumerate(ROWS) for column, region in places}
# On an English tile there is room for two letters; the full name is read out.
LETTERS = {
    "11": "BJ", "12": "TJ", "13": "HE", "14": "SX", "15": "NM", "21": "LN", "22": "JL", "23": "HL", "31": "SH",
    "32": "JS", "33": "ZJ", "34": "AH", "35": "FJ", "36": "JX", "37": "SD", "41": "HA", "42": "HB", "43": "HN",
    "44": "GD", "45": "GX", "46": "HI", "50": "CQ", "51": "SC", "52": "GZ", "53": "YN", "54": "XZ", "61": "SN",
    "62": "GS", "63": "QH", "64": "NX", "65": "XJ", "66": "XPCC",
}  # fmt: skip
CORPS = Text(zh="兵团", en="Xinjiang Production and Construction Corps")


def named(region: str, plan: Plan, language: Language) -> str:
    """As the plan names it; the corps is no region of the plan's own, yet has its tile."""
    return (plan.regions[region].name if region in plan.regions else CORPS)[language]


@dataclass(frozen=True, slots=True)
class Tile:
    """`shade`: 1–4 from light to dark, 0 where there is no data; `name` is the whole name, `short` what is written."""

    region: str
    name: str
    short: str
    value: str
    shade: int
    status: str
    href: str

    @property
    def row(self) -> int:
        return PLACES[self.region][0]

    @property
    def column(self) -> int:
        return PLACES[self.region][1]
