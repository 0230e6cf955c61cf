"""A small clean world: bodies, filings, people and certificates with which nothing is wrong."""

from contract.packages import Row, Tables
from contract.people import body_number, credit, identification, resident

WELDER = "6-18-02-04"
ELECTRICIAN = "6-31-01-03"
TURNER = "6-18-01-01"
COOK = "4-03-02-01"
CAREGIVER = "4-10-01-03"
BODY = credit(1)
PERSON = resident(1)


def filing(**over: Row) -> Row:
    return {
        "filing": "F1",
        "credit_code": BODY,
        "body_number": body_number(),
        "occupation": WELDER,
        "levels": "5;4;3;2;1",
        "from_on": "2015-01-01",
        "to_on": "",
        "region": "330106",
    } | over


def certificate(serial: int, **over: object) -> Row:
    """Level 3, welder, Hangzhou, 10 May 2024, unless said otherwise; the number follows the level if not given."""
    level = str(over.get("level", "3"))
    return {
        "number": identification(serial, level=level if level in "12345" and level else "3"),
        "id_number": PERSON,
        "occupation": WELDER,
        "level": level,
        "channel": "identification",
        "credit_code": BODY,
        "region": "330106",
        "issued_on": "2024-05-10",
    } | over


def person(serial: int = 1, **over: object) -> Row:
    return {"id_number": resident(serial), "name": f"测试{serial}"} | over


def world(certificates: list[Row], **tables: list[Row]) -> Tables:
    """Certificates with every table they point into, so that no finding is due to an absent one."""
    people = [person(1), person(2)]
    return {
        "persons": people,
        "organisations": [{"credit_code": BODY, "name": "测试评价机构", "region": "330106", "kinds": "evaluation"}],
        "filings": [filing()],
        "certificates": certificates,
    } | tables
