"""`baigong score`, for programs and for people."""

SERIES = ("events", "holders", "first", "first_high", "stock", "stock_high")


def test_a_score_says_what_was_asked_and_carries_the_label_of_synthetic_data(province, ask):
    code, score = ask("score", province, "--on", "2024-12-31", "--by", "sex", "--known", "2025-06-30")

    told = {name: score[name] for name in ("on", "from", "to", "known", "by", "synthetic", "quarantined")}
    assert code == 0
    assert told == {
        "on": "2024-12-31",
        "from": "2021-01-01",
        "to": "2024-12-31",
        "known": "2025-06-30",
        "by": ["sex"],
        "synthetic": True,
        "quarantined": {"persons": 0, "merges": 0, "certificates": 0},
    }


def test_without_a_breakdown_the_total_is_the_one_row(province, ask):
    _, score = ask("score", province, "--on", "2025-12-31")

    assert score["rows"] == [score["total"]]


def test_stock_adds_up_over_prefectures(province, ask):
    _, score = ask("score", province, "--on", "2025-12-31", "--by", "region4")

    for series in ("events", "first", "first_high", "stock", "stock_high"):
        assert sum(row[series] for row in score["rows"]) == score["total"][series]


def test_a_province_chosen_scores_like_its_row(province, ask):
    _, whole = ask("score", province, "--on", "2025-12-31", "--by", "region4")
    row = next(row for row in whole["rows"] if row["region4"])

    _, chosen = ask("score", province, "--on", "2025-12-31", "--region", row["region4"])

    assert chosen["total"] == {series: row[series] for series in SERIES}


def test_a_person_reads_the_label_the_period_and_how_many_rows_were_not_counted(province, read):
    english, chinese = (read("score", province, "--on", "2025-12-31", "--lang", lang) for lang in ("en", "zh"))

    assert [line in english for line in ("SYNTHETIC DATA", "Rows quarantined and not counted: 0.")] == [True, True]
    assert [line in chinese for line in ("模拟数据", "问题数据（未计入）：0 行。", "填报期", "数据截止时间")] == [
        True
    ] * 4


def test_questions_that_cannot_be_understood_are_refused(province, ask):
    asked = {
        "score.no_such_breakdown": ("--by", "colour"),
        "score.breakdown_twice": ("--by", "sex,sex"),
        "score.no_such_region": ("--region", "Zhejiang"),
        "score.period": ("--from", "2025-01-01", "--to", "2024-01-01"),
        "command.no_such_instant": ("--known", "yesterday"),
        "command.no_such_day": ("--on", "soon"),
    }

    answers = {words: ask("score", province, *words) for words in asked.values()}

    assert {code: (answers[words][0], answers[words][1]["refusal"]["code"]) for code, words in asked.items()} == {
        code: (2, code) for code in asked
    }


def test_the_parts_of_each_row_are_what_its_figure_explains(province, ask):
    _, score = ask("score", province, "--on", "2025-12-31", "--by", "region4", "--provable")
    row = max(score["rows"], key=lambda row: row["stock"])

    _, figure = ask("explain", province, f"stock@2025-12-31/region4={row['region4']}")

    assert (row["provable"]["stock"], row["stock"]) == (figure["provable"], figure["value"])
    sums = {step: sum(row["provable"]["stock"][step] for row in score["rows"]) for step in figure["provable"]}
    assert score["provable"]["stock"] == sums
    assert sum(score["provable"]["events"].values()) == score["total"]["events"]


def test_a_person_reads_the_four_parts_of_every_series(province, read):
    english, chinese = (
        read("score", province, "--on", "2025-12-31", "--by", "region", "--provable", "--lang", lang)
        for lang in ("en", "zh")
    )

    parts = english.partition("How far the certificates behind each count can be proved")[2].splitlines()
    head, *lines = (line for line in parts[1:] if line.strip())
    assert [head.endswith("signed and in the public log"), "a number only" in head] == [True, True]
    assert len(lines) == 12  # six series of Zhejiang, and of the total
    assert "已签名并公开存证" in chinese
