"""The standing of a goal that each region of a group has to reach."""

from collections.abc import Collection

from baigong.core.indicators.judging import Status

# One that is missed decides; where one cannot be told, the whole cannot.
ORDER: tuple[Status, ...] = ("missed", "not_shown", "no_data", "behind", "on_track", "met")


def together(statuses: Collection[Status]) -> Status:
    """The goal is met if all meet it, missed if one misses it, and not shown as long as one is not.

    >>> together(["met", "behind", "no_data"]), together(["met", "met"]), together(["no_data", "no_data"])
    ('not_shown', 'met', 'no_data')
    """
    found = set(statuses)
    if "no_data" in found and found != {"no_data"} and "missed" not in found:
        return "not_shown"
    return next((status for status in ORDER if status in found), "no_data")
