"""What a body may certify, and how it and its occupations are called."""

from datetime import date

from baigong.apps.certificates.refusals import NoFiling, NoOccupationName, NotFiledFor
from baigong.apps.registry.models import Filing, Organisation
from baigong.core.codes.certificate import body_number
from baigong.core.codes.occupation import occupation


def filing_for(number: str, code: str, level: str, *, on: date) -> Filing:
    """Refused unless it covers occupation, level and day, and its body number makes numbers of the published form."""
    filing = Filing.objects.filter(filing=number.strip()).first()
    if filing is None or not filing.body_number or body_number(f"{filing.body_number}{on:%y}{1}{1:06d}") is None:
        raise NoFiling(filing=number.strip()[:60])
    levels = [one.strip() for one in filing.levels.replace("；", ";").split(";")]
    covers = filing.occupation == code and level in levels and level in "54321"
    if not covers or on < filing.from_on or (filing.to_on is not None and on > filing.to_on):
        told = {"occupation": filing.occupation, "levels": filing.levels, "first": filing.from_on}
        raise NotFiledFor(filing=filing.filing, last=filing.to_on or "…", **told)
    return filing


def issuer_name(credit_code: str) -> str:
    """As on record; a body without a row is called by its code."""
    found = Organisation.objects.filter(credit_code=credit_code).values_list("name", flat=True).first()
    return found or credit_code


def occupation_name(code: str, given: str) -> str:
    known = occupation(code)
    name = given.strip() or (known.name if known else "")
    if not name:
        raise NoOccupationName(occupation=code[:20])
    return name
