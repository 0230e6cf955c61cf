"""`baigong targets PACKAGE`: figures of the records beside the published ones."""

from fractions import Fraction


def by_target(answer, region):
    return {row["target"]: row for row in answer["targets"] if row["region"] == region}


def test_the_records_of_a_province_judge_its_own_targets_only(province, ask):
    code, answer = ask("targets", province, "--on", "2025-12-31")

    computed = {(row["target"], row["region"]) for row in answer["targets"] if row["computed"]}
    assert code == 0
    assert computed == {("high_share_east", "33"), ("zhejiang_skilled", "33"), ("zhejiang_high_share", "33")}


def test_a_computed_figure_is_the_score_of_the_package(province, ask):
    _, score = ask("score", province, "--on", "2025-12-31", "--region", "33")

    _, answer = ask("targets", province, "--on", "2025-12-31")

    rows, total = by_target(answer, "33"), score["total"]
    share = Fraction(total["stock_high"], total["stock"])
    assert rows["zhejiang_skilled"]["computed"]["value"] == total["stock"]
    assert abs(rows["zhejiang_high_share"]["computed"]["value"] - share) < Fraction(1, 10**6)


def test_the_published_figure_stands_as_it_does_without_a_package(province, ask):
    _, alone = ask("targets", "--on", "2025-12-31")

    _, beside = ask("targets", province, "--on", "2025-12-31")

    names = ("published", "related", "status", "zh", "en")
    assert [[row[name] for name in names] for row in beside["targets"]] == [
        [row[name] for name in names] for row in alone["targets"]
    ]


def test_a_stock_below_the_goal_at_the_end_is_missed_and_before_it_behind(province, ask):
    statuses = {
        on: by_target(ask("targets", province, "--on", on)[1], "33")["zhejiang_skilled"]["computed_status"]
        for on in ("2023-06-30", "2025-12-31")
    }

    assert statuses == {"2023-06-30": "behind", "2025-12-31": "missed"}


def test_a_person_reads_that_the_records_are_a_register_and_synthetic(province, read):
    said = read("targets", province, "--on", "2025-12-31", "--region", "33", "--lang", "en")

    assert "By the records of the package" in said
    assert "SYNTHETIC DATA" in said
