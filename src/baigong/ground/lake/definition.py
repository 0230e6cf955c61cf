"""The four series written plainly, in Ibis, over the rows as accepted: what the kernel must equal, cell by cell."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Any

import ibis
import pyarrow as pa
from ibis import _

from baigong.core.codes.level import LEVELS
from baigong.core.codes.region import places_now
from baigong.core.periods import CHINA
from baigong.ground.lake.count.question import SERIES, Question
from baigong.ground.lake.layout.sources import Versions
from baigong.ground.lake.schema.tables import TABLES

Rows = dict[tuple[str | None, ...], dict[str, int]]
AGES = (("under16", 16), ("16-24", 25), ("25-34", 35), ("35-44", 45), ("45-54", 55), ("55-59", 60))
MIDNIGHT = ibis.interval(hours=8)  # 00:00 +08:00 is eight hours before 00:00 UTC


def define(tables: Mapping[str, Versions], question: Question) -> tuple[Rows, dict[str, int]]:
    """The cells of a question in which anything is counted, and the total."""
    connection = ibis.duckdb.connect()
    connection.raw_sql("SET TimeZone = 'UTC'")
    # Once as rows: every question below would else be compiled, and asked, with all of this inside it.
    certificates = named(connection, "known", known_certificates(connection, tables, question).to_pyarrow())
    return counted(certificates, question), counted(certificates, question, by=()).get((), dict.fromkeys(SERIES, 0))


def counted(certificates: Any, question: Question, *, by: Sequence[str] | None = None) -> Rows:
    by = question.by if by is None else by
    span, spans = question.span, dict(question.quarters)
    issued = certificates.filter(_.issued_on.between(span.first, span.last))
    firsts = leading(certificates.filter(_.rank >= lowest(question)), question)
    first_highs = leading(certificates.filter(_.rank >= LEVELS["3"].rank), question)
    rows: Rows = {}
    add(rows, "events", cells(issued, question, by), lambda table: table.count())
    add(rows, "holders", cells(issued, question, by), lambda table: table.person.nunique())
    add(rows, "first", cells(firsts, question, by), lambda table: table.person.nunique())
    add(rows, "first_high", cells(first_highs, question, by), lambda table: table.person.nunique())
    ends = {name: min(quarter.last, question.on) for name, quarter in spans.items()}
    for quarter, day in ends.items() if "quarter" in by else [(None, question.on)]:
        held = stock(certificates, question, day).mutate(quarter=ibis.literal(quarter, "string"))
        add(rows, "stock", cells(held, question, by), lambda table: table.person.nunique())
        high = held.filter(_.rank >= LEVELS["3"].rank)
        add(rows, "stock_high", cells(high, question, by), lambda table: table.person.nunique())
    return {key: row for key, row in rows.items() if any(row.values())}


def leading(certificates: Any, question: Question) -> Any:
    """Each person's first certificate, if issued in the period; on one day the smaller number."""
    order = ibis.window(group_by="person", order_by=["issued_on", "number"])
    first = certificates.mutate(place=ibis.row_number().over(order)).filter(_.place == 0)
    return first.filter(_.issued_on.between(question.span.first, question.span.last))


def stock(certificates: Any, question: Question, day: date) -> Any:
    """Each person in stock on a day: the last certificate in force, with the highest level in force."""
    in_force = certificates.filter(
        _.rank >= lowest(question),
        _.issued_on <= day,
        ~((_.ending == "revoked") & (_.ended_on <= day)).fill_null(False),
        (_.valid_until >= day).fill_null(True),
        (_.left_on > day).fill_null(True),
    )
    order = ibis.window(group_by="person", order_by=[ibis.desc("issued_on"), ibis.desc("number")])
    everyone = ibis.window(group_by="person")
    placed = in_force.mutate(place=ibis.row_number().over(order), highest=_.rank.max().over(everyone))
    return placed.filter(_.place == 0).mutate(rank=_.highest, on=ibis.literal(day))


