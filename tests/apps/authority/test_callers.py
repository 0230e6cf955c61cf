"""Who calls is who she is: the one statement and the postings of the day say the same."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest

from baigong.apps.authority.actor import actor_of
from baigong.apps.authority.models import Account, Office, Posting, Token
from baigong.apps.authority.queries import actor_of_account, actor_of_token
from cast import CHEN_EMPLOYS

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = date(2025, 7, 1)


@pytest.fixture
def postings(cast):
    """An account with every kind of posting: of an office, an organisation, a person; begun, ended, lent, lapsed."""
    account = Account.objects.get(username="nobody")
    hangzhou = Office.objects.get(region="330100")

    def posted(role, **cells):
        told = {"from_on": TODAY, "line": 0, **cells}
        return Posting.objects.create(account=told.pop("account", account), role=role, **told)

    lender = Account.objects.create(username="lender", name="Lender")
    suspended = Account.objects.create(username="suspended", name="Suspended", is_active=False)
    posted("handler", office=hangzhou, from_on=TODAY - DAY, to_on=TODAY)
    posted("reviewer", office=hangzhou, from_on=TODAY + DAY)
    posted("approver", office=hangzhou, from_on=TODAY - DAY, to_on=TODAY - DAY)
    posted("employer", organisation=CHEN_EMPLOYS)
    posted("worker", person=17)
    for owner, to_on in ((lender, None), (lender, TODAY - DAY), (lender, TODAY), (suspended, None)):
        original = posted("statistician", account=owner, office=hangzhou, from_on=TODAY - 9 * DAY, to_on=to_on)
        posted("auditor", office=hangzhou, delegated_by=original)
    return account


@pytest.mark.parametrize("on", [TODAY - 2 * DAY, TODAY - DAY, TODAY, TODAY + DAY])
def test_both_ways_of_asking_agree(postings, on):
    assert actor_of_account(postings.pk, on) == actor_of(postings, on=on)


def test_everybody_of_the_cast_is_who_she_is(cast):
    named = {name: actor_of_account(actor.account, TODAY) for name, actor in cast.named().items()}

    assert named == cast.named()


def test_a_token_is_its_account_with_what_it_allows(postings):
    at = datetime(2025, 7, 1, 4, tzinfo=UTC)
    cells = {"name": "x", "allows": ["read"], "made_at": at, "expires_at": at + DAY, "line": 0}
    Token.objects.create(account=postings, digest=sha256(b"bg_x").digest(), **cells)

    assert actor_of_token("bg_x", at) == actor_of(postings, on=TODAY, allows=frozenset({"read"}))
    assert actor_of_token("bg_x", at + DAY) is None
    assert actor_of_token("bg_y", at) is None


def test_a_suspended_account_is_nobody(postings):
    Account.objects.filter(pk=postings.pk).update(is_active=False)

    assert actor_of_account(postings.pk, TODAY) is None
