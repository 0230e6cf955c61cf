"""All that is on record of one person, gathered for a page, and the line of her life drawn from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from baigong.apps.certificates import queries as certificates
from baigong.apps.certificates.queries import CertificateLine
from baigong.apps.certificates.queries.origins import Origin, origins_of
from baigong.apps.registry import queries
from baigong.apps.registry.queries import DisputeLine, FactLine, PersonDetail, Viewing
from baigong.core.codes.level import LEVELS
from baigong.core.scope import WHOLE, Scope
from baigong.core.text import msgid
from baigong.faces.web.persons.naming import level_named, level_sign, occupation_named, titled, value
from baigong.faces.web.words import said
from baigong.ground.lake.schema.tables import TABLES

MOST = 10_000  # more than anybody has
TODAY = msgid("today")
UNTIL = msgid("to %(day)s")
EXPIRES = msgid("%(what)s expires")
ENDS = msgid("%(what)s ends")
WORDS = {
    "employments": msgid("Employed by %(body)s"),
    "insurance": msgid("Insured by %(body)s"),
    "benefits": msgid("Unemployment benefit"),
}
COMPETITION = msgid("by competition %(key)s")
EARLIER = msgid("earlier certificate %(number)s")
PROMOTED = msgid("promoted from %(level)s")
ENDINGS = {"void": msgid("void from its first day"), "revoked": msgid("revoked")}


@dataclass(frozen=True, slots=True)
class Whole:
    """A person and every row that was found to be she, with what the reader may see of them."""

    detail: PersonDetail
    rows: tuple[int, ...]
    certificates: tuple[CertificateLine, ...]
    facts: tuple[FactLine, ...]
    bodies: dict[str, str]
    origins: dict[int, Origin]

    def facts_in(self, table: str) -> list[FactLine]:
        return [fact for fact in self.facts if fact.table == table]

    def body(self, credit_code: str | None) -> str:
        """The organisation's name where it is on record, else its code."""
        return self.bodies.get(credit_code or "") or credit_code or ""


@dataclass(frozen=True, slots=True)
class Happening:
    """`kind` is how it is drawn: a certificate, what can come, today, or anything else."""

    on: date
    months_only: bool
    kind: str
    title: str
    note: str = ""
    sign: str = ""
    table: str = ""
    id: int = 0


def gathered(scope: Scope, detail: PersonDetail, *, viewing: Viewing) -> Whole:
    rows = tuple(sorted(queries.joined([detail.line.id])))
    held = [line for one in rows for line in certificates.certificates(scope, on=viewing.on, person=one, limit=MOST)]
    facts = [fact for one in rows for fact in queries.facts_of(scope, one, on=viewing.on)]
    codes = {fact.credit_code for fact in facts} | {line.credit_code for line in held}
    return Whole(
        detail, rows, tuple(held), tuple(facts), names_of(codes), origins_of(scope, [line.id for line in held])
    )


def names_of(codes: set[str | None]) -> dict[str, str]:
    """What organisations are called is no secret of their region."""
    found = {code: queries.organisation(WHOLE, code) for code in codes if code}
    return {code: one.name for code, one in found.items() if one and one.name}


def disputes_of(scope: Scope, whole: Whole, *, on: date) -> list[DisputeLine]:
    """What she disputes, and what others dispute that is recorded of her."""
    own = {f"registry.person/{row}" for row in whole.rows}
    own |= {f"certificates.certificate/{line.id}" for line in whole.certificates}
    own |= {f"registry.{SINGLE[fact.table]}/{fact.id}" for fact in whole.facts}
    return queries.disputes_about(scope, own, whole.rows, on=on)


SINGLE = {"employments": "employment", "insurance": "insurance", "benefits": "benefit", "statuses": "status"}


def life(whole: Whole, *, on: date, also: Sequence[Happening] = ()) -> list[Happening]:
    """Newest on top; only what is known to come stands above today. `also`: what happened beside what is told here."""
    past = [
        *(_issued(whole, line) for line in whole.certificates),
        *(_began(whole, fact) for fact in whole.facts),
        *also,
    ]
    coming = [one for line in whole.certificates for one in _expires(line, on)]
    coming += [one for fact in whole.facts for one in _ends(whole, fact, on)]
    now = Happening(on, False, "today", said(TODAY))
    order = {"to-come": 2, "today": 1}
    return sorted([*past, *coming, now], key=lambda one: (one.on, order.get(one.kind, 0)), reverse=True)


def title_of(whole: Whole, fact: FactLine) -> str:
    if fact.group:
        return value(TABLES[fact.table].by_name["group"], fact.group)
    return said(WORDS[fact.table], {"body": whole.body(fact.credit_code)})


def certificate_title(line: CertificateLine) -> str:
    return f"{occupation_named(line.occupation, line.occupation_name)} · {level_named(line.level)}"


def _issued(whole: Whole, line: CertificateLine) -> Happening:
    parts = (line.number, *_came_of(whole, line), said(ENDINGS[line.ending]) if line.ending else "")
    note = " · ".join(part for part in parts if part)
    told = {"sign": level_sign(line.level), "table": "certificates", "id": line.id}
    return Happening(line.issued_on, False, "certificate", certificate_title(line), note, **told)  # type: ignore[arg-type]


def _came_of(whole: Whole, line: CertificateLine) -> Iterator[str]:
    """A promotion is called one only where the earlier certificate is hers, of the same occupation and lower."""
    origin = whole.origins.get(line.id)
    if origin and origin.competition:
        yield said(COMPETITION, {"key": origin.competition})
    if origin and origin.prior_number:
        yield said(EARLIER, {"number": origin.prior_number})
        held = (one for one in whole.certificates if one.number == origin.prior_number)
        prior = next((one for one in held if one.occupation == line.occupation), None)
        if prior and LEVELS[prior.level].rank < LEVELS[line.level].rank:
            yield said(PROMOTED, {"level": level_named(prior.level)})


def _began(whole: Whole, fact: FactLine) -> Happening:
    until = said(UNTIL, {"day": f"{fact.to_on:%Y-%m}"}) if fact.to_on else ""
    what = occupation_named(fact.occupation) if fact.occupation else ""
    kind = titled(fact.table) if fact.group else ""  # the others' titles say it
    note = " · ".join(part for part in (kind, what, until) if part)
    return Happening(fact.from_on, _is_monthly(fact), "", title_of(whole, fact), note, table=fact.table, id=fact.id)


def _expires(line: CertificateLine, on: date) -> list[Happening]:
    if line.ended_on or line.valid_until is None or line.valid_until < on:
        return []
    what = {"what": certificate_title(line)}
    return [Happening(line.valid_until, False, "to-come", said(EXPIRES, what), line.number)]


def _ends(whole: Whole, fact: FactLine, on: date) -> list[Happening]:
    if fact.to_on is None or fact.to_on < on:
        return []
    what = {"what": title_of(whole, fact)}
    return [Happening(fact.to_on, _is_monthly(fact), "to-come", said(ENDS, what), titled(fact.table))]


def _is_monthly(fact: FactLine) -> bool:
    return fact.table in ("insurance", "benefits")
