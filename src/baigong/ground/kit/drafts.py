"""What each credential of a kit says, who signs it, on which night it was logged, and whether it was ended."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from baigong.core.credentials.certificate import STATUS_BITS, Certificate
from baigong.core.credentials.dids import did_key, key_of_did
from baigong.core.credentials.signing import HeldKey
from baigong.core.credentials.suites import ED25519
from baigong.ground.kit.cases import Case
from baigong.ground.kit.drawing import Draw
from baigong.ground.kit.issuers import Issuer
from baigong.ground.kit.times import Times

OCCUPATIONS = (
    ("6-31-01-03", "电工", "Electrician"),
    ("6-18-02-04", "焊工", "Welder"),
    ("4-03-02-01", "中式烹调师", "Chinese cuisine cook"),
    ("4-10-01-05", "养老护理员", "Elderly care worker"),
)
LEVELS = "54321"
SCATTER = 331  # puts the indexes of one kit apart in a list, each in a place of its own
FRESH, STALE, MISSING = 1, 2, 3  # the status lists of an issuer; the pack does not have the last
ELSEWHERE = {"away", "unseen", "nolog"}  # logged in the year whose log the pack lacks
ENDED = {"revoked", "void"}
UNLOGGED = {"not_in_log", "unknown_issuer", "expired_key"}


@dataclass(frozen=True, slots=True)
class Draft:
    """`night`: when it was logged; None: never. A credential of somebody else's has no draft."""

    case: Case
    certificate: Certificate
    signer: HeldKey
    night: date | None

    @property
    def is_ended_in_list(self) -> bool:
        return self.case.answer in ENDED and self.case.how in ("both", "list", "stale")

    @property
    def is_ended_in_log(self) -> bool:
        return self.case.answer in ENDED and self.case.how in ("both", "log")


@dataclass(frozen=True)
class Drafting:
    draw: Draw
    times: Times
    known: Sequence[Issuer]
    stranger: Issuer

    def draft(self, case: Case) -> Draft:
        day, night = self._days(case)
        issuer = self.stranger if case.how == "stranger" else self.known[case.number % len(self.known)]
        certificate = self._certificate(case, issuer, day)
        signer = self._signer(case, issuer, day)
        owner = signer.kid.partition("#")[0]  # another than the issuer only where the key is a did:key
        return Draft(case, replace(certificate, issuer=owner), signer, night)

    def _days(self, case: Case) -> tuple[date, date | None]:
        """The day that it bears, and the night on which it was logged."""
        if case.how == "short":
            return self.times.short, self.times.short
        if case.how in ELSEWHERE:
            return self.times.elsewhere, self.times.elsewhere
        if case.how == "late":
            late = list(self.times.late())
            return late[case.number % len(late)]
        if case.answer in ENDED:
            earlier = [day for day, _ in self.times.late()]
            day = earlier[case.number % len(earlier)]
            return day, day
        *nights, last = self.times.nights
        # A key of this year had not begun on the first night, one of the year before had ended by the last.
        fixed = {"future": nights[0], "ended": last}
        day = fixed.get(case.how, nights[case.number % len(nights)])
        return day, None if case.answer in UNLOGGED else day

    def _certificate(self, case: Case, issuer: Issuer, day: date) -> Certificate:
        code, name, name_en = OCCUPATIONS[case.number % len(OCCUPATIONS)]
        level = LEVELS[case.number % len(LEVELS)]
        return Certificate(
            number=f"S000000000001{day:%y}{level}{case.number:06d}",
            name=f"合成人员{case.number:03d}",
            document=f"000000********{case.number:04d}",
            occupation=code,
            occupation_name=name,
            occupation_name_en=name_en,
            level=level,
            channel="identification",
            issuer=issuer.did,
            credit_code=issuer.credit_code,
            issuer_name=issuer.name,
            issuer_name_en=issuer.name_en,
            region="110101" if issuer.credit_code else None,
            session=session_on(day),
            issued_on=day,
            valid_until=self._last_day(case),
            status_list=list_of(issuer.did, LISTS.get(case.how, FRESH)),
            status_index=(self.draw.below(STATUS_BITS, "indexes") + SCATTER * case.number) % STATUS_BITS,
            salt=self.draw.octets("salt", case.number, size=16),
        )

    def _last_day(self, case: Case) -> date | None:
        if case.answer == "expired":
            return self.times.on - timedelta(days=1 + case.number % 10)
        return date(self.times.on.year + 5, 6, 30) if case.number % 4 == 0 else None

    def _signer(self, case: Case, issuer: Issuer, day: date) -> HeldKey:
        """The issuer's own key of that year, unless something is wrong with the key."""
        strange = self.draw.octets("strange", case.number)
        match case.how:
            case "didkey":
                return HeldKey(key_of_did(did_key(ED25519.public_of(strange), ED25519)).kid, strange)
            case "forged":
                return HeldKey(issuer.signers[day.year].kid, strange)
            case "kid":
                return HeldKey(f"{issuer.did}#unknown", strange)
            case "ended":
                return issuer.signers[day.year - 1]
            case "future":
                return issuer.signers[self.times.on.year]
            case _:
                return issuer.signers[day.year]


LISTS = {"stale": STALE, "nolist": MISSING}


def list_of(did: str, number: int) -> str:
    return f"https://{did.removeprefix('did:web:')}/status/{number}"


def session_on(day: date) -> str:
    return f"{day:%Y-%m%d}"
