"""Figures counted on the node are those that the package commands count, cell by cell."""

import shutil

import pytest

from apps.progress.making import AT, settled_observation
from baigong.apps.exchange.origins import whose_figures
from baigong.apps.progress.lake import lake_now
from baigong.apps.progress.queries import OutOfScope, explained, scored
from baigong.core.scope import NOTHING, WHOLE, of_region
from baigong.ground.lake.count.question import BREAKDOWNS
from baigong.ground.lake.explain.figure import parse_figure
from contract.nasty import nasty
from contract.packages import write_package
from contract.program import asked, assert_refused
from ground.lake.count.register import question

ON = ("--on", "2025-12-31")
ASKED = [
    *(("--by", name) for name in BREAKDOWNS),
    ("--by", "region,level", "--known", "2023-06-30"),
    ("--by", "quarter", "--known", "2024-12-31"),
    ("--region", "33", "--by", "level"),
    ("--region", "330106"),
    ("--from", "2023-01-01", "--to", "2023-12-31", "--by", "region4"),
]
FIGURES = (
    "stock@2025-12-31/region=33,level=3",
    "first@2021-01-01..2025-12-31/sex=F",
    "events@2021-01-01..2025-12-31?known=2024-06-30",
    "holders@2021-01-01..2025-12-31/quarter=2024Q1",
)
SCORE = ("rows", "total", "of_which", "quarantined", "electronic_records_since", "first_high_promoted")


@pytest.fixture(params=["nasty", "province"])
def package(request, node, tmp_path, province):
    if request.param == "province":
        return province
    return write_package(tmp_path / "nasty", nasty(11, people=60), created="2026-01-31T12:00:00+08:00")


def test_scores_explanations_and_targets_of_the_node_are_those_of_the_package(package):
    asked("load", package)

    for words in ASKED:
        on_node, of_package = asked("score", *ON, *words).json, asked("score", package, *ON, *words).json
        assert [on_node[name] for name in SCORE] == [of_package[name] for name in SCORE], words
    for figure in FIGURES:
        on_node, of_package = asked("explain", figure).json, asked("explain", package, figure).json
        compared = [name for name in of_package if name != "reproduce"]
        assert [on_node[name] for name in compared] == [of_package[name] for name in compared], figure


def test_targets_of_the_node_are_those_of_the_package_for_the_packages_region(node, settings, province, tmp_path):
    as_nation = tmp_path / "nation"
    shutil.copytree(province, as_nation)
    descriptor = as_nation / "datapackage.json"
    descriptor.write_text(descriptor.read_text("utf-8").replace('"region": "33"', '"region": "00"'), "utf-8")
    asked("load", as_nation)

    on_node, of_package = (asked("targets", *words, *ON).json for words in (("--node",), (as_nation,)))

    assert on_node["targets"] == of_package["targets"]
    assert [one["computed"] for one in on_node["targets"] if one["computed"]] != []
    figure = "target:new_skilled@2025-12-31/region=00"
    explained_on_node = asked("explain", "--node", figure).json
    assert explained_on_node["target"] == asked("explain", as_nation, figure).json["target"]
    assert explained_on_node["reproduce"] == "baigong targets --node --on 2025-12-31 --region 00 --json"


def test_targets_without_a_package_are_judged_by_published_figures_and_know_no_node(node, province):
    asked("load", province)

    assert {one["computed"] for one in asked("targets", *ON).json["targets"]} == {None}
    assert_refused(asked("targets", province, "--node"))


def test_a_published_figure_on_record_judges_beside_those_of_the_plan(node):
    before = asked("targets", "--node", *ON, "--region", "33").json["targets"]
    settled_observation(
        definition="skilled", indicator="skilled", period="2025-12-31", value=13_000_000.0, source="2025年省公报"
    )

    after = asked("targets", "--node", "--on", "2026-06-30", "--region", "33").json["targets"]

    of = {one["target"]: one for one in after}
    published = of["zhejiang_skilled"]["published"]
    assert (published["value"], published["sources"][0]["title"]) == (13_000_000, "2025年省公报")
    assert next(one for one in before if one["target"] == "zhejiang_skilled")["published"] != published


def test_counting_makes_no_node_where_there_is_none(monkeypatch, tmp_path):
    monkeypatch.setenv("BAIGONG_HOME", str(tmp_path / "nowhere"))
    monkeypatch.delenv("DATABASE_URL", raising=False)

    for words in (("score",), ("explain", FIGURES[0]), ("targets", "--node")):
        answer = asked(*words)
        assert_refused(answer)
        assert answer.json["refusal"]["code"] == "command.no_node"
    assert not (tmp_path / "nowhere").exists()


@pytest.fixture
def folder(node, tmp_path):
    package = write_package(tmp_path / "nasty", nasty(12, people=40), created="2026-01-31T12:00:00+08:00")
    asked("load", package)
    with lake_now(node.home, whose_figures(node), at=AT) as folder:
        yield folder


def test_an_official_counts_her_own_region_and_is_refused_elsewhere(node, folder):
    zhejiang = of_region("330000")

    own = scored(zhejiang, folder, node.plan, question("level"))

    assert own.total == scored(WHOLE, folder, node.plan, question("level", region="33")).total
    for asked_for in (question(region="32"), question(region="00")):
        with pytest.raises(OutOfScope):
            scored(zhejiang, folder, node.plan, asked_for)
    with pytest.raises(OutOfScope):
        scored(NOTHING, folder, node.plan, question())


def test_records_behind_a_figure_are_shown_to_whoever_may_see_them(node, folder):
    zhejiang = of_region("330000")

    for figure in ("stock@2025-12-31/region=33", "events@2025-12-31/region4=3301"):
        assert explained(zhejiang, folder, node.plan, parse_figure(figure)).records > 0
    for figure in ("stock@2025-12-31/region=32", "stock@2025-12-31/region=null"):
        with pytest.raises(OutOfScope):
            explained(zhejiang, folder, node.plan, parse_figure(figure))


def test_a_figure_that_names_no_region_is_explained_for_the_readers_own(node, folder):
    own = explained(of_region("330000"), folder, node.plan, parse_figure("stock@2025-12-31"))

    assert own.figure == "stock@2025-12-31/region=33"
