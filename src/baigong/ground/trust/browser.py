"""What a browser needs of a trust pack, in one JSON: it judges printed codes by it, and sends them nowhere.

Everything in it was held against its own proof when it was made: a list against its issuer's signature, an entry
against the log's tree. A browser believes it as it believes the page that loads it.
"""

from base64 import b64encode
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from baigong.core.credentials import strict
from baigong.core.credentials.status import FORM, LONGEST
from baigong.core.tlog.tiles import HEIGHT, WIDTH
from baigong.core.verifying.trust import Issuer, Trust
from baigong.ground.trust.lookup import PackedLog
from baigong.ground.trust.opening import Pack, trust_of

CONTRACT = 1
MOST_ENTRIES = 20_000  # of a log; more than that, and the browser goes by paths alone


def browser_trust(pack: Pack) -> dict[str, Any]:
    trust = trust_of(pack)
    return {
        "contract": CONTRACT,
        "name": trust.name,
        "version": trust.version,
        "made_at": _instant(trust.made_at),
        "synthetic": trust.is_synthetic,
        "status_days": trust.status_days,
        "backdating_days": trust.backdating_days,
        "hosts": sorted(trust.hosts),
        "issuers": {did: _issuer(issuer) for did, issuer in trust.issuers.items()},
        "keys": {kid: _key(key.public, key.since, key.until) for kid, key in trust.keys.items()},
        "lists": {place: told for place in pack.manifest.status if (told := _list(place, trust))},
        "quorum": bool(trust.policy.quorum),
        "logs": {str(year): _log(log) for year, log in trust.logs.items() if isinstance(log, PackedLog)},
    }


def _issuer(told: Issuer) -> dict[str, Any]:
    return {"zh": told.name.zh, "en": told.name.en} | ({"on_record": True} if told.is_keeper else {})


def _key(public: bytes, since: date, until: date) -> dict[str, str | None]:
    return {"public": _base64(public), "since": since.isoformat(), "until": _day(until)}


def _day(until: date) -> str | None:
    return None if until == date.max else until.isoformat()


def _list(place: str, trust: Trust) -> dict[str, str] | None:
    """None for one that cannot be believed, or lies where another should."""
    found, content = trust.list_at(place), trust.status(place)
    if found is None or content is None or found.id != place:
        return None
    said = strict.read(content, form=FORM, longest=LONGEST)["credentialSubject"]
    at = _instant(found.valid_from)
    return {"issuer": found.issuer, "purpose": found.purpose, "at": at, "bits": said["encodedList"]}


def _log(log: PackedLog) -> dict[str, Any]:
    """`nodes`: those over 256 entries each, joined; `seen`: from which size on witnesses had seen it, and when."""
    entries = list(islice(log.told(), MOST_ENTRIES + 1))
    is_whole = log.is_whole and len(entries) <= MOST_ENTRIES
    return {
        "origin": log.origin,
        "size": log.size,
        "final": log.is_final,
        "last_seen": _instant(log.last_seen) if log.last_seen else None,
        "nodes": _base64(b"".join(log.node(HEIGHT, index) for index in range(log.size // WIDTH))),
        "seen": [[size, _instant(at)] for size, at in log.times()],
        "whole": is_whole,
        "entries": [[number, _base64(content)] for number, content in entries] if is_whole else [],
    }


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _base64(content: bytes) -> str:
    return b64encode(content).decode()
