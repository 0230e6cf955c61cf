"""Certificates for tests."""

from datetime import date
from typing import Any

from apps.registry.making import HANGZHOU_COUNTY, number_line
from baigong.apps.certificates.models import Certificate
from baigong.apps.registry.models import Person
from contract.people import credit, identification

CELLS = {
    "occupation": "6-18-02-04",
    "level": "3",
    "channel": "identification",
    "credit_code": credit(1),
    "issued_on": "2024-05-10",
}


def settled_certificate(serial: int, holder: Person, *, place: str = HANGZHOU_COUNTY, **cells: Any) -> Certificate:
    told = {
        **CELLS,
        "number": identification(serial, level=cells.get("level", "3")),
        "issued_on": date(2024, 5, 10),
        "region": place,
        "place": place,
        "name": holder.name,
        **cells,
    }
    return Certificate.objects.create(holder=number_line(holder), line=0, **told)