def cells(certificates: Any, question: Question, by: Sequence[str]) -> Any:
    """The rows in the region asked for, under the keys asked for; a person stands in each of their groups."""
    found = certificates.filter(_.region6.startswith(question.prefix)) if question.prefix else certificates
    if "group" in by:
        found = found.mutate(group=_.groups.split(";").fill_null([])).mutate(
            group=ibis.ifelse(_.group.length() == 0, ibis.array([ibis.null("string")]), _.group).unnest()
        )
    found = found.mutate(
        quarter=_.quarter.fill_null(quarter(_.issued_on)),
        level=_.rank.cases(*((level.rank, code) for code, level in LEVELS.items())),
        age=age(_.born_on, _.on),
        region=_.region6.left(2),
        region4=_.region6.left(4),
    )
    return found.group_by(list(by)) if by else found


def quarter(day: Any) -> Any:
    return day.year().cast("string") + "Q" + day.quarter().cast("string")


def age(born_on: Any, on: Any) -> Any:
    """The age in whole years on a day, as a band."""
    had_birthday = (on.month() * 100 + on.day()) >= (born_on.month() * 100 + born_on.day())
    years = on.year() - born_on.year() - (~had_birthday).cast("int64")
    bands = reduce(lambda rest, band: ibis.ifelse(years < band[1], band[0], rest), reversed(AGES), ibis.literal("60+"))
    return born_on.isnull().ifelse(ibis.null("string"), bands)


def add(rows: Rows, series: str, grouped: Any, measure: Any) -> None:
    """Puts one series of each cell into the rows."""
    is_table = isinstance(grouped, ibis.Table)
    found = grouped.aggregate(value=measure(_)).to_pyarrow().to_pylist()
    names = [] if is_table else [name for name in found[0] if name != "value"] if found else []
    for row in found:
        cell = rows.setdefault(tuple(row[name] for name in names), dict.fromkeys(SERIES, 0))
        cell[series] += row["value"]


def lowest(question: Question) -> int:
    return LEVELS["A" if question.apprentice_worker_is_skilled else "5"].rank


def known_certificates(connection: Any, tables: Mapping[str, Versions], question: Question) -> Any:
    """The certificates on record at the instant, not void, each with what counts of its person."""
    versions = recorded(table_of(connection, tables, "certificates"), start_of(_.recorded_at, _.issued_on), question)
    states = last_known(versions, "number", None, question)
    certificates = states.drop("ended_on", "ending", "ending_recorded_at").left_join(
        last_known(
            versions.filter(_.ended_on.notnull()), "number", start_of(_.ending_recorded_at, _.ended_on), question
        ).select("number", "ended_on", "ending"),
        "number",
    )
    certificates = certificates.filter((_.ending != "void").fill_null(True))
    with_person = certificates.join(persons(connection, tables, question), "id_number")
    ranks = [(code, level.rank) for code, level in LEVELS.items()]
    return with_person.left_join(today(connection, certificates), [("region", "written")]).select(
        _.number,
        _.person,
        _.issued_on,
        _.ended_on,
        _.ending,
        _.valid_until,
        _.left_on,
        _.sex,
        _.born_on,
        _.groups,
        _.channel,
        _.occupation,
        _.region6,
        rank=ibis.ifelse(_.channel == "ability", 0, _.level.cases(*ranks)),
        on=_.issued_on,
        quarter=ibis.null("string"),
    )


