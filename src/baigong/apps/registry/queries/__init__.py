"""What may be read of this app; every query takes a scope first."""

from baigong.apps.registry.joined import joined
from baigong.apps.registry.queries.acting import may_act_on, to_act_on
from baigong.apps.registry.queries.bodies import FilingLine, OrganisationLine, filings, organisation, organisations
from baigong.apps.registry.queries.disputes import DisputeLine, dispute, disputes
from baigong.apps.registry.queries.facts import ConsentLine, FactLine, consents, facts_of, may_see, who_lets_see
from baigong.apps.registry.queries.merges import CandidateLine, SideBySide, candidate, candidates
from baigong.apps.registry.queries.persons import (
    PersonDetail,
    PersonLine,
    Viewing,
    lines_of,
    person,
    person_by_number,
    persons,
)

__all__ = [
    "CandidateLine",
    "ConsentLine",
    "DisputeLine",
    "FactLine",
    "FilingLine",
    "OrganisationLine",
    "PersonDetail",
    "PersonLine",
    "SideBySide",
    "Viewing",
    "candidate",
    "candidates",
    "consents",
    "dispute",
    "disputes",
    "facts_of",
    "filings",
    "joined",
    "lines_of",
    "may_act_on",
    "may_see",
    "organisation",
    "organisations",
    "person",
    "person_by_number",
    "persons",
    "to_act_on",
    "who_lets_see",
]
