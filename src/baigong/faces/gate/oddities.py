"""What kinds of days do not fit, by name; a finding's own sentence stands with the app that finds it."""

from baigong.core.text import Msgid, msgid

TITLES: dict[str, Msgid] = {
    "witnessed_late": msgid("Backdated against the witnesses"),
    "before_session": msgid("Before its session"),
    "outside_filing": msgid("Outside of its filing"),
    "over_seats": msgid("More than seats"),
    "number_order": msgid("Number out of order"),
    "number_year": msgid("Number of another year"),
}
