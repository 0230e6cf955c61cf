"""What the operations of progress share: whose figures are seen, the node's lake, and answers that recur."""

from collections.abc import Callable, Hashable
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

from django.http import HttpRequest
from pydantic import Field, StringConstraints

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.roles import OF_AN_OFFICE
from baigong.apps.exchange.origins import whose_figures
from baigong.apps.progress.lake import lake_now
from baigong.core.scope import Scope
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.pages import Answer
from baigong.faces.counting import COUNTS
from baigong.faces.here import node_here

R = TypeVar("R")
By = Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9_]*(,[a-z0-9_]+)*$")]
Instant = Annotated[str, StringConstraints(max_length=40)]


class Counts(Answer):
    """The four series, which no way may stand in for another."""

    events: int = Field(description="发证人次: certificates issued in the period and not voided")
    holders: int = Field(description="取证人数: distinct persons among them")
    first: int = Field(description="首次取证人数（登记口径）: persons whose first levelled certificate is among them")
    first_high: int = Field(description="首次取得高级工及以上证书人数: their first of level 3 or above is among them")
    stock: int = Field(
        description="持有效证书技能人才数（登记口径）: persons with a levelled certificate in force on the day"
    )
    stock_high: int = Field(description="持有效证书高技能人才数: whose highest level in force is 3 or above")


class Parts(Answer):
    """Certificates by how far each can be proved, each once, where it can be proved best; they exclude one another."""

    number: int = Field(description="只有编号: nothing but its own entry with its number")
    filed: int = Field(description="发证机构有备案: its body was filed for occupation, level and day")
    result: int = Field(description="成绩在案: a pass stands in the results of its session")
    logged: int = Field(description="已签名并公开存证: its entry stands in this node's public log")


class CellAnswer(Counts):
    """A cell of a breakdown."""

    labels: dict[str, str | None] = Field(description="Its labels by breakdown; null: unknown")
    provable: dict[str, Parts] | None = Field(
        None,
        description="By series how far the certificates behind it can be proved; null: not asked for, or not kept "
        "for this breakdown",
    )


class VintageAnswer(Answer):
    """Where figures come from."""

    region: str = Field(description="Whose records were counted")
    seal: int = Field(description="The last seal of the journal whose records they hold")
    data_as_of: str = Field(description="数据截止时间: when they were counted")
    synthetic: bool = Field(description="Whether any of the records is synthetic")
    quarantined: dict[str, int] = Field(description="问题数据数: rows not counted, by table")


def scope_of(by: Actor) -> Scope:
    return by.scope_as(OF_AN_OFFICE)


def seen_by(request: HttpRequest) -> Scope:
    return scope_of(caller(request))


def counted(request: HttpRequest, asked: Hashable, work: Callable[[Path], R]) -> R:
    """What the work finds in the node's lake, brought up to date with its records; `asked` is all that it depends on.

    Refused where it takes longer than a request may wait: it goes on, and asking the same again gets it.
    """
    node, at = node_here(), instant(request)

    def work_on_lake() -> R:
        with lake_now(node.home, whose_figures(node), at=at) as folder:
            return work(folder)

    return COUNTS.waited_for((str(node.home.folder), asked), work_on_lake)


def day_or(given: date | None, otherwise: date) -> date:
    return given or otherwise
