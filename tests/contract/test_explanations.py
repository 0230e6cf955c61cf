"""`baigong explain`: the value is the score's, its records are all accounted for, its command makes it again."""

import shlex
from datetime import date, datetime
from pathlib import Path

import pytest

from contract.counter import CHINA, SERIES, Question, counted
from contract.packages import Tables
from contract.program import asked, assert_refused, assert_sentences, baigong

END = date(2025, 12, 31)
PLAN = Question(date(2021, 1, 1), END, END)
MIDDLE = Question(date(2022, 1, 1), date(2024, 6, 30), date(2024, 6, 30), datetime(2024, 7, 1, tzinfo=CHINA))
FIGURES = [
    ("stock@2025-12-31", PLAN, {}),
    ("stock@2025-12-31/region=33,level=3", PLAN, {"region": "33", "level": "3"}),
    ("stock_high@2025-12-31/region=null", PLAN, {"region": None}),
    ("stock@2025-12-31/age=35-44,sex=F", PLAN, {"age": "35-44", "sex": "F"}),
    ("stock@2024-06-30/region6=330111?known=2024-06-30", MIDDLE, {"region6": "330111"}),
    ("stock_high@2025-12-31/group=migrant", PLAN, {"group": "migrant"}),
    ("events@2021-01-01..2025-12-31", PLAN, {}),
    ("events@2021-01-01..2025-12-31/channel=identification", PLAN, {"channel": "identification"}),
    ("events@2022-01-01..2024-06-30/occupation=6-18-02-04?known=2024-06-30", MIDDLE, {"occupation": "6-18-02-04"}),
    ("holders@2021-01-01..2025-12-31/level=0", PLAN, {"level": "0"}),
    ("first@2021-01-01..2025-12-31/region=33", PLAN, {"region": "33"}),
    ("first_high@2021-01-01..2025-12-31/sex=F", PLAN, {"sex": "F"}),
    ("first@2022-01-01..2024-06-30?known=2024-06-30", MIDDLE, {}),
    ("events@2021-01-01..2025-12-31/quarter=2024Q3", PLAN, {"quarter": "2024Q3"}),
]


@pytest.mark.parametrize(("figure", "question", "cell"), FIGURES, ids=[figure for figure, *_ in FIGURES])
@pytest.mark.parametrize("form", ["nasty_csv", "nasty_lake"])
def test_a_figure_opens_to_what_made_it(
    request: pytest.FixtureRequest,
    nasty_tables: Tables,
    form: str,
    figure: str,
    question: Question,
    cell: dict[str, str | None],
) -> None:
    package: Path = request.getfixturevalue(form)
    series = figure.split("@")[0]
    expected = counted(nasty_tables, question, tuple(cell)).get(tuple(cell.values()), dict.fromkeys(SERIES, 0))[series]

    answer = asked("explain", package, figure)

    told = answer.json
    assert (answer.code, told["figure"], told["value"]) == (0, figure, expected)
    assert_sentences(told["definition"])
    assert told["clause"]
    assert sum(told["provable"].values()) == told["records"]
    assert told["provable"].keys() == {"number", "filed", "result", "logged"}
    assert told["records"] >= told["value"]
    assert {one["certificate"] for one in told["sample"]} <= {row["number"] for row in nasty_tables["certificates"]}
    assert made_again(told["reproduce"], series, cell) == expected


def made_again(command: str, series: str, cell: dict[str, str | None]) -> int:
    """The value in the answer to the command that explain names."""
    program, *words = shlex.split(command)
    assert program == "baigong"
    answer = asked(*(word for word in words if word != "--json"))
    assert answer.code == 0, answer
    by = [key for key in cell if key in answer.json["by"]]
    if not by:
        return int(answer.json["total"][series])
    return sum(row[series] for row in answer.json["rows"] if all(row[key] == cell[key] for key in by))


def test_the_records_of_events_are_the_events(nasty_csv: Path) -> None:
    told = asked("explain", nasty_csv, "events@2021-01-01..2025-12-31").json

    assert told["records"] == told["value"]


def test_a_figure_is_explained_in_words_too(nasty_csv: Path) -> None:
    chinese, english = (
        baigong("explain", nasty_csv, "stock@2025-12-31", "--lang", language) for language in ("zh", "en")
    )

    assert (chinese.code, english.code) == (0, 0)
    assert "持有效证书技能人才数" in chinese.out
    assert chinese.out != english.out


def test_a_target_is_explained_without_a_package() -> None:
    answer = asked("explain", "target:skilled_share@2025-12-31/region=00")

    assert answer.code == 0
    assert answer.json["figure"] == "target:skilled_share@2025-12-31/region=00"
    assert_sentences(answer.json["definition"])


@pytest.mark.parametrize(
    "figure",
    [
        "stock",
        "stock@",
        "stock@soon",
        "people@2025-12-31",
        "stock@2025-12-31/colour=red",
        "events@2025-12-31..2021-01-01",
        "target:nothing@2025-12-31",
    ],
)
def test_a_figure_that_cannot_be_understood_is_refused(nasty_csv: Path, figure: str) -> None:
    assert_refused(asked("explain", nasty_csv, figure))
