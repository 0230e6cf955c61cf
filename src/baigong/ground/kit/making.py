"""Making a kit: everything from a seed and a day; the folder is whole under its name, or not there."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from baigong.core.credentials.dids import document
from baigong.core.credentials.signing import HeldKey
from baigong.ground.kit.cases import Case, cases
from baigong.ground.kit.drafts import Draft, Drafting
from baigong.ground.kit.drawing import Draw
from baigong.ground.kit.forms import Forming, file_name, foreign
from baigong.ground.kit.history import History, Signed, Telling, signed
from baigong.ground.kit.issuers import Issuer, issuers, stranger
from baigong.ground.kit.keys import key_files, publisher
from baigong.ground.kit.lists import status_lists
from baigong.ground.kit.logs import log_key, policy, witnesses
from baigong.ground.kit.placing import placed
from baigong.ground.kit.times import Times
from baigong.ground.trust.content import PackContent, PackIssuer, PackKey, PackLog
from baigong.ground.trust.writing import write_trust

TRUST, CREDENTIALS, INDEX = "trust/", "credentials/", "index.json"
README = """# 核验测试套件 · A kit for testing verifiers

全部内容均为虚构，由种子推导，不指任何真实的人。All of it is invented and drawn from a seed; nobody is meant.

- `index.json`：每份凭证的核验结论 · the answer to each credential
- `credentials/`：凭证；旁边的`.tlog-proof`是其存证证明 · the credentials; a `.tlog-proof` beside one is its proof
- `trust/`：信任包，内含各年日志 · the trust pack, with the logs; `keys/publisher.pub` is the key of its `trust.note`
- `did.json`、`keys/`：测试密钥，切勿信任 · test keys, never to be trusted

    baigong verify credentials/* --trust trust --json
"""
NAME = "trust.skills.example"


@dataclass(frozen=True)
class Kit:
    """What there is before anything is written."""

    draw: Draw
    times: Times
    issuers: Sequence[Issuer]
    cases: Sequence[Case]
    credentials: Sequence[Signed]

    @property
    def drafts(self) -> list[Draft]:
        return [one.draft for one in self.credentials]


def kit_of(seed: int, on: date) -> Kit:
    draw, times, told = Draw(seed), Times(on), cases()
    known = issuers(draw, times)
    drafting = Drafting(draw, times, known, stranger(draw, times))
    credentials = [signed(drafting.draft(case), draw) for case in told if case.how != "foreign"]
    return Kit(draw, times, known, told, credentials)


def make(target: Path, *, seed: int, on: date) -> list[Case]:
    """Writes the kit, and tells what is in it."""
    kit = kit_of(seed, on)
    with placed(target) as (folder, home):
        history = Telling(home, kit.draw, kit.times, kit.issuers, kit.credentials).history()
        for path, content in _files(kit, history):
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        write_trust(folder / TRUST, _pack(kit, history), publisher(kit.draw))
    return list(kit.cases)


def _files(kit: Kit, history: History) -> Iterator[tuple[str, bytes]]:
    yield "README.md", README.encode()
    yield from key_files(kit.draw, kit.times, kit.issuers, _holders(kit))
    yield "did.json", _document(kit.issuers[0])
    by_number = {one.draft.case.number: one for one in kit.credentials}
    forming = Forming(history)
    for case in kit.cases:
        one = by_number.get(case.number)
        files = forming.files(one) if one else [(file_name(case), foreign(case, kit.draw))]
        yield from ((f"{CREDENTIALS}{name}", content) for name, content in files)
    yield INDEX, _json(_index(kit))


def _holders(kit: Kit) -> dict[str, HeldKey]:
    return {f"{CREDENTIALS}{file_name(one.draft.case)}": one.holder for one in kit.credentials if one.holder}


def _index(kit: Kit) -> dict[str, object]:
    credentials = [
        {"file": f"{CREDENTIALS}{file_name(one)}", "form": one.form, "answer": one.answer, "why": one.why}
        for one in kit.cases
    ]
    return {
        "trust": TRUST,
        "synthetic": True,
        "seed": kit.draw.seed,
        "on": kit.times.on.isoformat(),
        "credentials": credentials,
    }


def _pack(kit: Kit, history: History) -> PackContent:
    logs = [history.logs[year] for year in sorted(history.logs)]
    return PackContent(
        name=NAME,
        version=1,
        made_at=kit.times.fresh,
        is_synthetic=True,
        issuers=[_issuer(one) for one in kit.issuers],
        status={place: _json(said) for place, said in status_lists(kit.issuers, kit.drafts, kit.times)},
        logs=[
            PackLog(
                origin=log.private.key.name,
                year=log.year,
                folder=log.folder,
                is_short=log.year == kit.times.short.year,
                final=log.checkpoint if log.year < kit.times.on.year else None,
            )
            for log in logs
            if log.year != kit.times.elsewhere.year
        ],
        policy=policy([log_key(kit.draw, log.year) for log in logs], witnesses(kit.draw)),
        bodies=[one.body for one in kit.issuers],
    )


def _issuer(one: Issuer) -> PackIssuer:
    keys = [PackKey(key.kid, key.since, key.until if key.until < date.max else None) for key in one.keys]
    return PackIssuer(did=one.did, name=one.name, name_en=one.name_en, document=_document(one), keys=keys)


def _document(one: Issuer) -> bytes:
    return _json(document(one.did, one.keys))


def _json(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"
