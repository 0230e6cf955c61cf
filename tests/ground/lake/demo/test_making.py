"""A synthetic package is read without a single finding, is the same again, and looks like the published figures."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from baigong.core.codes.credit import credit_fault
from baigong.core.codes.identity import identity_fault
from baigong.core.periods import CHINA
from baigong.ground.lake.demo.calibration import NotCalibrated, calibrated
from baigong.ground.lake.demo.making import CREATED, Request, make
from baigong.ground.lake.demo.places import NoSuchPlace
from baigong.ground.lake.files.opening import open_package
from baigong.ground.lake.read.package import Reading, read_packages
from baigong.ground.lake.schema.tables import TABLES
from baigong.ground.plan import load_plan

PLAN = load_plan()
PERSONS = 60_000


def made(target: Path, **asked) -> Path:
    make(target, Request(**({"persons": 200, "seed": 1, "region": "33"} | asked)), plan=PLAN, plan_name="skillschina")
    return target


def reading(target: Path, scratch: Path) -> Reading:
    with open_package(target, now=CREATED) as opened:
        return read_packages([opened], plan=PLAN, scratch=scratch)


def bytes_of(target: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(target.iterdir())}


@pytest.fixture(scope="module")
def province(tmp_path_factory) -> duckdb.DuckDBPyConnection:
    """A province of some size, its tables as views."""
    target = made(tmp_path_factory.mktemp("demo") / "p", persons=PERSONS)
    connection = duckdb.connect()
    for table in TABLES:
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM '{target}/{table}.parquet'")
    return connection


def one(province: duckdb.DuckDBPyConnection, query: str) -> float:
    [[value]] = province.execute(query).fetchall()
    return value


@pytest.mark.parametrize(
    "asked",
    [
        {"persons": 1},
        {"persons": 2, "seed": 3},
        {"persons": 5_000},
        {"persons": 300, "region": "00"},
        {"persons": 500, "region": "66"},
        {"persons": 500, "region": "65"},
        {"persons": 500, "region": "3301", "format": "csv"},
        {"persons": 500, "region": "330102", "seed": 9},
        {"persons": 300, "region": "54", "format": "xlsx"},
    ],
)
def test_every_row_is_accepted_and_there_is_nothing_to_find(tmp_path, asked):
    target = made(tmp_path / "p", **asked)

    read = reading(target, tmp_path)

    assert read.findings.counts() == {}
    assert list(read.tables) == list(TABLES)
    assert all(table.accepted == table.rows for table in read.tables.values())
    assert read.tables["persons"].rows == asked["persons"]
    assert [package.synthetic for package in read.packages] == [True]


@pytest.mark.parametrize("asked", [{}, {"region": "00"}, {"format": "csv"}, {"format": "xlsx", "persons": 50}])
def test_the_same_request_gives_the_same_bytes(tmp_path, asked):
    first = made(tmp_path / "first", **asked)
    again = made(tmp_path / "again", **asked)

    assert bytes_of(first) == bytes_of(again)


def test_another_seed_gives_other_people(tmp_path):
    first = made(tmp_path / "first")
    other = made(tmp_path / "other", seed=2)

    assert bytes_of(first)["persons.parquet"] != bytes_of(other)["persons.parquet"]


def test_people_made_in_pieces_are_still_people_of_their_own(tmp_path, monkeypatch):
    monkeypatch.setattr("baigong.ground.lake.demo.making.PIECE", 400)

    read = reading(made(tmp_path / "p", persons=1_500), tmp_path)

    assert read.findings.counts() == {}
    assert all(table.accepted == table.rows for table in read.tables.values())


def test_more_people_than_a_place_has_sequence_codes_are_born_on_different_days(tmp_path):
    target = made(tmp_path / "p", persons=1_400, region="330102")

    numbers = duckdb.sql(f"SELECT count(DISTINCT id_number) FROM '{target}/persons.parquet'").fetchall()

    assert numbers == [(1_400,)]


def test_a_package_cannot_be_older_than_what_it_tells():
    with pytest.raises(ValueError, match="cannot be older"):
        Request(persons=1, seed=1, created=datetime(2025, 12, 31, tzinfo=CHINA))


@pytest.mark.parametrize("region", ["99", "71", "3399", "x"])
def test_a_region_without_counties_is_refused(tmp_path, region):
    with pytest.raises(NoSuchPlace):
        made(tmp_path / "p", region=region)

    assert list(tmp_path.iterdir()) == []


def test_numbers_pass_their_checks_and_names_say_that_nobody_is_meant(province):
    people = province.execute("SELECT id_number, name FROM persons LIMIT 2000").fetchall()
    bodies = province.execute("SELECT credit_code, name FROM organisations").fetchall()

    assert {identity_fault(number) for number, _ in people} == {None}
    assert {credit_fault(code) for code, _ in bodies} == {None}
    assert {name[:2] for _, name in people + bodies} == {"合成"}


def test_every_certificate_of_the_sittings_on_record_has_its_pass(province):
    missing = one(
        province,
        """
        SELECT count(*) FROM certificates c ANTI JOIN
        (SELECT * FROM results WHERE passed = 'yes' AND theory >= 60 AND practical >= 60) r USING (session, id_number)
        WHERE session IS NOT NULL
        """,
    )

    assert missing == 0


def test_levels_of_a_person_rise_after_the_years_that_both_standards_ask(province):
    steps = province.execute(
        """
        SELECT p.level AS lower, c.level AS upper, min(date_diff('day', p.issued_on, c.issued_on)) AS days
        FROM certificates c JOIN certificates p ON c.prior_number = p.number WHERE c.level NOT IN ('S', 'C')
        GROUP BY ALL ORDER BY ALL
        """
    ).fetchall()

    assert [(lower, upper) for lower, upper, _ in steps] == [("2", "1"), ("3", "2"), ("4", "3"), ("5", "4")]
    assert all(days >= {"5": 4, "4": 5, "3": 5, "2": 5}[lower] * 365 for lower, _, days in steps)


def test_nobody_is_in_two_sittings_at_once(province):
    doubled = one(
        province,
        """
        SELECT count(*) FROM (
            SELECT id_number, held_on FROM session_staff JOIN sessions USING (session)
            GROUP BY ALL HAVING count(DISTINCT session) > 1
        )
        """,
    )

    assert doubled == 0


def test_serials_of_a_body_year_and_level_run_without_a_gap(province):
    gaps = one(
        province,
        """
        SELECT count(*) FROM (
            SELECT left(number, 16) AS head, count(*) AS rows, max(right(number, 6)::int) AS last
            FROM certificates WHERE channel = 'identification' AND level IN ('5', '4', '3', '2', '1') GROUP BY 1
        ) WHERE rows <> last
        """,
    )

    assert gaps == 0


def test_there_are_endings_expiries_leavings_merges_and_late_records(province):
    kinds = province.execute(
        """
        SELECT count(*) FILTER (ending = 'void') > 0, count(*) FILTER (ending = 'revoked') > 0,
            count(*) FILTER (valid_until < DATE '2025-12-31') > 0,
            count(*) FILTER (recorded_at > issued_on + INTERVAL 60 DAY) > 0,
            (SELECT count(left_on) FROM persons) > 0, (SELECT count(*) FROM merges) > 0
        FROM certificates
        """
    ).fetchall()

    assert kinds == [(True,) * 6]


def test_all_channels_and_forms_of_numbers_are_there(province):
    forms = province.execute(
        """
        SELECT DISTINCT channel, regexp_replace(number, '[0-9]', '9', 'g') FROM certificates
        WHERE level NOT IN ('S', 'C') ORDER BY ALL
        """
    ).fetchall()

    assert forms == [
        ("ability", "ZX999999999999999"),
        ("identification", "S999999999999999999999"),
        ("identification", "Y999999999999999999999"),
        ("military", "JD999999999999999"),
        ("public_sector", "GQ999999999999999"),
        ("qualification", "9" * 16),
    ]


def test_identification_begins_in_2020(province):
    first = one(province, "SELECT min(issued_on) FROM certificates WHERE channel = 'identification'")

    assert first >= date(2020, 1, 1)


def test_the_pass_rate_is_the_published_one(province):
    rate = one(province, "SELECT count(*) FILTER (passed = 'yes') / count(*) FROM results")

    assert rate == pytest.approx(calibrated(PLAN).pass_rate, abs=0.015)


def test_certificates_by_year_follow_the_published_years(province):
    rows = province.execute(
        "SELECT year(issued_on), count(*) FROM certificates WHERE level <> '0' GROUP BY 1"
    ).fetchall()

    published = calibrated(PLAN).certificates
    share = {year: count / sum(count for _, count in rows) for year, count in rows}
    assert sorted(share) == sorted(published)
    for year, count in published.items():
        assert share[year] == pytest.approx(count / sum(published.values()), rel=0.08)


def test_the_years_of_the_plan_bear_the_published_floors(province):
    """More than 12 million in 2024 and more than 44 million up to August 2025, where 2021 has 8.988 million."""
    base, last, all_of_them = province.execute(
        """
        SELECT count(*) FILTER (year(issued_on) = 2021), count(*) FILTER (year(issued_on) = 2024),
            count(*) FILTER (issued_on BETWEEN DATE '2021-01-01' AND DATE '2025-08-31')
        FROM certificates WHERE level <> '0'
        """
    ).fetchall()[0]

    assert last / base == pytest.approx(12_000 / 8_988, rel=0.08)
    assert all_of_them / base > 44_000 / 8_988


def test_levels_keep_their_published_shares(province):
    share = dict(
        province.execute(
            """
            SELECT level, count(*) / sum(count(*)) OVER () FROM certificates WHERE level BETWEEN '1' AND '5' GROUP BY 1
            """
        ).fetchall()
    )

    assert share["5"] == pytest.approx(0.32, abs=0.01)
    assert share["4"] == pytest.approx(0.37, abs=0.01)
    assert share["2"] + share["1"] == pytest.approx(302 / 8988, abs=0.004)


def test_a_third_of_the_stock_is_high_skilled_as_published(province):
    share = one(
        province,
        """
        WITH highest AS (
            SELECT id_number, bool_or(level IN ('3', '2', '1', 'S', 'C')) AS is_high FROM certificates
            JOIN persons USING (id_number) WHERE level <> '0' AND ending IS NULL AND left_on IS NULL GROUP BY 1
        ) SELECT count(*) FILTER (is_high) / count(*) FROM highest
        """,
    )

    assert 0.30 <= share <= 0.35


def test_training_claims_and_apprentices_are_in_proportion(province):
    calibration = calibrated(PLAN)
    enrolments = one(province, "SELECT count(*) FROM enrolments") / PERSONS
    apprentices = one(province, "SELECT count(*) FROM apprenticeships") / PERSONS
    claims = one(
        province, "SELECT count(*) FROM claims WHERE scheme = 'skill_upgrade_subsidy' AND year(applied_on) = 2024"
    )
    certificates = one(province, "SELECT count(*) FROM certificates WHERE level <> '0' AND year(issued_on) = 2024")

    assert enrolments == pytest.approx(calibration.enrolments, rel=0.03)
    assert apprentices == pytest.approx(calibration.apprentices, rel=0.15)
    assert claims / certificates == pytest.approx(calibration.claims_per_certificate, rel=0.15)


def test_the_nation_is_spread_by_the_weights_of_its_provinces(tmp_path):
    target = made(tmp_path / "p", persons=22_000, region="00")

    rows = duckdb.sql(f"SELECT left(region, 2), count(*) FROM '{target}/persons.parquet' GROUP BY 1").fetchall()

    weights = calibrated(PLAN).provinces
    whole = sum(weights.values())
    assert Counter(dict(rows)) == pytest.approx(
        {code: 22_000 * weight / whole for code, weight in weights.items()}, abs=1
    )


def test_a_plan_without_the_figures_cannot_shape_a_package(tmp_path):
    bare = type(PLAN)(**{name: getattr(PLAN, name) for name in PLAN.__dataclass_fields__} | {"observations": ()})

    with pytest.raises(NotCalibrated):
        make(tmp_path / "p", Request(persons=1, seed=1), plan=bare, plan_name="bare")
