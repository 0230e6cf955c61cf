"""Where nothing is, the nearest that there is."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from baigong.core.plans import Plan
from baigong.core.refusal import Refusal
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.figures.addresses import of_published, of_target
from baigong.faces.web.figures.asked import REFUSED, CountAsked, PublishedAsked, asked
from baigong.faces.web.figures.of_counts import nearest_counts
from baigong.faces.web.figures.of_published import is_verified
from baigong.faces.web.figures.wording import name_of, when_of
from baigong.faces.web.known.standing import Told, figures_out
from baigong.faces.web.words import reader, told

MOST = 12
Near = tuple[str, str]


def nearest(written: str, known: str, plan: Plan, out: Told, today: date) -> list[Near]:
    """Addresses with their words."""
    try:
        wanted = asked(written, known, plan=plan, today=today)
    except REFUSED as refusal:
        return list(_by_name(written, plan, today, refusal))[:MOST]
    if isinstance(wanted, PublishedAsked):
        return list(_publications(wanted, plan, out))[:MOST]
    return nearest_counts(wanted, plan, out) if isinstance(wanted, CountAsked) else []


def _by_name(written: str, plan: Plan, today: date, refusal: Refusal) -> Iterator[Near]:
    """Targets that are called alike; of a target that is meant, the regions that it is judged for."""
    name = written.partition(":")[2].partition("@")[0]
    names = {target.target: target for target in plan.targets if target.is_verified}
    for close in get_close_matches(name, names, n=4, cutoff=0.5):
        for region in plan.judged_regions(names[close]):
            yield of_target(close, region, on=today), _words(told(names[close].name), region_named(region))


def _publications(wanted: PublishedAsked, plan: Plan, out: Told) -> Iterator[Near]:
    figures = [figure for region in (wanted.region, "00") for figure in figures_out(out).get(region, ())]
    own = [figure for figure in figures if figure.definition == wanted.definition and is_verified(figure, plan)]
    for figure in sorted(own, key=lambda one: (one.region != wanted.region, abs((one.last - wanted.last).days))):
        yield (
            of_published(figure),
            _words(name_of(figure.definition, plan), region_named(figure.region), when_of(figure)),
        )


def _words(*parts: str) -> str:
    return ("，" if reader() == "zh" else ", ").join(parts)
