"""A goal that each region of a group has to reach stands as its regions together do."""

import pytest

from baigong.core.indicators.groups import together


@pytest.mark.parametrize(
    ("statuses", "whole"),
    [
        (["met", "met"], "met"),
        (["met", "on_track"], "on_track"),
        (["on_track", "behind"], "behind"),
        (["met", "behind", "not_shown"], "not_shown"),
        (["met", "no_data"], "not_shown"),
        (["no_data", "no_data"], "no_data"),
        (["met", "missed", "no_data"], "missed"),
        ([], "no_data"),
    ],
)
def test_one_that_is_missed_decides_and_one_that_cannot_be_told_leaves_the_whole_untold(statuses, whole):
    assert together(statuses) == whole
