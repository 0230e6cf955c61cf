"""Who and which organisations the records speak of.

`line` is the journal line that last wrote a row. Rows of a load bear the line of the load, so a feed of changes is the
journal in its sealed order. `place` is where a region as written lies today, or else the region that keeps the record.
"""

from baigong.apps.registry.models.bodies import Filing, Licence, Organisation
from baigong.apps.registry.models.facts import Benefit, Employment, Fact, Insurance, Status
from baigong.apps.registry.models.persons import EarlierState, Identifier, IndexKey, Merge, Person
from baigong.apps.registry.models.proceedings import Consent, Dispute, MergeCandidate

__all__ = [
    "Benefit",
    "Consent",
    "Dispute",
    "EarlierState",
    "Employment",
    "Fact",
    "Filing",
    "Identifier",
    "IndexKey",
    "Insurance",
    "Licence",
    "Merge",
    "MergeCandidate",
    "Organisation",
    "Person",
    "Status",
]
