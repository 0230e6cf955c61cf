"""For the matrix: how each act of the desk is given something to act on, in a region."""

from apps.desk.making import letter, settled_enquiry
from baigong.apps.desk.codes import digest_of

SUBJECTS = {
    "desk.receive_enquiry": lambda cast, region: ((letter(),), {"region": region, "digest": digest_of("A")}),
    "desk.add_to_enquiry": lambda cast, region: ((settled_enquiry(region),), {"text": "补充"}),
    "desk.reopen_enquiry": lambda cast, region: ((settled_enquiry(region, "answered"),), {"text": "未解决"}),
    "desk.assign_enquiry": lambda cast, region: ((settled_enquiry(region),), {"account": cast.wang.account}),
    "desk.transfer_enquiry": lambda cast, region: ((settled_enquiry(region),), {"to": "330200", "reason": "属地"}),
    "desk.extend_enquiry": lambda cast, region: ((settled_enquiry(region),), {"working_days": 5, "reason": "核实"}),
    "desk.answer_enquiry": lambda cast, region: ((settled_enquiry(region, "assigned"),), {"text": "已办理"}),
    "desk.close_enquiry": lambda cast, region: ((settled_enquiry(region, "answered"),), {}),
    "desk.show_contact": lambda cast, region: ((settled_enquiry(region),), {"reason": "回电"}),
    "desk.drop_contact": lambda cast, region: ((settled_enquiry(region, "closed"),), {}),
    "desk.reseal_contacts": lambda cast, region: ((None,), {"after": 0, "second": None}),
}
