"""The work of `baigong recalls show`."""

from collections.abc import Iterator
from datetime import UTC, datetime

import click

from baigong.apps.certificates.queries.recalls import RecalledLine, RecallLine, recall, recall_to_act_on, recalled_after
from baigong.apps.certificates.recall.effects import RecallEffect, effect_of_recall
from baigong.core.periods import Span, day_at
from baigong.core.refusal import Refusal
from baigong.core.scope import WHOLE
from baigong.core.text import Text, msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.lines import aligned
from baigong.faces.cli.recalls_list import told
from baigong.faces.cli.scoring import TITLES
from baigong.faces.cli.tabled import WRITTEN, refuse_taken, written
from baigong.faces.here import node_here

AT_ONCE = 500
HEAD = msgid(
    "Recall %(recall)s: %(state)s. %(body)s; %(count)s certificates: %(listed)s under question, %(void)s void, "
    "%(kept)s kept."
)
DEFENCE = msgid("Defence to %(day)s; %(silent)s of those who may speak have not.")
GROUNDS, REASON = msgid("Grounds: %(words)s"), msgid("Reason: %(words)s")
EFFECT = msgid("What it would do to the figures, from the plan's first day to today:")
NO_EFFECT = msgid("Nothing of it is still to be carried out, so it changes no figure any more.")
STANDS_STILL = msgid("It is decided and not carried out yet; if that lasts, “baigong recalls resume %(recall)s”.")
ALL, UNKNOWN = Text("合计", "all together"), Text("地区不明", "unknown region")
EFFECT_HEADS = (msgid("series"), msgid("region"), msgid("now"), msgid("afterwards"), msgid("change"))
HEADS = (
    msgid("certificate"),
    msgid("level"),
    msgid("issued on"),
    msgid("region"),
    msgid("state"),
    msgid("why it is kept"),
    msgid("statements"),
    msgid("way back"),
)


class NoSuchRecall(Refusal):
    code = "command.no_such_recall"
    sentence = msgid("There is no recall %(recall)s on this node; “baigong recalls list” names all.")


def run(reader: Reader, number: int, output: str | None) -> int:
    refuse_taken(output)
    one = recall_asked(number)
    effects = _effects(number)
    certificates = list(_certificates(number)) if reader.wants_json or output else []
    written(reader, output, HEADS, [_cells(each, reader) for each in certificates])
    if reader.wants_json:
        print_json(_answer(one, effects, certificates))
    else:
        click.echo("\n".join(_lines(one, effects, reader)))
        if output:
            click.echo(reader.say(WRITTEN, file=output))
    return 0


def recall_asked(number: int) -> RecallLine:
    """Raises NoSuchRecall."""
    one = recall(WHOLE, number)
    if one is None:
        raise NoSuchRecall(recall=number)
    return one


def _effects(number: int) -> list[RecallEffect]:
    row, at = recall_to_act_on(WHOLE, number), datetime.now(UTC)
    assert row is not None  # it was found a moment ago, and no recall is ever deleted
    span = Span(node_here().plan.first_day, day_at(at))
    return effect_of_recall(row, span=span, on=span.last, at=at)


def _certificates(number: int) -> Iterator[RecalledLine]:
    after = 0
    while page := recalled_after(WHOLE, number, after=after, limit=AT_ONCE):
        yield from page
        after = page[-1].id


def _answer(one: RecallLine, effects: list[RecallEffect], certificates: list[RecalledLine]) -> dict[str, object]:
    return told(one) | {
        "effect": [
            {"series": each.series, "region": each.region, "before": each.before, "after": each.after}
            for each in effects
        ],
        "numbers": [
            {
                "number": each.number,
                "level": each.level,
                "issued_on": each.issued_on.isoformat(),
                "region": each.place,
                "state": each.state,
                "kept_because": each.kept_because,
                "defences": each.defences,
                "back": each.back,
            }
            for each in certificates
        ],
    }


def _cells(one: RecalledLine, reader: Reader) -> list[str]:
    """No name: whoever needs it finds it by the number, and that stands in the journal."""
    told = (one.number, one.level, one.issued_on.isoformat(), one.place, one.state_title[reader.language])
    return [*told, one.kept_because, str(one.defences), one.back or ""]


def _lines(one: RecallLine, effects: list[RecallEffect], reader: Reader) -> Iterator[str]:
    counts = {"count": one.certificates, "listed": one.listed, "void": one.void, "kept": one.kept}
    state = one.state_title[reader.language]
    yield reader.say(HEAD, recall=one.id, state=state, body=one.issuer_name or one.credit_code, **counts)
    yield reader.say(DEFENCE, day=one.defence_until, silent=one.silent)
    yield reader.say(GROUNDS, words=one.grounds)
    if one.reason:
        yield reader.say(REASON, words=one.reason)
    if one.state == "decided":
        yield reader.say(STANDS_STILL, recall=one.id)
    yield ""
    if not effects:
        yield reader.say(NO_EFFECT)
        return
    yield reader.say(EFFECT)
    yield from aligned([[reader.say(head) for head in EFFECT_HEADS], *(_effect(each, reader) for each in effects)])


def _effect(one: RecallEffect, reader: Reader) -> list[str]:
    region = ALL[reader.language] if one.region == "00" else one.region or UNKNOWN[reader.language]
    return [reader.say(TITLES[one.series]), region, f"{one.before:,}", f"{one.after:,}", f"{one.after - one.before:+,}"]
