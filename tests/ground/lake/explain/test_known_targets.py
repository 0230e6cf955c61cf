"""A target written with the day on which it is known."""

from datetime import date

import pytest

from baigong.ground.lake.explain.figure import NoSuchFigure, TargetFigure, parse_figure
from contract.program import asked


def test_the_day_it_is_known_on_is_read_and_may_be_left_out():
    plain = parse_figure("target:skilled_share@2025-12-31/region=00")
    known = parse_figure("target:skilled_share@2025-12-31/region=00?known=2025-07-04")

    assert isinstance(plain, TargetFigure) and isinstance(known, TargetFigure)
    assert (plain.known, known.known) == (None, date(2025, 7, 4))
    with pytest.raises(NoSuchFigure):
        parse_figure("target:skilled_share@2025-12-31/region=00?known=soon")


def test_the_command_judges_by_what_was_out_by_then():
    told = asked("explain", "target:skilled_share@2025-12-31/region=00?known=2025-07-04").json

    assert told["known"] == "2025-07-04"
    assert told["target"]["published"]["date"] == "2024-09-30"
