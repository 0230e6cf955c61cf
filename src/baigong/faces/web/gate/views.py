"""The doors of `/verify`: number and name, files, a list. What is sent is judged, answered, and gone."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from baigong.apps.authority.actor import NOBODY
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.verifying.answers import VERDICTS
from baigong.faces.clock import instant, today
from baigong.faces.gate.asked import count_file, pair_told
from baigong.faces.gate.given import Given, Judge, Judged, is_table, judged, judged_rows, paired
from baigong.faces.gate.looks import looked_at, pair_looked_at
from baigong.faces.gate.trust import own_trust
from baigong.faces.gate.words import ANSWERS, LOOKS
from baigong.faces.web.callers import caller
from baigong.faces.web.data.files import Column, download
from baigong.faces.web.doing import sentence_of as refused
from baigong.faces.web.gate.forms import FileForm, PairForm
from baigong.faces.web.gate.receiving import in_memory
from baigong.faces.web.gate.scripts import address
from baigong.faces.web.gate.telling import AnswerShown, pair_shown, sentence_of, shown
from baigong.faces.web.words import said

CAMERA = "camera=(self), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self)"
TEXT = msgid("the text that was pasted")
ANSWER, WHY = msgid("Verification"), msgid("Why")
NAMED = "verified"


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    return _gate(request, *_forms(request))


@require_POST
def verify_pair(request: HttpRequest) -> HttpResponse:
    """The answer stands in this answer and nowhere else: no address may hold a name."""
    form = PairForm(request.POST, is_known=_is_known(request))
    if form.is_valid():
        try:
            return _pair(request, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refused(refusal))
    return _gate(request, form, _forms(request)[1], status=422)


def _pair(request: HttpRequest, told: Mapping[str, str]) -> HttpResponse:
    stands = pair_told(request, told["number"], told["name"], on=today(request))
    by, purpose = caller(request), told.get("purpose", "")
    pair_looked_at(told["number"], stands, by, purpose=purpose, at=instant(request))
    look, sentence, kind = pair_shown(stands)
    asked = {"number": told["number"], "name": told["name"]}
    page = {"look": look, "sentence": sentence, "kind": kind, "on": today(request)} | asked
    return render(request, "gate/pair.html", page)


@require_POST
@in_memory
def verify_file(request: HttpRequest) -> HttpResponseBase:
    form = FileForm(request.POST, request.FILES, is_known=_is_known(request))
    if form.is_valid():
        try:
            count_file(request)
            return _answered(request, _given(form), form.cleaned_data.get("purpose", ""))
        except Refusal as refusal:
            form.add_error(None, refused(refusal))
    return _gate(request, _forms(request)[0], form, status=422)


@require_safe
def code(request: HttpRequest) -> HttpResponse:
    """What stands behind # never comes here: the browser judges it."""
    return render(request, "gate/code.html", {"module": address("code.js")})


def _is_known(request: HttpRequest) -> bool:
    return caller(request) is not NOBODY


def _forms(request: HttpRequest) -> tuple[PairForm, FileForm]:
    is_known = _is_known(request)
    return PairForm(is_known=is_known), FileForm(is_known=is_known)


def _gate(request: HttpRequest, pair: PairForm, file: FileForm, *, status: int = 200) -> HttpResponse:
    page = {"pair": pair, "file": file, "module": address("page.js")}
    response = render(request, "gate/verify.html", page, status=status)
    response.headers["Permissions-Policy"] = CAMERA
    return response


def _given(form: FileForm) -> list[Given]:
    files: dict[str, bytes] = {}
    for one in form.cleaned_data["files"]:
        files[one.name if one.name not in files else f"{len(files) + 1} · {one.name}"] = one.read()
    text = form.cleaned_data["text"]
    return [*paired(files), *([Given(said(TEXT), text.encode())] if text.strip() else [])]


def _answered(request: HttpRequest, given: Sequence[Given], purpose: str) -> HttpResponseBase:
    headings, found = _judged(Judge(own_trust().trust, instant(request)), given)
    looked_at(found, caller(request), purpose=purpose, at=instant(request))
    if request.POST.get("format") and found and found[0].row:
        return _download(found, headings, request.POST["format"])
    if len(found) == 1:
        return render(request, "gate/answer.html", {"answer": shown(found[0]), "at": instant(request)})
    return _many(request, found, headings)


def _judged(judge: Judge, given: Sequence[Given]) -> tuple[list[str], list[Judged]]:
    if len(given) == 1 and is_table(given[0]):
        headings, rows = judged_rows(judge, given[0])
        return headings, list(rows)
    return [], [one for each in given for one in judged(judge, each)]


def _many(request: HttpRequest, found: Sequence[Judged], headings: Sequence[str]) -> HttpResponse:
    counts = Counter(one.answer.verdict for one in found)
    told = [(LOOKS[one], said(ANSWERS[one]), counts[one]) for one in VERDICTS if counts[one]]
    answers: list[AnswerShown] = [shown(one) for one in found]
    page = {"answers": answers, "counts": told, "is_list": bool(found and found[0].row), "headings": headings}
    return render(request, "gate/many.html", page)


def _download(found: Sequence[Judged], headings: Sequence[str], form: str) -> HttpResponse:
    """The rows as they came, with two columns more."""
    width = max((len(one.cells) for one in found), default=0)
    titles = [*headings, *[""] * (width - len(headings))]
    columns = [Column(f"column_{number}", title) for number, title in enumerate(titles, 1)]
    columns += [Column("answer", said(ANSWER)), Column("why", said(WHY))]
    rows = (
        [*one.cells, *[""] * (width - len(one.cells)), said(ANSWERS[one.answer.verdict]), _sentence(one)]
        for one in found
    )
    return download(NAMED, columns, rows, form)


def _sentence(one: Judged) -> str:
    told = sentence_of(one.answer.sentence)
    return f"{told.title} {told.rest}".strip()
