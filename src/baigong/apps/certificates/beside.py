"""What a certificate entered by hand contradicts of other records: accepted, as when reading, but told to people."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

from baigong.apps.certificates.models import Certificate
from baigong.apps.certificates.tables import OF_CERTIFICATES
from baigong.apps.registry.models import Filing, Organisation, Person
from baigong.apps.registry.rows import state_of
from baigong.apps.registry.tables import FILINGS, ORGANISATIONS
from baigong.ground.lake.read.crossing import Crossing
from baigong.ground.lake.read.keys import ON_RECORD, PLACES
from baigong.ground.lake.rows import Rows
from baigong.ground.lake.schema.tables import TABLES

# Sittings and results lie in files beside the database; whoever checks a certificate against them loads a package.
ABSENT = "table.absent"
NO_MARK = Decimal(60)  # of a pass; asked for by the rules of results, which are not looked into


def found_beside(certificate: Certificate) -> list[str]:
    """The codes of what reading would have remarked."""
    told = _table("certificates", [state_of(OF_CERTIFICATES, certificate)], package=0)
    record = {name: _table(name, rows, package=ON_RECORD) for name, rows in _record(certificate).items()}
    with duckdb.connect() as connection:
        runs = list(Crossing(connection, {"certificates": Rows(told)}, {}, record).findings(NO_MARK))
    return sorted({run.fault.code for run in runs} - {ABSENT})


def _record(certificate: Certificate) -> Mapping[str, list[dict[str, Any]]]:
    code = certificate.credit_code
    return {
        "persons": _holder(certificate),
        "organisations": [state_of(ORGANISATIONS, row) for row in Organisation.objects.filter(credit_code=code)],
        "filings": [state_of(FILINGS, row) for row in Filing.objects.filter(credit_code=code)],
    }


def _holder(certificate: Certificate) -> list[dict[str, Any]]:
    """Her day of birth as her number says it, for she stands under her key here."""
    person: Person = certificate.holder.person
    if not person.is_described:
        return []
    born_on = certificate.holder.born_on or person.born_on
    return [{"id_number": bytes(certificate.holder.key).hex(), "born_on": born_on, "left_on": person.left_on}]


def _table(name: str, rows: Iterable[Mapping[str, Any]], *, package: int) -> pa.Table:
    schema = pa.schema([*TABLES[name].schema, *PLACES])
    placed = [{**row, "_order": place, "_row": place + 1, "_package": package} for place, row in enumerate(rows)]
    return pa.Table.from_pylist(placed, schema=schema)
