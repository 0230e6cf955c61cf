"""Kinds of fields that requests share."""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Clause = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
RegionCode = Annotated[str, StringConstraints(pattern=r"^(00|[0-9]{6})$")]
Number = Annotated[int, Field(ge=1, le=9_223_372_036_854_775_807)]  # of a row
Day = Annotated[date, Field(ge=date(1949, 10, 1), le=date(2099, 12, 31))]
