"""Four actions and the policy heading, twenty measures, and the agreements between ministry and provinces.

The article that announced the plan says twenty measures and names nineteen. The name of the twentieth could not be
verified, so it stands here without one. The full text of the measures could not be read either: their names are the
article's, their Chinese wording is ours.
"""

from baigong.core.plans import Action, Agreement, Measure
from skillschina.rows import Row, rows, several, text, text_or_none


def actions() -> tuple[Action, ...]:
    return tuple(Action(row["action"], text(row), row["is_action"] == "yes") for row in rows("tables/actions.csv"))


def measures() -> tuple[Measure, ...]:
    return tuple(measure(row) for row in rows("tables/measures.csv"))


def measure(row: Row) -> Measure:
    return Measure(
        number=int(row["measure"]),
        action=row["action"],
        name=text_or_none(row, ""),
        rule=text_or_none(row, "rule_"),
        source=row["source"],
        targets=several(row["targets"]),
        is_our_wording=bool(row["zh"]),
    )


def agreements() -> tuple[Agreement, ...]:
    return tuple(agreement(row) for row in rows("tables/agreements.csv"))


def agreement(row: Row) -> Agreement:
    return Agreement(
        region=row["region"],
        party=text(row, "party_"),
        name=text(row, "name_"),
        signed=text(row, "signed_"),
        commitments=text_or_none(row, "commitments_"),
        source=row["source"],
        is_named_by_plan=row["named_by_plan"] == "yes",
    )
