"""What may be read of this app; every query takes a scope first."""

from baigong.apps.registry.joined import joined
from baigong.apps.registry.queries.acting import kind_of, may_act_on, to_act_on
from baigong.apps.registry.queries.bodies import (
    BodiesSought,
    FilingLine,
    OrganisationLine,
    OrganisationsSought,
    bodies,
    filings,
    organisation,
    organisation_at,
    organisations,
    organisations_sought,
)
from baigong.apps.registry.queries.disputes import DisputeLine, dispute, disputes, disputes_about
from baigong.apps.registry.queries.facts import ConsentLine, FactLine, consents, facts_of, may_see, who_lets_see
from baigong.apps.registry.queries.merges import CandidateLine, SideBySide, candidate, candidates
from baigong.apps.registry.queries.persons import (
    PersonDetail,
    PersonLine,
    Sought,
    Viewing,
    lines_of,
    person,
    person_by_number,
    persons,
    persons_sought,
)
from baigong.apps.registry.queries.states import RowStates, State, cells_of, row_states, states_of

__all__ = [
    "BodiesSought",
    "CandidateLine",
    "ConsentLine",
    "DisputeLine",
    "FactLine",
    "FilingLine",
    "OrganisationLine",
    "OrganisationsSought",
    "PersonDetail",
    "PersonLine",
    "RowStates",
    "SideBySide",
    "Sought",
    "State",
    "Viewing",
    "bodies",
    "candidate",
    "candidates",
    "cells_of",
    "consents",
    "dispute",
    "disputes",
    "disputes_about",
    "facts_of",
    "filings",
    "joined",
    "kind_of",
    "lines_of",
    "may_act_on",
    "may_see",
    "organisation",
    "organisation_at",
    "organisations",
    "organisations_sought",
    "person",
    "person_by_number",
    "persons",
    "persons_sought",
    "row_states",
    "states_of",
    "to_act_on",
    "who_lets_see",
]
