"""For the matrix: how each act of notices is given something to act on; they happen nowhere."""

from apps.authority.subjects import account
from apps.notices.making import AT, TUESDAY, settled_delivery, settled_written

SUBJECTS = {
    "notices.give_notices": lambda cast, region: (([],), {}),
    "notices.read_notices": lambda cast, region: ((account(region),), {}),
    "notices.choose_mail": lambda cast, region: ((account(region),), {"choices": {"task_due": False}}),
    "notices.stop_mail": lambda cast, region: ((account(region),), {"kind": "task_due"}),
    "notices.end_delivery": lambda cast, region: ((settled_delivery(region),), {"verb": "send"}),
    "notices.put_off_delivery": lambda cast, region: ((settled_delivery(region),), {"until": AT}),
    "notices.drop_notices": lambda cast, region: ((AT,), {}),
    "notices.list_written": lambda cast, region: (([],), {}),
    "notices.note_written": lambda cast, region: (
        ([settled_written(region).pk],),
        {"region": region, "told_on": TUESDAY, "way": "post"},
    ),
}
