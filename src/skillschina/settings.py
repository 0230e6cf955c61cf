"""What an authority may decide otherwise."""

from decimal import Decimal
from importlib.resources import files
from typing import Any

import yaml  # type: ignore[import-untyped]

from baigong.core.plans import RetirementAge, Settings
from baigong.core.text import Text


def settings() -> Settings:
    return Settings(
        apprentice_worker_is_skilled=False,
        # 60 of 100 is from memory: no national text of it was read.
        pass_mark=Decimal(60),
        pass_mark_is_verified=False,
        # The plan speaks of the east and of centre and west; how the north-east is treated was not found.
        northeast=None,
        retirement_ages=retirement_ages(),
    )


def retirement_ages() -> tuple[RetirementAge, ...]:
    table = yaml.safe_load(files("skillschina").joinpath("parameters/retirement_age.yaml").read_text("utf-8"))
    return tuple(retirement_age(row, table) for row in table["ages"])


def retirement_age(row: dict[str, Any], table: dict[str, Any]) -> RetirementAge:
    return RetirementAge(
        sex=row["sex"],
        kind=row["kind"],
        name=Text(row["zh"], row["en"]),
        months=row["years"] * 12,
        rises_from=table["rises_from"],
        month_for_every=row["month_for_every"],
        months_in_the_end=row["years_in_the_end"] * 12,
        reference=Text(table["reference"]["zh"], table["reference"]["en"]),
    )
