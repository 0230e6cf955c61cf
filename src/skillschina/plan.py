"""The plan, put together from its tables."""

from datetime import date

from baigong.core.periods import Span
from baigong.core.plans import Plan, Region
from baigong.core.text import Text
from skillschina.indicators import definitions, observations, sources, units
from skillschina.measures import actions, agreements, measures
from skillschina.rows import rows, text
from skillschina.settings import settings
from skillschina.targets import targets

SPAN = Span(date(2021, 1, 1), date(2025, 12, 31))
SOURCES = sources()

PLAN = Plan(
    name=Text(zh="技能中国行动", en="Skills China Action"),
    first_day=SPAN.first,
    last_day=SPAN.last,
    documents={row["document"]: text(row) for row in rows("tables/documents.csv")},
    actions=actions(),
    measures=measures(),
    agreements=agreements(),
    targets=targets(SPAN),
    regions={row["region"]: Region(row["region"], text(row), row["group"]) for row in rows("tables/regions.csv")},
    scopes={"east": ("east",), "central_west": ("central", "west")},
    definitions=definitions(),
    units=units(),
    observations=observations(SOURCES),
    sources=SOURCES,
    levels={row["level"]: text(row) for row in rows("tables/levels.csv")},
    settings=settings(),
)
