"""What somebody saw of whom, before it becomes a line that she can read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from baigong.apps.authority.actor import Actor, Post
from baigong.apps.certificates.models import Certificate
from baigong.apps.registry.permissions import READERS
from baigong.core.codes.certificate import normal_certificate_number
from baigong.core.text import normalised


@dataclass(frozen=True, slots=True)
class Seen:
    """A person by her own key, or a certificate by its number; `kind` is one of `states.LOOKS`."""

    kind: str
    person: int | None = None
    number: str = ""
    certificate: int | None = None
    share: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Whose record it is; `mark` joins looks of one day."""

    seen: Seen
    person: int
    certificate: int | None

    @property
    def mark(self) -> str:
        return f"{self.seen.kind}/{self.person}/{self.certificate or ''}"


def placed(seen: Sequence[Seen]) -> Iterator[Placed]:
    """What is of nobody's record here leaves no line."""
    numbers = {normal_certificate_number(normalised(one.number)) for one in seen if one.number}
    rows = Certificate.objects.filter(number__in=numbers).values_list("number", "pk", "holder__person")
    by_number = {number: (pk, person) for number, pk, person in rows}
    for one in seen:
        if one.person is not None:
            yield Placed(one, one.person, one.certificate)
        elif found := by_number.get(normal_certificate_number(normalised(one.number))):
            yield Placed(one, person=found[1], certificate=found[0])


def post_of(by: Actor) -> Post | None:
    """In which of her posts she looks: the first that reads records."""
    return next((post for post in by.posts if post.role in READERS), None)
