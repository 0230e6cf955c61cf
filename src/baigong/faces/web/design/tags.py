"""Template tags of the marks and components; they are built in, so no page loads them."""

import re
from functools import cache, lru_cache
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from baigong.core.codes.region import region_name
from baigong.core.scope import NATION
from baigong.core.text import Language, Text, msgid
from baigong.faces.judgements import STATUSES
from baigong.faces.web.act_names import act_name
from baigong.faces.web.design.amounts import Amount
from baigong.faces.web.design.bars import Bar
from baigong.faces.web.design.glyphs import ALL, SERIES, SERIES_TITLES, drawn
from baigong.faces.web.design.listing import Listing
from baigong.faces.web.words import reader, said

register = template.Library()
WHOLE = Text(zh="全国", en="the nation")
UNBROKEN = re.compile(
    r"(?<![\w-])[0-9](?:-[0-9]{2}){1,3}(?![\w-])|（\w{1,8}）|level [0-9]"
    r"|(?<![0-9-])[0-9]{4}(?:-[0-9]{2}){2}(?![0-9-])"
)
ORIGINS = {"published": msgid("Published"), "computed": msgid("Computed"), "synthetic": msgid("Synthetic")}


@register.filter
def told(text: Text) -> str:
    """A text in both languages, in the reader's."""
    return text[reader()]


@register.filter
def region_named(region: str) -> str:
    """A region by its name of today; the nation by its word."""
    return WHOLE[reader()] if region in ("", NATION) else region_name(region.ljust(6, "0"), reader()) or region


@register.filter
def grouped(number: int) -> str:
    """A whole number with its thousands set apart."""
    return f"{number:,}"


@register.filter
def unbroken(text: str) -> SafeString:
    """A text whose days, codes of occupations and grades stay on one line, and no line of it begins with a dot."""
    told = conditional_escape(text).replace(" · ", "\u00a0· ")
    return mark_safe(UNBROKEN.sub(r'<span class="whole">\g<0></span>', told))


@register.filter
def act_named(act: str) -> str:
    """What people call an act, instead of its own name."""
    return act_name(act)


@register.simple_tag
def glyph(name: str) -> SafeString:
    """The shape of a status or of a check's answer, without its word."""
    return mark_safe(drawn(ALL[name or "not_judged"]))


@register.simple_tag
def icon(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("vendor/icons.svg"),
        name,
    )


@register.simple_tag
def series_mark(name: str) -> SafeString:
    shape = drawn(SERIES[name], of="series-mark")
    return format_html('<span class="ink-{}">{}</span>', name, mark_safe(shape))


@register.simple_tag
def series_title(name: str) -> str:
    return said(SERIES_TITLES[name])


@register.simple_tag
def pill(status: str | None, plain: bool = False, is_silent: bool = False) -> SafeString:
    """A status with its word; `plain` without the wash, for dense tables; `is_silent` shows the shape alone."""
    return _pill(status or "not_judged", said(STATUSES[status]), plain, is_silent)  # type: ignore[index]


@cache
def _pill(status: str, word: str, plain: bool, is_silent: bool) -> SafeString:
    """There are few, and a list has hundreds."""
    shown = {"status": status, "word": word, "plain": plain, "is_silent": is_silent}
    return render_to_string("design/pill.html", shown)


@register.inclusion_tag("design/badge.html")
def badge(origin: str) -> dict[str, Any]:
    """Where a figure comes from: `published`, `computed` or `synthetic`."""
    return {"origin": origin, "word": said(ORIGINS[origin])}


@register.simple_tag
def figure(amount: Amount | None, href: str = "", of: str = "") -> SafeString:
    """A figure, and the way to how it was made; unknown is a dash. `of`: more classes, such as `bold`."""
    return _figure(amount, href, of, reader())


