"""How much by when and where, how each is counted, and from which document."""

from fractions import Fraction
from typing import Literal, cast

from baigong.core.indicators.target import Counting, Operator, Ratio, Target
from baigong.core.periods import Span, parse_period
from baigong.core.text import Text
from skillschina.rows import Row, rows, several, text

# Only the reports of these documents could be read in full, so a clause cannot be named more closely.
CLAUSE = Text(
    zh="目标任务部分（原文未能全文核读，依据报道）", en="Section of goals (read in reports; the full text was not)"
)
READ_IN_FULL = Text(zh="目标任务部分（已读全文）", en="Section of goals (full text read)")
NO_SOURCE = Text(zh="无出处，未核实", en="No source was found; unverified")


def targets(plan: Span) -> tuple[Target, ...]:
    return tuple(target(row, plan) for row in rows("tables/targets.csv"))


def target(row: Row, plan: Span) -> Target:
    return Target(
        target=row["target"],
        name=text(row),
        scope=row["scope"],
        op=cast(Operator, row["op"]),
        goal=Fraction(row["goal"]),
        goal_to=Fraction(row["goal_to"]) if row["goal_to"] else None,
        unit=row["unit"],
        period=row["period"],
        span=span(row, plan),
        is_cumulative=row["cumulative"] == "yes",
        definition=row["definition"],
        document=row["document"],
        clause=clause(row),
        source=row["source"],
        is_verified=row["verified"] == "yes",
        ratio=ratio(row["ratio"]),
        part_definitions=several(row["parts"]),
        related=several(row["related"]),
        counting=counting(row["counting"]),
    )


def span(row: Row, plan: Span) -> Span:
    """The plan that the target belongs to. “2025” says by when, not since when: the five years, if it lies in them."""
    written = parse_period(row["period"])
    if written is None:
        raise ValueError(f"{row['target']} has no period: {row['period']}")
    return plan if plan.covers(written) and "/" not in row["period"] else written


def clause(row: Row) -> Text:
    if row["verified"] != "yes":
        return NO_SOURCE
    return READ_IN_FULL if row["document"] == "talent_opinions" else CLAUSE


def ratio(written: str) -> Ratio | None:
    """`a/b`, or `a/b same day`: stocks of skilled workers move too fast to be divided over two days."""
    if not written:
        return None
    pair, _, rest = written.partition(" ")
    numerator, denominator = pair.split("/")
    return Ratio(numerator, denominator, same_day=rest == "same day")


def counting(written: str) -> Counting | None:
    """`series`, `series:levels` or `series/over`."""
    if not written:
        return None
    head, _, over = written.partition("/")
    series, _, levels = head.partition(":")
    named = cast(Literal["events", "holders", "first", "first_high", "stock", "stock_high"], series)
    return Counting(named, several(levels), over)
