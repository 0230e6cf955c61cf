"""A figure's page, its downloads, and the records behind it for whoever may see them."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from baigong.apps.authority.roles import OFFICERS, Role
from baigong.apps.progress import queries
from baigong.apps.progress.lake import lake_now
from baigong.core.plans import Plan
from baigong.core.refusal import Refusal
from baigong.core.scope import Scope
from baigong.faces.clock import instant, today
from baigong.faces.counting import COUNTS, ManyCounting, StillCounting
from baigong.faces.here import counted_here
from baigong.faces.web.callers import caller
from baigong.faces.web.design.kept import kept
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.figures.asked import REFUSED, Asked, CountAsked, PublishedAsked, TargetAsked, asked
from baigong.faces.web.figures.files import file_of
from baigong.faces.web.figures.labels import place_of
from baigong.faces.web.figures.nearest import nearest
from baigong.faces.web.figures.of_counts import page_of_own_count, page_of_published_count
from baigong.faces.web.figures.of_published import page_of_published
from baigong.faces.web.figures.of_targets import page_of_target
from baigong.faces.web.figures.page import Page
from baigong.faces.web.figures.readings import previous_of
from baigong.faces.web.figures.records import records_file, records_of_sheet
from baigong.faces.web.known.standing import Told, plan_here, told_here
from baigong.faces.web.words import reader, said

# Whoever sees the records of persons sees those behind a figure.
READERS = OFFICERS | {Role.AUDITOR}


@dataclass(frozen=True, slots=True)
class Where:
    """Of which node and as of what the page speaks; `at` begins every whole address."""

    plan: Plan
    out: Told
    today: date
    at: str


@require_safe
def figure(request: HttpRequest, figure: str) -> HttpResponse:
    plan, day = plan_here(), today(request)
    where = Where(plan, told_here(), day, request.build_absolute_uri("/")[:-1])
    known = request.GET.get("known", "")[:40]
    try:
        wanted = asked(figure, known, plan=plan, today=day)
        return _answer(request, wanted, where)
    except (StillCounting, ManyCounting) as refusal:
        return _waiting(request, refusal)
    except REFUSED as refusal:
        return _refused(request, refusal, figure, known, where)


def _answer(request: HttpRequest, wanted: Asked, where: Where) -> HttpResponse:
    scope = _own_scope(request, wanted)
    if request.GET.get("show") == "records" and isinstance(wanted, CountAsked):
        return _records(request, wanted, scope, where)
    form = request.GET.get("format", "")
    if scope is None:
        key = ("figure", wanted.written, str(getattr(wanted, "known", "")), reader(), where.out, where.today, where.at)
        if form:
            return file_of(kept((*key, "page"), lambda: page_of(wanted, where)), form)
        told = kept(key, lambda: _told(page_of(wanted, where)))
    else:
        page = _own(request, wanted, scope, where)  # type: ignore[arg-type]
        if form:
            return file_of(page, form)
        told = _told(page)
    return render(request, "figures/figure.html", told)


def page_of(wanted: Asked, where: Where) -> Page:
    """As everybody sees it."""
    if isinstance(wanted, TargetAsked):
        return page_of_target(wanted, where.plan, today=where.today, out=where.out, at=where.at)
    if isinstance(wanted, PublishedAsked):
        return page_of_published(wanted, where.plan, today=where.today, out=where.out, at=where.at)
    return page_of_published_count(wanted, where.plan, where.out, at=where.at)


def _told(page: Page) -> dict[str, object]:
    content = render_to_string("figures/content.html", {"page": page})
    return {"title": f"{page.title} · {page.region}", "content": content}


def _own_scope(request: HttpRequest, wanted: Asked) -> Scope | None:
    """Of whoever may count it herself; None: she sees what everybody sees."""
    if not isinstance(wanted, CountAsked):
        return None
    scope = caller(request).scope_as(READERS)
    if not scope.regions:
        return None
    return scope if scope.holds_region(place_of(wanted.figure.cell, counted_here().whose.region)) else None


def _own(request: HttpRequest, wanted: CountAsked, scope: Scope, where: Where) -> Page:
    found = _explained(request, wanted, scope, where)
    pair = previous_of(wanted, where.plan, where.out)
    sees_all = scope.holds_region(counted_here().whose.region)
    compared = queries.changes(scope, pair[0].number, pair[1].number) if pair and sees_all else None
    return page_of_own_count(wanted, where.plan, where.out, at=where.at, found=found, compared=compared)


def _explained(request: HttpRequest, wanted: CountAsked, scope: Scope, where: Where) -> queries.Explained:
    """Counted beside the request, which does not wait for ever; nothing of it is kept for anybody else."""
    at = instant(request)

    def work() -> queries.Explained:
        place = counted_here()
        with lake_now(place.home, place.whose, at=at) as folder:
            return queries.explained(scope, folder, where.plan, wanted.figure)

    return COUNTS.waited_for((str(counted_here().home.folder), ("explain", scope, wanted.written)), work)


def _records(request: HttpRequest, wanted: CountAsked, scope: Scope | None, where: Where) -> HttpResponse:
    if scope is None:
        shown = {"name": region_named(place_of(wanted.figure.cell, counted_here().whose.region))}
        return render(request, "figures/not_yours.html", shown, status=403)
    place = counted_here()
    with lake_now(place.home, place.whose, at=instant(request)) as folder:
        if form := request.GET.get("format", ""):
            return records_file(scope, folder, wanted.figure, form=form, on=where.today)
        sheet = records_of_sheet(scope, folder, wanted.figure, after=request.GET.get("after", "")[:18], on=where.today)
    found = _explained(request, wanted, scope, where)
    page = page_of_own_count(wanted, where.plan, where.out, at=where.at, found=found, compared=None)
    return render(request, "figures/records.html", {"page": page, "sheet": sheet, "records": found.records})


def _waiting(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Comes back by itself; whoever leaves the page loses nothing."""
    seconds = refusal.fault.facts["seconds"]
    sentence = said(refusal.fault.sentence, refusal.fault.facts)
    page = render(request, "figures/waiting.html", {"sentence": sentence}, status=503)
    page["Refresh"] = page["Retry-After"] = str(seconds)
    return page


def _refused(request: HttpRequest, refusal: Refusal, figure: str, known: str, where: Where) -> HttpResponse:
    sentence = said(refusal.fault.sentence, refusal.fault.facts)
    near = nearest(figure, known, where.plan, where.out, where.today)
    shown = {"sentence": sentence, "near": near, "figure": figure[:120]}
    return render(request, "figures/none.html", shown, status=404)
