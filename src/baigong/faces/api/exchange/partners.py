"""Partners whose packages are known by their signature; the keys that partners need of this node."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import BaseModel, Field, StringConstraints

from baigong.apps.authority.roles import OF_AN_OFFICE
from baigong.apps.exchange import partners as queries
from baigong.apps.exchange.partnership import Partnership, keys_in
from baigong.apps.transparency.shards import logs_here
from baigong.core.periods import day_at
from baigong.core.scope import Scope
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for
from baigong.faces.api.exchange.shared import KeyTold
from baigong.faces.api.fieldkinds import Number, RegionCode
from baigong.faces.api.pages import Answer

router = Router()
WrittenKey = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]


class OwnKeys(Answer):
    """The keys that this node signs with, for its partners to name."""

    package_key: KeyTold = Field(description="Signs the packages that leave this node")
    log_key: KeyTold | None = Field(description="Signs the public log whose checkpoint goes with them; null: none yet")
    next_log_key: KeyTold | None = Field(description="Signs the log of the year that begins soon; null: not before")


class PartnerTold(Answer):
    """A partner."""

    id: int = Field(description="Its number on this node")
    region: str = Field(description="Whose packages it signs: of this region and all that lies in it")
    package_key: KeyTold = Field(description="Signs its packages")
    log_keys: list[KeyTold] = Field(
        description="Sign its public logs, of which each year has one; empty: not held to it"
    )
    log_address: str = Field(description="Where its log is served; empty: not told")
    needs_signature: bool = Field(description="Whether packages of the region are taken signed only")
    named_at: datetime = Field(description="When its keys were named")
    ended_at: datetime | None = Field(description="When it was ended, or its keys were named anew")
    size: int | None = Field(description="How many entries its log had with the package of its that was loaded last")
    last_at: datetime | None = Field(description="When that package was made")
    year_without_key: int | None = Field(
        description="The year, current or soon to begin, of whose log no key is named: its packages will be refused"
    )


class Naming(BaseModel):
    """Whose keys are named."""

    region: RegionCode = Field(description="Whose packages it signs")
    package_key: WrittenKey = Field(description="As the partner shows it: name+hash+base64")
    log_keys: list[WrittenKey] = Field([], max_length=20, description="Of its public logs, each year's")
    log_address: str = Field("", max_length=400, pattern=r"^(https?://\S+)?$", description="Where its log is served")
    needs_signature: bool = Field(True, description="Whether packages of the region are taken signed only")


class Which(BaseModel):
    """Which partners."""

    ended: bool = Field(False, description="Those that ended as well")


@router.get("", response=list[PartnerTold])
def partners(request: HttpRequest, which: Query[Which]) -> list[PartnerTold]:
    """The partners of your regions."""
    found = queries.partners(_scope(request), on=day_at(instant(request)), has_ended=which.ended)
    return [PartnerTold.model_validate(one) for one in found]


@router.get("/own-keys", response=OwnKeys)
def own_keys(request: HttpRequest) -> OwnKeys:
    """The keys of this node, for its partners; the fingerprint is what two people compare by another way."""
    told = queries.own_keys(logs_here(), on=day_at(instant(request)))
    log, next_log = (one and KeyTold.model_validate(one) for one in (told.log, told.next_log))
    return OwnKeys(package_key=KeyTold.model_validate(told.package), log_key=log, next_log_key=next_log)


@router.post("", response=ANSWERS)
def name_partner(request: HttpRequest, naming: Naming) -> Status[Outcome]:
    """Names a partner's keys, or names them anew: proposed by who runs the node, approved by who guards it."""
    told = Partnership(naming.package_key, "\n".join(naming.log_keys), naming.log_address, naming.needs_signature)
    keys_in(told, region=naming.region)
    by, at = caller(request), instant(request)
    return ask_for("exchange.name_partner", told, region=naming.region, by=by, at=at)


@router.post("/{number}/end", response=ANSWERS)
def end_partner(request: HttpRequest, number: Number) -> Status[Outcome]:
    """Ends a partner: from then on its signature is one that is not known here. Takes two people."""
    row = queries.partner_row(_scope(request), number)
    return ask_for("exchange.end_partner", row, by=caller(request), at=instant(request))


def _scope(request: HttpRequest) -> Scope:
    return caller(request).scope_as(OF_AN_OFFICE)
