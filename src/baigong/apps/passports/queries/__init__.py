"""What may be read of this app; every query takes a scope first."""

from baigong.apps.passports.queries.looks import (
    LookLine,
    NumberShown,
    looks,
    looks_of_share,
    numbers_shown,
    verified_by,
)
from baigong.apps.passports.queries.requests import (
    RequestLine,
    person_of_pair,
    request_to_act_on,
    requests,
    requests_by,
)
from baigong.apps.passports.queries.results import ResultLine, results
from baigong.apps.passports.queries.shares import ShareLine, share, share_to_act_on, shares
from baigong.apps.passports.queries.workforce import (
    Staff,
    WorkforceLine,
    expiring,
    staff,
    watching,
    workforce,
    workforce_to_act_on,
)

__all__ = [
    "LookLine",
    "NumberShown",
    "RequestLine",
    "ResultLine",
    "ShareLine",
    "Staff",
    "WorkforceLine",
    "expiring",
    "looks",
    "looks_of_share",
    "numbers_shown",
    "person_of_pair",
    "request_to_act_on",
    "requests",
    "requests_by",
    "results",
    "share",
    "share_to_act_on",
    "shares",
    "staff",
    "verified_by",
    "watching",
    "workforce",
    "workforce_to_act_on",
]
