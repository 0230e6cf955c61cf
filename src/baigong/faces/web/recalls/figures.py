"""What a recall does to figures: the holders counted both ways, beside what everybody counts for now."""

from dataclasses import dataclass

from django.http import HttpRequest

from baigong.apps.authority.actor import Actor
from baigong.apps.certificates.queries import recalls as queries
from baigong.apps.certificates.recall.effects import RecallEffect, effect_of_recall
from baigong.apps.registry.permissions import SEERS
from baigong.core.periods import Span
from baigong.core.scope import NATION
from baigong.core.text import msgid
from baigong.faces.clock import instant, today
from baigong.faces.here import node_here
from baigong.faces.web.persons.naming import place_named
from baigong.faces.web.words import said

SHOWN = ("events", "holders", "first", "stock")
ALL, UNKNOWN = msgid("all together"), msgid("unknown region")


@dataclass(frozen=True, slots=True)
class Effect:
    """`change` is what the recall takes away from this figure of everybody, and it is exact."""

    series: str
    region: str
    before: int
    after: int

    @property
    def change(self) -> str:
        return f"{self.after - self.before:+,d}".replace("-", "−") if self.after != self.before else "0"


def effects_told(request: HttpRequest, by: Actor, key: int) -> list[Effect]:
    row = queries.recall_to_act_on(by.scope_as(SEERS), key)
    if row is None:
        return []
    span = Span(node_here().plan.first_day, today(request))
    found = effect_of_recall(row, span=span, on=span.last, at=instant(request))
    order = sorted(found, key=lambda one: (one.region != NATION, one.region or "~", one.series not in SHOWN))
    # Of one region alone the sum would say every line twice.
    is_summed = len({one.region for one in found} - {NATION}) != 1
    return [_effect(one) for one in order if one.series in SHOWN and (is_summed or one.region != NATION)]


def _effect(one: RecallEffect) -> Effect:
    place = said(ALL) if one.region == NATION else place_named(one.region) if one.region else said(UNKNOWN)
    return Effect(one.series, place, one.before, one.after)
