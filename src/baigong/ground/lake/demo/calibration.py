"""The published figures that a synthetic package is shaped by, taken from the plan's observations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from baigong.core.plans import NATION, Observation, Plan
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.lake.demo.shapes import shape


class NotCalibrated(Refusal):
    code = "demo.not_calibrated"
    sentence = msgid(
        "The plan publishes no figure “%(indicator)s” for %(period)s, by which synthetic packages are shaped; "
        "use a plan that does, or add the observation with its source."
    )


@dataclass(frozen=True)
class Calibration:
    """Rates are per person of the published stock, so that any number of persons keeps the nation's proportions."""

    certificates: Mapping[int, float]  # levelled certificates by year of issue, in the nation
    pass_rate: float
    technician_share: float  # of certificates, those of levels 2 and 1
    provinces: Mapping[str, float]  # weights
    identification_bodies: float
    bodies_filed: Mapping[int, float]  # share of the identification bodies filed in each year
    qualification_bodies: float
    training_bodies: float
    schools: float
    assessors: float
    enrolments: float  # in the years of the plan
    apprentices: float
    claims_per_certificate: float
    posts_per_certificate: float  # S and C, of identification certificates


def calibrated(plan: Plan) -> Calibration:
    figures = _Figures(plan)
    stock = figures.on("skilled", date(2025, 8, 31))
    certificates = figures.year("certificates", 2021)
    pass_rate = certificates / figures.year("candidates", 2021)
    identification = {year: figures.on("identification_bodies", date(year, 12, 31)) for year in (2020, 2021)}
    qualification = figures.on("qualification_bodies", date(2021, 12, 31))
    bodies = figures.on("evaluation_bodies", date(2022, 12, 31)) - qualification
    training = figures.span("subsidised_training", date(2021, 1, 1), date(2025, 8, 31))
    posts = figures.span("certificates_s_c", date(2021, 1, 1), date(2025, 8, 31))
    counted = figures.span("certificates_identification", date(2021, 1, 1), date(2025, 8, 31))
    return Calibration(
        certificates=_by_year(figures, pass_rate),
        pass_rate=pass_rate,
        technician_share=figures.year("certificates_2_1", 2021) / certificates,
        provinces=_province_weights(plan, stock),
        identification_bodies=bodies / stock,
        bodies_filed={year: filed / bodies for year, filed in identification.items()},
        qualification_bodies=figures.on("qualification_bodies", date(2020, 12, 31)) / stock,
        training_bodies=figures.on("private_training_bodies", date(2025, 9, 30)) / stock,
        schools=figures.on("technician_schools", date(2025, 9, 30)) / stock,
        assessors=figures.on("assessors", date(2021, 12, 31)) / stock,
        # The figure covers 56 of the plan's 60 months.
        enrolments=training / stock * 60 / 56,
        apprentices=figures.on("apprentices", date(2024, 9, 30)) / stock,
        claims_per_certificate=figures.year("upgrade_subsidies", 2024) / figures.year("certificates", 2024),
        posts_per_certificate=posts / counted,
    )


class _Figures:
    """The nation's observations, looked up by what they count and when."""

    def __init__(self, plan: Plan) -> None:
        self.observations = [seen for seen in plan.observations if seen.region == NATION and seen.last]

    def on(self, indicator: str, day: date) -> float:
        return self._value(indicator, None, day)

    def year(self, indicator: str, year: int) -> float:
        return self._value(indicator, date(year, 1, 1), date(year, 12, 31))

    def span(self, indicator: str, first: date, last: date) -> float:
        return self._value(indicator, first, last)

    def _value(self, indicator: str, first: date | None, last: date) -> float:
        for seen in self.observations:
            if (seen.indicator, seen.first, seen.last) == (indicator, first, last):
                return float(seen.value)
        raise NotCalibrated(indicator=indicator, period=f"{first}/{last}" if first else str(last))


def _by_year(figures: _Figures, pass_rate: float) -> dict[int, float]:
    """Published years as published; a year of candidates by the pass rate of 2021; straight lines between (ours)."""
    known = {
        shape("first_year"): 2 * figures.span("certificates", date(2004, 1, 1), date(2004, 6, 30)),
        2011: figures.year("certificates", 2011),
        2018: figures.year("certificates", 2018),
        2020: figures.year("candidates", 2020) * pass_rate,
        2021: figures.year("certificates", 2021),
        2022: figures.year("candidates", 2022) * pass_rate,
        2024: figures.year("certificates", 2024),
        2025: figures.year("certificates", 2024),
    }
    # Five years and a half that are published as one sum.
    yearly = figures.span("certificates", date(2012, 1, 1), date(2017, 6, 30)) / 5.5
    known |= {year: yearly for year in range(2012, 2018)}
    return {year: _between(known, year) for year in range(min(known), max(known) + 1)}


def _between(known: Mapping[int, float], year: int) -> float:
    if year in known:
        return known[year]
    before, after = max(one for one in known if one < year), min(one for one in known if one > year)
    share = (year - before) / (after - before)
    return known[before] * (1 - share) + known[after] * share


def _province_weights(plan: Plan, stock: float) -> dict[str, float]:
    """A province's latest published stock; for the others what is left of the nation's, by employed persons of 2004.

    Stocks of several days and definitions stand side by side here: good enough to spread invented people, no figure.
    """
    published: dict[str, Observation] = {}
    for seen in plan.observations:
        if seen.indicator == "skilled" and seen.region != NATION and seen.last:
            latest = published.get(seen.region)
            if latest is None or latest.last is None or latest.last < seen.last:
                published[seen.region] = seen
    weights = {region: float(seen.value) for region, seen in published.items() if seen.last and seen.last.year >= 2020}
    employed = {region: count for region, count in _employed().items() if region not in weights}
    rest = (stock - sum(weights.values())) / sum(employed.values())
    return dict(sorted((weights | {region: count * rest for region, count in employed.items()}).items()))


def _employed() -> dict[str, float]:
    told: dict[str, float] = shape("province_employed")
    missing = ["63", "64", "65", "66"]
    share = (shape("census_employed") - sum(told.values())) / len(missing)
    return told | {region: share for region in missing}
