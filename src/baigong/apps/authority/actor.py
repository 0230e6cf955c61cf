"""Who acts: an account with what its postings give it today, or the operator of the node's own machine."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from baigong.apps.authority.models import Account, Posting
from baigong.apps.authority.roles import Role
from baigong.core.scope import NOTHING, WHOLE, Scope, of_region

READ = "read"  # what a token allows beside acts


class Unasked(Enum):
    """Told apart from a place that is asked for and not known."""

    UNASKED = auto()


UNASKED = Unasked.UNASKED


@dataclass(frozen=True, slots=True)
class Post:
    """One posting of the day: a role, and where it holds."""

    role: Role
    scope: Scope
    region: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody with her posts of the day. A role holds only where its own post does: posts never lend one another.

    `allows` restricts a program's token to some acts; None: whatever the posts allow.
    """

    name: str
    account: int | None = None
    posts: tuple[Post, ...] = ()
    is_operator: bool = False
    allows: frozenset[str] | None = None

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(post.role for post in self.posts)

    @property
    def office(self) -> str:
        return next((post.office for post in self.posts if post.office), "")

    @property
    def region(self) -> str:
        return next((post.region for post in self.posts if post.region), "00" if self.is_operator else "")

    @property
    def may_read(self) -> bool:
        return self.allows is None or READ in self.allows

    def may_as(
        self,
        roles: Iterable[Role],
        *,
        region: str | Unasked | None = UNASKED,
        organisation: str | Unasked | None = UNASKED,
        person: int | Unasked | None = UNASKED,
    ) -> bool:
        """Whether one post has such a role and holds a place asked for; where none is asked for, the role is enough.

        A place that is asked for and unknown (`None`) is held by no one but the nation's own.
        """
        wanted = frozenset(roles)
        is_anywhere = (region, organisation, person) == (UNASKED, UNASKED, UNASKED)
        return self.is_operator or any(
            post.role in wanted and (is_anywhere or _holds(post.scope, region, organisation, person))
            for post in self.posts
        )

    def scope_as(self, roles: Iterable[Role]) -> Scope:
        """Whose records she may see in these roles; nobody's, where her token does not allow reading."""
        if not self.may_read:
            return NOTHING
        if self.is_operator:
            return WHOLE
        wanted = frozenset(roles)
        return reduce(or_, (post.scope for post in self.posts if post.role in wanted), NOTHING)


NOBODY = Actor("nobody")


def operator(user: str) -> Actor:
    """Whoever has a shell on the node's machine can read its keys as well; the journal says which user it was."""
    return Actor(f"operator/{user}", is_operator=True)


def actor_of(account: Account, *, on: date, allows: frozenset[str] | None = None) -> Actor:
    """The account with its postings of the day; one that is no longer active is nobody."""
    if not account.is_active:
        return NOBODY
    posts = tuple(_post(posting) for posting in postings_on(account, on))
    return Actor(f"account/{account.pk}", account=account.pk, posts=posts, allows=allows)


def postings_on(account: Account, on: date) -> QuerySet[Posting]:
    """What is delegated holds only as long as its original does, and the one who delegated it."""
    lapsed = Q(delegated_by__account__is_active=False) | Q(delegated_by__to_on__lt=on)
    is_open = Q(from_on__lte=on) & (Q(to_on=None) | Q(to_on__gte=on))
    return Posting.objects.filter(is_open, account=account).exclude(lapsed).select_related("office").order_by("id")


def _post(posting: Posting) -> Post:
    office = posting.office
    return Post(
        Role(posting.role),
        scope_of(office.region if office else None, posting.organisation, posting.person),
        region=office.region if office else "",
        office=office.name_zh if office else "",
    )


def scope_of(region: str | None, organisation: str, person: int | None) -> Scope:
    """Where a posting holds: in its office's region, else for its organisation, else for the one person."""
    if region:
        return of_region(region)
    if organisation:
        return Scope(organisations=frozenset({organisation}))
    return Scope(persons=frozenset({person})) if person is not None else NOTHING


def _holds(
    scope: Scope, region: str | Unasked | None, organisation: str | Unasked | None, person: int | Unasked | None
) -> bool:
    return (
        (not isinstance(region, Unasked) and scope.holds_region(region or None))
        or organisation in scope.organisations
        or person in scope.persons
    )
