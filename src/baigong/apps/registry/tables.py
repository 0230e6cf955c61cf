"""The tables of a package that the registry keeps, beside persons, who come first and by a way of their own."""

from baigong.apps.registry.adapter import Adapter, adapter
from baigong.apps.registry.models import Benefit, Employment, Filing, Insurance, Licence, Merge, Organisation, Status

OF_A_PERSON = {"id_number": "identifier_id"}
ORGANISATIONS, FILINGS, LICENCES = (
    adapter("organisations", Organisation),
    adapter("filings", Filing),
    adapter("licences", Licence),
)
# What is recorded of a person's life and work, by the table that holds it.
FACTS = {
    "insurance": adapter("insurance", Insurance, persons=OF_A_PERSON),
    "benefits": adapter("benefits", Benefit, persons=OF_A_PERSON),
    "statuses": adapter("statuses", Status, persons=OF_A_PERSON),
    "employments": adapter("employments", Employment, persons=OF_A_PERSON),
}
ADAPTERS: tuple[Adapter, ...] = (
    adapter("merges", Merge, persons={"id_number": "identifier_id", "into": "into_id"}),
    ORGANISATIONS,
    FILINGS,
    LICENCES,
    *FACTS.values(),
)
