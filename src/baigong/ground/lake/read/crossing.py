"""What contradicts another record: accepted, with a finding for people to judge. Each rule is one query."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import duckdb
import numpy as np
import pyarrow as pa

from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.ground.lake.findings import Run
from baigong.ground.lake.read.keys import PLACES
from baigong.ground.lake.rows import Rows
from baigong.ground.lake.schema.columns import Column, Table
from baigong.ground.lake.schema.tables import TABLES

BIRTH_OF_NUMBER = "try_strptime(substr(c.id_number, 7, 8), '%Y%m%d')::DATE"
NO_FILING = Fault(
    "certificate.no_filing",
    msgid("The issuer has no filing for this occupation, level and day; check the filing, or the certificate."),
)
OTHER_BODY = Fault(
    "certificate.other_body",
    msgid("The number's body is not one of the issuer's filings; check the number and the issuer."),
)
UNDER_16 = Fault(
    "certificate.under_16", msgid("The holder was under 16 on the day of issue; check the day and the person.")
)
AFTER_LEAVING = Fault(
    "certificate.after_leaving",
    msgid("The certificate was issued after its holder had left the labour force; check both days."),
)
BEFORE_SESSION = Fault(
    "certificate.before_session",
    msgid("The certificate was issued before its session was held; check both days."),
)
NOT_IN_RESULTS = Fault(
    "certificate.not_in_results",
    msgid("The holder is not in the results of the certificate's session; check the session."),
)
NO_PASS = Fault(
    "certificate.no_pass",
    msgid("The holder's results in this occupation and level show no pass of every part; check the results."),
)
NO_PERSON = Fault(
    "person.unknown",
    msgid("This person has no row in the persons table; the person was created from this row."),
)


class Crossing:
    """The accepted tables side by side in one connection.

    What is looked up are all accepted rows, `every_…`, each as merged when it was read; what they are looked up in are
    the last states, of the packages and on record.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        tables: Mapping[str, Rows],
        earlier: Mapping[str, Rows],
        on_record: Mapping[str, pa.Table],
    ) -> None:
        self.connection, self.tables, self.there = connection, tables, {*tables, *on_record}
        for name in (name for name in TABLES if name in self.there):
            self._view(f"read_{name}", tables.get(name, Rows(_nothing(name))))
            self._view(f"earlier_{name}", earlier.get(name, Rows(_nothing(name))))
            self._view(f"record_{name}", Rows(on_record.get(name, _nothing(name))))
            connection.execute(VIEWS.format(name=name))

    def _view(self, name: str, rows: Rows) -> None:
        if isinstance(rows.held, pa.Table):
            self.connection.register(name, rows.held)
        else:
            self.connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM {rows.sql()}")

    def findings(self, pass_mark: Decimal) -> Iterator[Run]:
        for name in self.tables:
            for column in TABLES[name].columns:
                if column.belongs_to:
                    yield from self._lookup(TABLES[name], column, column.belongs_to)
        if "certificates" in self.tables:
            yield from self._persons()
            yield from self._filings()
            yield from self._sessions(pass_mark)

    def _lookup(self, table: Table, column: Column, target: str) -> Iterator[Run]:
        if target not in self.there:
            yield from self._absent(table.name, column.name, target, f'"{column.name}" IS NOT NULL')
            return
        key = TABLES[target].key[0]
        fault = NO_PERSON if (table.name, target) == ("certificates", "persons") else _not_found(target)
        yield from self._rows(
            table.name, column.name, fault,
            f"SELECT c._package, c._row FROM every_{table.name} c "
            f'ANTI JOIN {target} t ON c."{column.name}" = t."{key}" '
            f'WHERE c."{column.name}" IS NOT NULL',
        )  # fmt: skip

    def _absent(self, table: str, column: str | None, target: str, condition: str) -> Iterator[Run]:
        """One finding for a table that is not there, if any row would have been looked up in it."""
        concerned = self.connection.sql(f"SELECT _package FROM every_{table} WHERE {condition} LIMIT 1").fetchall()
        if concerned:
            sentence = msgid("The table “%(table)s” is not here, so nothing was looked up in it.")
            fault = Fault("table.absent", sentence, {"table": TABLES[target].title})
            yield Run(table, np.zeros(1, np.int64), column, fault, False, concerned[0][0])

    def _rows(self, table: str, column: str | None, fault: Fault, query: str) -> Iterator[Run]:
        found = self.connection.sql(query).fetchnumpy()
        packages, rows = np.asarray(found["_package"]), np.asarray(found["_row"])
        for package in np.unique(packages).tolist():
            yield Run(table, rows[packages == package], column, fault, False, package)

    def _persons(self) -> Iterator[Run]:
        born, join = BIRTH_OF_NUMBER, ""
        if "persons" in self.there:
            born = f"CASE WHEN length(c.id_number) = 18 THEN coalesce({born}, p.born_on) ELSE p.born_on END"
            join = "LEFT JOIN persons p ON p.id_number = c.id_number"
            yield from self._rows(
                "certificates", "issued_on", AFTER_LEAVING,
                f"SELECT c._package, c._row FROM every_certificates c {join} WHERE c.issued_on > p.left_on",
            )  # fmt: skip
        else:
            born = f"CASE WHEN length(c.id_number) = 18 THEN {born} END"
        yield from self._rows(
            "certificates", "issued_on", UNDER_16,
            f"SELECT c._package, c._row FROM every_certificates c {join} WHERE c.issued_on < {born} + INTERVAL 16 YEAR",
        )  # fmt: skip

    def _filings(self) -> Iterator[Run]:
        concerned = "channel = 'identification' AND level IN ('5', '4', '3', '2', '1') AND credit_code IS NOT NULL"
        if "filings" not in self.there:
            yield from self._absent("certificates", "credit_code", "filings", concerned)
            return
        self.connection.execute(LICENSED.format(concerned=concerned))
        yield from self._rows("certificates", "credit_code", NO_FILING, UNLICENSED.format(concerned=concerned))
        # A filing without a body number may be the one that the number names.
        other = "SELECT _package, _row FROM licensed GROUP BY ALL HAVING NOT bool_or(is_of_body)"
        yield from self._rows("certificates", "number", OTHER_BODY, other)

    def _sessions(self, pass_mark: Decimal) -> Iterator[Run]:
        if "sessions" in self.there:
            yield from self._rows("certificates", "issued_on", BEFORE_SESSION, EARLY)
        if "results" not in self.there:
            yield from self._absent("certificates", "session", "results", "session IS NOT NULL")
            return
        is_known = "c.session IN (SELECT session FROM sessions)" if "sessions" in self.there else "true"
        yield from self._rows("certificates", "session", NOT_IN_RESULTS, STRANGERS.format(is_known=is_known))
        if "sessions" in self.there:
            yield from self._rows("certificates", "session", NO_PASS, WITHOUT_PASS.format(pass_mark=pass_mark))