@lru_cache(maxsize=4096)
def _figure(amount: Amount | None, href: str, of: str, language: Language) -> SafeString:
    """A page has hundreds, and most of them again on the next."""
    return render_to_string("design/figure.html", {"amount": amount, "href": href, "of": of})


@register.simple_tag
def goal_bar(bar: Bar, status: str | None, title: str = "") -> SafeString:
    """`title` says in words what the bar shows; without it the bar is decoration."""
    return _goal_bar(bar, status or "not_judged", title)


@lru_cache(maxsize=1024)
def _goal_bar(bar: Bar, status: str, title: str) -> SafeString:
    return render_to_string("design/goal_bar.html", {"bar": bar, "status": status, "title": title})


@register.inclusion_tag("design/evidence.html")
def evidence(provable: Any) -> dict[str, Any]:
    """The four steps of proof as counts by name (number, filed, result, logged); None: no records."""
    return {"parts": _parts(provable), "provable": provable, "share": _share(provable)}


@register.inclusion_tag("design/evidence_parts.html")
def evidence_parts(provable: Any) -> dict[str, Any]:
    """The same for a cell of a table: below the bar the share of each part that is not empty, with its mark."""
    whole = sum(provable.values()) if provable else 0
    shares = [(name, said(EVIDENCE[name]), _percent(provable[name], whole)) for name in PARTS if whole]
    return {"parts": _parts(provable), "shares": [one for one in shares if one[2]]}


def _percent(part: int, whole: int) -> str:
    """Rounded, but neither nothing nor all where there is something of both."""
    if not part:
        return ""
    share = (part * 200 + whole) // (whole * 2)
    return "<1%" if not share else ">99%" if share == 100 and part < whole else f"{share}%"


@register.inclusion_tag("design/sort_head.html", takes_context=True)
def sort_head(context: Any, name: str, title: str, listing: Listing, number: bool = False) -> dict[str, Any]:
    """A column's head that sorts; the first click rises, numbers fall first."""
    now = listing.sort
    is_this = now.removeprefix("-") == name
    following = (name if now.startswith("-") else f"-{name}") if is_this else (f"-{name}" if number else name)
    order = ("descending" if now.startswith("-") else "ascending") if is_this else ""
    href = asked_anew(context["request"], sort=following, sheet="")
    return {"title": title, "href": href, "order": order, "number": number}


@register.inclusion_tag("design/pager.html", takes_context=True)
def pager(context: Any, listing: Listing) -> dict[str, Any]:
    request = context["request"]
    before = asked_anew(request, sheet=str(listing.sheet - 1)) if listing.sheet > 1 else ""
    after = asked_anew(request, sheet=str(listing.sheet + 1)) if listing.sheet < listing.sheets else ""
    return {"listing": listing, "before": before, "after": after}


@register.simple_tag(takes_context=True)
def anew(context: Any, **named: Any) -> str:
    """The page's own address with some of what it asks for changed: `{% anew sort="name" sheet="" %}`."""
    return asked_anew(context["request"], **{name: str(value) for name, value in named.items()})


def asked_anew(request: HttpRequest, **named: str) -> str:
    query = request.GET.copy()
    for name, value in named.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}" if query else request.path


EVIDENCE = {
    "number": msgid("a number only"),
    "filed": msgid("the issuer is filed"),
    "result": msgid("the result is on file"),
    "logged": msgid("signed and in the public log"),
}
PARTS = tuple(EVIDENCE)


def _parts(provable: Any) -> list[tuple[str, float, float]]:
    """Name, where it begins and how long it is, in hundredths of the whole."""
    whole = sum(provable[name] for name in PARTS) if provable else 0
    found, at = [], 0.0
    for name in PARTS if whole else ():
        length = provable[name] / whole * 100
        found.append((name, round(at, 2), round(length, 2)))
        at += length
    return found


def _share(provable: Any) -> str:
    whole = sum(provable[name] for name in PARTS) if provable else 0
    return f"{provable['logged'] * 100 // whole}%" if whole else ""
