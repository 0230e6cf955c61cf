"""Addresses of figures: what is written is what is read again."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from baigong.core.indicators.figure import Figure, quotient
from baigong.faces.web.figures.addresses import ROOM, of_count, of_published, of_target
from baigong.faces.web.figures.asked import (
    NoSuchPlace,
    NotJudged,
    PublishedAsked,
    TargetAsked,
    ToCome,
    asked,
)
from baigong.ground.lake.explain.figure import NoSuchFigure
from baigong.ground.plan import load_plan

TODAY, ON = date(2026, 11, 26), date(2025, 12, 31)
STOCK = Figure(Fraction(8), "=", ON, "stock", "package", region="33")


def read(address: str, today: date = TODAY):
    path, _, query = address.removeprefix(ROOM).partition("?")
    return asked(path, query.removeprefix("known="), plan=load_plan(), today=today)


def test_the_address_of_a_target_names_its_day_its_region_and_its_vintage():
    plain = of_target("skilled_share", "00", on=ON)
    known = of_target("skilled_share", "00", on=ON, known=date(2025, 7, 4))

    assert plain == "/figures/target:skilled_share@2025-12-31/region=00"
    assert known == f"{plain}?known=2025-07-04"
    assert isinstance(read(known), TargetAsked)
    assert (read(plain).known, read(known).known, read(known).on) == (ON, date(2025, 7, 4), ON)


def test_every_published_figure_of_the_plan_is_found_again_by_its_address():
    figures = [figure for figure in load_plan().figures if figure.last <= TODAY]

    found = [(read(of_published(figure)), figure) for figure in figures]

    assert len(found) > 100
    assert all(isinstance(wanted, PublishedAsked) and wanted.is_of(figure) for wanted, figure in found)


def test_a_quotient_of_ours_was_never_published_so_it_has_no_address():
    share = quotient(STOCK, replace(STOCK, definition="employed"), definition="skilled_share")

    assert of_published(share) == ""


def test_what_was_counted_leads_to_the_count_and_not_to_a_publication():
    assert of_published(STOCK) == "/figures/stock@2025-12-31/region=33"


def test_a_count_names_its_span_its_cell_and_unknown_labels():
    first = date(2021, 1, 1)

    flow = of_count("first", on=ON, first=first, cell={"region": "33", "sex": None}, known=TODAY)
    stock = of_count("stock", on=ON, first=first, cell={})

    assert flow == "/figures/first@2021-01-01..2025-12-31/region=33,sex=null?known=2026-11-26"
    assert stock == "/figures/stock@2025-12-31"
    assert dict(read(flow).figure.cell) == {"region": "33", "sex": None}


@pytest.mark.parametrize(
    ("address", "refusal"),
    [
        ("stock@2027-01-01", ToCome),
        ("stock@2025-12-31?known=2027-01-01", ToCome),
        ("published:skilled@2027-01-01/region=00", ToCome),
        ("stock@2025-12-31/region=99", NoSuchPlace),
        ("target:skilled_share@2025-12-31/region=98", NoSuchPlace),
        ("target:skilled_share@2025-12-31/region=33", NotJudged),
        ("target:nothing@2025-12-31", NoSuchFigure),
        ("published:nothing@2025-12-31/region=00", NoSuchFigure),
        ("stock@2025-12-31?known=yesterday", NoSuchFigure),
        ("shoes@2025-12-31", NoSuchFigure),
    ],
)
def test_what_cannot_be_is_refused(address, refusal):
    with pytest.raises(refusal):
        read(ROOM + address)