# What is looked up are the rows of the packages; what they are looked up in are also those on record.
VIEWS = """
    CREATE OR REPLACE TEMP VIEW {name} AS
        SELECT * FROM read_{name} UNION ALL BY NAME SELECT * FROM record_{name};
    CREATE OR REPLACE TEMP VIEW every_{name} AS
        SELECT * FROM read_{name} WHERE _package >= 0
        UNION ALL BY NAME SELECT * FROM earlier_{name} WHERE _package >= 0;
"""
LICENSED = """
    CREATE OR REPLACE TEMP TABLE licensed AS
    WITH licences_of AS (
        SELECT credit_code, occupation, unnest(string_split(levels, ';')) AS level, from_on, to_on,
            upper(body_number) AS body_number
        FROM filings
    )
    SELECT c._package, c._row, coalesce(substr(c.number, 1, 13) = f.body_number, true) AS is_of_body
    FROM every_certificates c JOIN licences_of f USING (credit_code, occupation, level)
    WHERE {concerned} AND c.issued_on >= f.from_on AND (f.to_on IS NULL OR c.issued_on <= f.to_on)
"""
UNLICENSED = """
    SELECT c._package, c._row FROM every_certificates c ANTI JOIN licensed USING (_package, _row) WHERE {concerned}
"""
EARLY = """
    SELECT c._package, c._row FROM every_certificates c JOIN sessions s USING (session) WHERE c.issued_on < s.held_on
"""
STRANGERS = """
    SELECT c._package, c._row FROM every_certificates c
    ANTI JOIN results r ON r.session = c.session AND r.id_number = c.id_number
    WHERE c.session IS NOT NULL AND {is_known}
"""
# Passed is who has a “yes”, or in whose sittings every part that has a mark reaches the mark somewhere.
WITHOUT_PASS = """
    WITH sittings AS (
        SELECT r.id_number, s.occupation, s.level, bool_or(coalesce(r.passed = 'yes', false)) AS said,
            max(r.theory) AS theory, max(r.practical) AS practical, max(r.review) AS review
        FROM results r JOIN sessions s USING (session) GROUP BY ALL
    ),
    passes AS (
        SELECT id_number, occupation, level FROM sittings
        WHERE said OR least(theory, practical, review) >= {pass_mark}
    )
    SELECT c._package, c._row FROM every_certificates c
    SEMI JOIN sessions s ON s.session = c.session
    SEMI JOIN results r ON r.session = c.session AND r.id_number = c.id_number
    ANTI JOIN passes p ON p.id_number = c.id_number AND p.occupation = c.occupation AND p.level = c.level
"""


def _nothing(name: str) -> pa.Table:
    return pa.schema([*TABLES[name].schema, *PLACES]).empty_table()


def _not_found(target: str) -> Fault:
    sentence = msgid("This value is not in the table “%(table)s”; check it, or send that row as well.")
    return Fault("reference.not_found", sentence, {"table": TABLES[target].title})
