"""`/`: every target of the plan and whether it can be shown to be reached."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from baigong.faces.clock import today
from baigong.faces.web.known.asked import asked_of
from baigong.faces.web.known.standing import told_here
from baigong.faces.web.score.page import wanted_of, written
from baigong.faces.web.words import reader


def scoreboard(request: HttpRequest) -> HttpResponse:
    """Judged on one day, as known on a day: today, unless the address names them."""
    asked = asked_of(request.GET, today=today(request))
    base = f"{request.scheme}://{request.get_host()}"
    wanted = wanted_of(request.GET, asked, reader(), base)
    # Written by our own templates from public figures alone; every text in it was escaped there.
    content = mark_safe(written(wanted, told_here()))
    return render(request, "score/score.html", {"content": content, "asked": asked})
