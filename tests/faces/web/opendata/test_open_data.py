"""Open data: every table in every form, for anybody, the same as the scoreboard says."""

import csv
import json
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.test import Client

from apps.progress.making import cell, kept, officer, settled_publication, settled_reading
from apps.progress.test_publishing import out
from baigong.apps.authority.roles import Role
from baigong.apps.progress.actions import answer_finding
from baigong.apps.progress.counting import PROOF, PROOF_BY_REGION, WHOLE
from baigong.faces.web.opendata.tables import GRAINS, TABLES
from baigong.ground.plan import load_plan

pytestmark = pytest.mark.django_db(transaction=True)
FORMS = ("csv", "xlsx", "json", "sdmx.csv")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def people(cast):
    return tuple(officer(f"{role}00", role, "00") for role in (Role.STATISTICIAN, Role.REVIEWER, Role.APPROVER))


def rows(address: str, **asked: str) -> list[dict[str, object]]:
    return json.loads(Client().get(address, asked).content)["rows"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", list(TABLES))
def test_every_table_is_there_in_every_form_for_anybody(node, name: str, form: str):
    answer = Client().get(f"/data/{name}.{form}")

    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "public, max-age=300"
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("grain", [grain for grain in GRAINS])
def test_a_reading_that_is_out_is_there_by_every_breakdown(node, people, grain: str):
    out(people, settled_publication(settled_reading()))

    table = rows(f"/data/readings/1/{grain}.json")

    assert [row["events"] for row in table] == ([9] if grain in ("total", "region") else [])


def test_a_reading_that_is_not_out_has_no_file(node, people):
    settled_publication(settled_reading())

    assert Client().get("/data/readings/1/total.csv").status_code == 404


def test_what_had_not_been_published_by_a_day_is_in_no_file_of_that_day(node):
    before, after = (rows("/data/observations.json", known=day) for day in ("2021-12-31", "2025-12-31"))

    latest = max(str(row["published_on"]) for row in before if row["published_on"])
    assert latest <= "2021-12-31"
    assert len(before) < len(after) <= len(load_plan().figures)


def test_a_target_in_open_data_stands_as_on_the_scoreboard(node):
    (row,) = [
        one for one in rows("/data/targets.json", known="2025-10-31", lang="en") if one["target"] == "certificates_new"
    ]

    told = (row["region"], row["origin"], row["status"], row["value"], row["relation"], row["goal"])
    assert told == ("00", "published", "met", 44_000_000, "gt", 40_000_000)
    assert b'id="certificates_new"' in Client().get("/?known=2025-10-31").content


def test_sdmx_names_its_dataflow_and_its_dimensions_first(node):
    content = Client().get("/data/targets.sdmx.csv").content.decode()

    head, first, *_ = csv.reader(StringIO(content))
    assert head[:6] == ["STRUCTURE", "STRUCTURE_ID", "ACTION", "TARGET", "REGION", "ORIGIN"]
    assert first[:3] == ["dataflow", "BAIGONG:TARGETS(1.0)", "I"]
    assert head.count("OBS_VALUE") == 1


@pytest.mark.parametrize("name", list(TABLES))
def test_rows_of_one_value_of_each_dimension_are_one_observation(node, people, name: str):
    out(people, settled_publication(settled_reading()))
    keys = [key.lower() for key in TABLES[name].dimensions]

    found = [tuple(row[key] for key in keys) for row in rows(f"/data/{name}.json")]

    assert len(set(found)) == len(found) > 0


@pytest.mark.parametrize(("lang", "heading"), [("zh", "目标"), ("en", "Target")])
def test_headings_are_in_the_language_asked_for(node, lang: str, heading: str):
    content = Client().get("/data/targets.csv", {"lang": lang}).content.decode("utf-8-sig")

    assert content.split(",")[0] == heading


def test_a_file_that_did_not_change_is_not_sent_again(node):
    client = Client()
    first = client.get("/data/targets.xlsx", {"known": "2025-10-31"})

    again = client.get("/data/targets.xlsx", {"known": "2025-10-31"}, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_what_was_given_to_somebody_who_is_signed_in_is_hers_alone_to_keep(node, client_of):
    assert client_of("wang").get("/data/targets.csv")["Cache-Control"] == "private, max-age=300"


@pytest.mark.parametrize("address", ["/data/persons.csv", "/data/targets.pdf", "/data/readings/1/occupation.csv"])
def test_what_is_no_table_is_not_found(node, address: str):
    assert Client().get(address).status_code == 404


def test_a_day_to_come_is_refused(node):
    assert Client().get("/data/targets.csv", {"known": "2999-01-01"}).status_code == 409


def test_the_parts_of_each_figure_stand_beside_it_and_what_was_not_kept_is_unknown(node, people):
    cells = [cell(grain=WHOLE, events=5), cell("33", events=5), cell("3301", grain="region4", events=5)]
    proof = [cell("filed", grain=PROOF, events=5), cell("33", "result", grain=PROOF_BY_REGION, events=5)]
    out(people, settled_publication(kept([*cells, *proof])))

    found = [row for row in rows("/data/evidence.json", lang="en") if row["series"] == "events"]

    columns = ("region", "region_name", "value", "certificates", "provable_filed", "provable_result")
    assert [tuple(row[key] for key in columns) for row in found] == [
        ("00", "the nation", 5, 5, 5, 0),
        ("33", "Zhejiang", 5, 5, 0, 5),
        ("3301", "杭州市", 5, None, None, None),
    ]


def test_the_feed_tells_of_each_reading_that_is_out(node, people):
    reading = settled_reading(quarantined={"certificates": 3}, synthetic=True)
    publication = settled_publication(reading)
    answer_finding(publication, finding=0, answer="已核对", by=people[0], at=publication.drafted_at)
    out(people, publication)

    feed = ElementTree.fromstring(Client().get("/data/feed.atom", {"lang": "en"}).content)

    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Reading 1: the nation, 2025Q2"
    assert "3 problem rows" in entry.findtext(f"{ATOM}summary")
    assert "synthetic" in entry.findtext(f"{ATOM}summary")
    assert [one["reading"] for one in rows("/data/vintages.json")] == [1]


def test_the_page_documents_every_column_of_every_table(node):
    page = Client().get("/data/", headers={"Accept-Language": "en"}).content.decode()

    for table in TABLES.values():
        assert f'id="{table.name}"' in page
        assert all(f"<code>{head.key}</code>" in page for head in table.heads)
    assert "none is declared" in page
