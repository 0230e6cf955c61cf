"""Who issues in a kit, and by which keys. All of them are invented, and say so."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from baigong.core.codes.credit import check_character
from baigong.core.credentials.signing import HeldKey, Key
from baigong.ground.kit.drawing import Draw
from baigong.ground.kit.times import Times, first_day, last_day

HOST = "skills.example"


@dataclass(frozen=True)
class Issuer:
    """`signers`: by the year whose key it is. An office has no credit code: the log knows it by its DID."""

    did: str
    name: str
    name_en: str
    credit_code: str | None
    signers: Mapping[int, HeldKey]
    last_year: int

    @cached_property
    def keys(self) -> list[Key]:
        """With the first and the last day of each; the last one signs still."""
        return [
            Key(held.kid, held.public, first_day(year), last_day(year))
            if year < self.last_year
            else Key(held.kid, held.public, first_day(year))
            for year, held in self.signers.items()
        ]

    @property
    def body(self) -> str:
        return self.credit_code or self.did


def issuers(draw: Draw, times: Times) -> list[Issuer]:
    """Those that the trust pack names."""
    return [
        _issuer(draw, times, f"did:web:{HOST}", "合成技能评价中心（测试）", "Synthetic Evaluation Centre (test)", 1),
        _issuer(draw, times, f"did:web:body.{HOST}", "合成评价机构（测试）", "Synthetic Evaluation Body (test)", 2),
        _issuer(draw, times, f"did:web:office.{HOST}", "合成主管部门（测试）", "Synthetic Office (test)", None),
    ]


def stranger(draw: Draw, times: Times) -> Issuer:
    """Nobody that the trust pack names, though it calls itself as one of them does."""
    return _issuer(draw, times, "did:web:stranger.example", "合成技能评价中心（测试）", "An unknown issuer (test)", 9)


def _issuer(draw: Draw, times: Times, did: str, name: str, name_en: str, number: int | None) -> Issuer:
    signers = {year: HeldKey(f"{did}#{year}", draw.octets("issuer", did, year)) for year in times.key_years}
    code = None if number is None else _credit_code(number)
    return Issuer(did, name, name_en, code, signers, times.on.year)


def _credit_code(number: int) -> str:
    """Its check character is right, its region is none."""
    body = f"91000000DEMA{number:05d}"
    return body + check_character(body)
