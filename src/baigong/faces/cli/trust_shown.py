"""The work of `baigong trust show`."""

from datetime import UTC, date, datetime
from pathlib import Path

import click

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.verifying.trust import Trust
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.trust_home import kept_here
from baigong.ground.trust.opening import Pack, bodies_of, opened_pack, trust_of

PACK = msgid("Trust pack %(name)s, version %(version)s, of %(day)s (%(days)s days ago).")
SYNTHETIC = msgid("SYNTHETIC DATA")
ISSUER = msgid("Issuer: %(name)s, %(did)s")
KEY = msgid("  key %(kid)s, from %(since)s to %(until)s")
OPEN_KEY = msgid("  key %(kid)s, from %(since)s, still signing")
BODIES = msgid("%(count)s bodies may issue.")
LIST = msgid("Status list %(list)s, of %(day)s")
NO_LIST = msgid("Status list %(list)s, which cannot be believed: its signature or its issuer is wrong.")
WHOLE = msgid("Log %(origin)s: %(size)s entries, all of them at hand")
SHORT = msgid("Log %(origin)s: %(size)s entries, of which only what printed codes lead to is at hand")
LIMITS = msgid(
    "A list older than %(status)s days says nothing; a date %(backdating)s days before the log is backdated."
)


class NonePacked(Refusal):
    code = "trust.none_kept"
    sentence = msgid("No trust pack is kept here; name one, or fetch one with “baigong trust fetch URL --key KEY”.")


def run(reader: Reader, pack: str | None) -> int:
    opened = opened_pack(Path(pack)) if pack else kept_here().pack()
    if opened is None:
        raise NonePacked
    trust = trust_of(opened)
    if reader.wants_json:
        print_json(answer(opened, trust))
    else:
        click.echo("\n".join(report(reader, opened, trust, datetime.now(UTC))))
    return 0


def answer(pack: Pack, trust: Trust) -> dict[str, object]:
    return {
        "name": trust.name,
        "version": trust.version,
        "made_at": trust.made_at.isoformat(),
        "synthetic": trust.is_synthetic,
        "status_days": trust.status_days,
        "backdating_days": trust.backdating_days,
        "issuers": [
            {"did": one.did, "zh": one.name.zh, "en": one.name.en, "keys": _keys(trust, one.did)}
            for one in trust.issuers.values()
        ],
        "bodies": len(bodies_of(pack)),
        "status": [{"list": place, "at": _list_at(trust, place)} for place in pack.manifest.status],
        "logs": [
            {"origin": log.origin, "year": year, "size": log.size, "whole": log.is_whole, "final": log.is_final}
            for year, log in trust.logs.items()
        ],
    }


def report(reader: Reader, pack: Pack, trust: Trust, now: datetime) -> list[str]:
    days = max(0, (now - trust.made_at).days)
    facts = {"name": trust.name, "version": trust.version, "day": f"{trust.made_at:%Y-%m-%d}", "days": days}
    lines = [reader.say(PACK, **facts), *([reader.say(SYNTHETIC)] if trust.is_synthetic else [])]
    for issuer in trust.issuers.values():
        lines.append(reader.say(ISSUER, name=issuer.name, did=issuer.did))
        lines += [_key_line(reader, key) for key in _keys(trust, issuer.did)]
    lines.append(reader.say(BODIES, count=f"{len(bodies_of(pack)):,}"))
    lines += [_list_line(reader, trust, place) for place in pack.manifest.status]
    for log in trust.logs.values():
        lines.append(reader.say(WHOLE if log.is_whole else SHORT, origin=log.origin, size=f"{log.size:,}"))
    return [*lines, reader.say(LIMITS, status=trust.status_days, backdating=trust.backdating_days)]


def _keys(trust: Trust, did: str) -> list[dict[str, str | None]]:
    return [
        {
            "kid": key.kid,
            "since": key.since.isoformat(),
            "until": None if key.until == date.max else key.until.isoformat(),
        }
        for key in trust.keys.values()
        if key.owner == did
    ]


def _key_line(reader: Reader, key: dict[str, str | None]) -> str:
    return reader.say(KEY if key["until"] else OPEN_KEY, **key)


def _list_at(trust: Trust, place: str) -> str | None:
    found = trust.list_at(place)
    return found.valid_from.isoformat() if found else None


def _list_line(reader: Reader, trust: Trust, place: str) -> str:
    found = trust.list_at(place)
    if found is None:
        return reader.say(NO_LIST, list=place)
    return reader.say(LIST, list=place, day=f"{found.valid_from:%Y-%m-%d}")