def persons(connection: Any, tables: Mapping[str, Versions], question: Question) -> Any:
    """Every number that stands on a certificate, with the person it belongs to at last and what is known of them."""
    everyone = owners(connection, tables, question)
    versions = table_of(connection, tables, "persons")
    last = last_known(versions, "id_number", None, question).drop("left_on", "left_recorded_at")
    leavings = last_known(
        versions.filter(_.left_on.notnull() | _.left_recorded_at.notnull()),
        "id_number",
        start_of(_.left_recorded_at, _.left_on),
        question,
    ).select("id_number", "left_on")
    numbered = (_.document.fill_null("resident").isin(["resident", "hmt"])) & _.person.re_search(r"^\d{17}[\dX]$")
    born = (_.person.substr(6, 4) + "-" + _.person.substr(10, 2) + "-" + _.person.substr(12, 2)).try_cast("date")
    return (
        everyone.left_join(last, [("person", "id_number")])
        .drop("id_number_right")
        .left_join(leavings, [("person", "id_number")], rname="{name}_of_leaving")
        .select(
            _.id_number,
            _.person,
            _.left_on,
            _.groups,
            sex=numbered.ifelse((_.person.substr(16, 1).try_cast("int64") % 2 == 1).ifelse("M", "F"), _.sex),
            born_on=numbered.ifelse(born, _.born_on),
        )
    )


def owners(connection: Any, tables: Mapping[str, Versions], question: Question) -> Any:
    """Each number on a certificate and the number at the end of its chain of merges."""
    certificates = table_of(connection, tables, "certificates")
    merges = last_known(table_of(connection, tables, "merges"), "id_number", None, question)
    if question.known:
        at = instant(question)
        merges = merges.filter(_.recorded_at <= at, (_.undone_at > at).fill_null(True))
    else:
        merges = merges.filter(_.undone_at.isnull())
    into = dict(merges.select("id_number", "into").to_pyarrow().to_pandas().itertuples(index=False))
    rows = []
    for number in certificates.select("id_number").distinct().to_pyarrow()["id_number"].to_pylist():
        person = number
        while person in into:
            person = into[person]
        rows.append({"id_number": number, "person": person})
    schema = pa.schema([("id_number", pa.string()), ("person", pa.string())])
    return named(connection, "owners", pa.Table.from_pylist(rows, schema))


def today(connection: Any, certificates: Any) -> Any:
    """The regions written, and those they belong to today."""
    written = certificates.filter(_.region.notnull()).select("region").distinct().to_pyarrow()["region"].to_pylist()
    places = pa.table(
        {"written": pa.array(written, pa.string()), "region6": pa.array(places_now(written), pa.string())}
    )
    return named(connection, "today", places)


def last_known(versions: Any, key: str, when: Any, question: Question) -> Any:
    """The last state of each key, in reading order, that was recorded by the instant."""
    known = versions if when is None else recorded(versions, when, question)
    order = ibis.window(group_by=key, order_by=ibis.desc("_order"))
    return known.mutate(place=ibis.row_number().over(order)).filter(_.place == 0).drop("place", "_order")


def recorded(versions: Any, when: Any, question: Question) -> Any:
    """Those recorded by the instant; an ending stands only in a row that was itself on record."""
    return versions.filter(when <= instant(question)) if question.known else versions


def start_of(recorded_at: Any, day: Any) -> Any:
    """When it was recorded; if that is empty, 00:00 at +08:00 of the day."""
    return ibis.coalesce(recorded_at.cast("timestamp"), day.cast("timestamp") - MIDNIGHT)


def instant(question: Question) -> Any:
    assert question.known
    return ibis.literal(question.known.astimezone(CHINA).replace(tzinfo=None)) - MIDNIGHT


def table_of(connection: Any, tables: Mapping[str, Versions], name: str) -> Any:
    """A table with all its states."""
    schema = TABLES[name].schema.append(pa.field("_order", pa.int64()))
    read = tables.get(name)
    states = [rows.table(schema.names) for rows in (read.state, read.earlier)] if read else [schema.empty_table()]
    return named(connection, name, pa.concat_tables(states))


def named(connection: Any, name: str, rows: pa.Table) -> Any:
    """Rows as a table of the connection; Ibis' own way (create_table) stumbles over the sqlglot we lock."""
    connection.con.register(name, rows)
    return connection.table(name)
