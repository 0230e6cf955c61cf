"""Occupations and levels: the law's own lists, in editions. They need no account."""

from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from baigong.core.codes.level import LEVELS
from baigong.core.codes.occupation import EDITIONS, Occupation, entries, normal_occupation, occupation
from baigong.faces.api.pages import Answer, Page, Paging, Words, page
from baigong.faces.api.problems import NotFound, found

router = Router()


class EditionShown(Answer):
    """An edition of the classification of occupations."""

    name: str = Field(description="Its year, such as `2022`")
    valid_from: date = Field(description="The day from which it holds, until the next one's")


class OccupationShown(Answer):
    """An entry of the classification: an occupation or a group of them."""

    code: str = Field(description="As the classification writes it, such as `6-18-04-01`")
    name: str = Field(description="Its name, in Chinese as the classification has it")
    kind: str = Field(description="`major`, `middle`, `minor` or `occupation`")
    edition: str = Field(description="The edition")
    parents: list[str] = Field(description="The groups that it belongs to, widest first")
    is_green: bool = Field(description="Marked L, a green occupation")
    is_digital: bool = Field(description="Marked S, a digital occupation")


class LevelShown(Answer):
    """A skill level."""

    code: str = Field(description="5, 4, 3, 2, 1, S, C, A or 0")
    title: Words = Field(description="What it is called")
    grade: Words | None = Field(description="五级 … 一级, for the levels that a certificate number names by a digit")
    rank: int = Field(description="From low to high")
    is_levelled: bool = Field(description="Whether it makes somebody a skilled worker")
    is_high_skilled: bool = Field(description="Whether it makes somebody a high-skilled worker")


class Edition(BaseModel):
    """Which edition."""

    edition: str = Field(EDITIONS[-1].name, max_length=10, description="The edition; the newest if none is named")


class Wanted(Edition):
    """Which occupations."""

    name: str = Field("", max_length=60, description="A part of the name")
    kind: Literal["", "major", "middle", "minor", "occupation"] = Field("", description="Only entries of this kind")
    within: str = Field("", max_length=12, description="Only entries of this group, such as `6-18`")


@router.get("/editions", response=list[EditionShown], auth=None)
def editions(request: HttpRequest) -> list[EditionShown]:
    """The editions of the classification of occupations, from old to new."""
    return [EditionShown(name=edition.name, valid_from=edition.valid_from) for edition in EDITIONS]


@router.get("/occupations", response=Page[OccupationShown], auth=None)
def occupations(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> HttpResponse:
    """Occupations and their groups, by code."""
    _refuse_other_edition(wanted.edition)
    return page(
        request,
        paging,
        lambda after, limit: list(islice(_those(wanted, after or ""), limit)),
        of=OccupationShown,
        key=lambda entry: entry.code,
    )


@router.get("/occupations/{code}", response=OccupationShown, auth=None)
def one_occupation(request: HttpRequest, code: str, of: Query[Edition]) -> Occupation:
    """One entry of the classification, by its code."""
    _refuse_other_edition(of.edition)
    return found(occupation(normal_occupation(code), of.edition))


@router.get("/levels", response=list[LevelShown], auth=None)
def levels(request: HttpRequest) -> list[LevelShown]:
    """The skill levels, from low to high."""
    return [LevelShown.model_validate(level) for level in LEVELS.values()]


def _those(wanted: Wanted, after: str) -> Iterable[Occupation]:
    return (
        entry
        for entry in entries(wanted.edition)
        if entry.code > after
        and wanted.name in entry.name
        and wanted.kind in ("", entry.kind)
        and entry.code.startswith(wanted.within)
    )


def _refuse_other_edition(edition: str) -> None:
    if edition not in {known.name for known in EDITIONS}:
        raise NotFound
