"""A person is forgotten where the law allows it; what she counted for stays."""

from datetime import date

import pytest
from django.db import OperationalError, connection, transaction

from apps.certificates.making import settled_certificate
from apps.registry.making import (
    AT,
    ON,
    by_two,
    number_line,
    sealed_number,
    settled_candidate,
    settled_consent,
    settled_dispute,
    settled_employment,
    settled_person,
)
from baigong.apps.authority.models import Proposal
from baigong.apps.certificates.actions.forgetting import NoGround
from baigong.apps.certificates.models import Certificate
from baigong.apps.journal.models import Line
from baigong.apps.registry.bulk import LOADERS, bulk
from baigong.apps.registry.models import Consent, Dispute, EarlierState, Employment, Identifier, MergeCandidate, Person
from baigong.apps.registry.numbers import keyring_here
from baigong.apps.registry.queries import Viewing, person_by_number
from baigong.core.scope import WHOLE
from contract.people import credit, resident
from contract.program import asked

pytestmark = pytest.mark.django_db
NUMBER = resident(1)


def forgotten(cast, person, ground="left_long_ago"):
    person.refresh_from_db()
    by_two(cast, "certificates.forget_person", person, ground=ground, reason="期满")


@pytest.fixture
def gone(cast):
    """Somebody of whom much is known, who left long ago."""
    person = settled_person(left_on=date(2012, 1, 1), born_on=date(1990, 3, 7))
    certificate = settled_certificate(1, person, valid_until=date(2025, 1, 1))
    by_two(cast, "registry.correct_person", person, cells={"name": "后来的名字"})
    by_two(cast, "certificates.correct_certificate", certificate, cells={"name": "后来的名字"})
    employment = settled_employment(person, credit(9))
    settled_dispute(employment)
    settled_consent(person, credit(9))
    settled_candidate(person, settled_person(2))
    return person


def test_nothing_tells_who_she_was(cast, gone):
    key = bytes(number_line(gone).key)

    forgotten(cast, gone)

    identifier = number_line(gone)
    kept = [*Person.objects.filter(pk=gone.pk).values(), *Certificate.objects.values(), *EarlierState.objects.values()]
    assert (identifier.number, identifier.born_on, len(bytes(identifier.key))) == (None, date(1990, 3, 1), 16)
    assert bytes(identifier.key) != key
    assert [word for word in ("测试1", "后来的名字", "1990-03-07", key.hex()) if word in str(kept)] == []
    assert person_by_number(WHOLE, NUMBER, viewing=Viewing(keyring_here(), ON)) is None
    assert [model.objects.count() for model in (Employment, Dispute, Consent, MergeCandidate)] == [0, 0, 0, 0]


def test_region_month_of_birth_sex_and_certificate_stay(cast, gone):
    forgotten(cast, gone)

    gone.refresh_from_db()
    assert (gone.place, gone.born_on, gone.left_on) == ("330106", date(1990, 3, 1), date(2012, 1, 1))
    assert number_line(gone).sex == "M"
    assert Certificate.objects.get().holder_id == number_line(gone).pk


def test_the_journal_never_had_her_name(cast, gone):
    forgotten(cast, gone)

    told = str(list(Line.objects.values("facts", "before", "after")))
    assert [word for word in ("测试1", "后来的名字", "1990-03-07", NUMBER) if word in told] == []


def test_nor_do_the_proposals_keep_it(cast):
    cells = {"name": "测试1", "born_on": "1990-03-07"}
    person = by_two(cast, "registry.enter_person", sealed_number(NUMBER), region="330106", cells=cells)
    by_two(cast, "registry.correct_person", person, cells={"name": "后来的名字"})

    forgotten(cast, person, "never_should_have_been")

    told = [(one.act, one.subjects, one.arguments) for one in Proposal.objects.order_by("id")[:2]]
    row = {"row": f"registry.person/{person.pk}", "line": told[1][1][0]["line"]}
    assert told == [("registry.enter_person", [], {}), ("registry.correct_person", [row], {})]


def test_nobody_is_forgotten_while_a_load_is_under_way(cast, gone):
    with bulk() as loading, transaction.atomic(), connection.cursor() as cursor:
        loading.execute(f"SELECT pg_advisory_lock({LOADERS})")
        cursor.execute("SET LOCAL lock_timeout = '100ms'")
        with pytest.raises(OperationalError, match="lock timeout"), transaction.atomic():
            forgotten(cast, gone)

    assert Person.objects.get(pk=gone.pk).name == "后来的名字"


def test_figures_stay_as_they_were(node, cast):
    person = settled_person(left_on=date(2012, 1, 1))
    settled_certificate(1, person, valid_until=date(2025, 1, 1))
    words = ("--on", "2025-12-31", "--by", "region,level,sex")
    before = asked("score", *words).json["rows"]

    forgotten(cast, person)

    assert asked("score", *words).json["rows"] == before


@pytest.mark.parametrize(
    ("left_on", "valid_until"),
    [(None, date(2020, 1, 1)), (date(2020, 1, 1), date(2020, 1, 1)), (date(2012, 1, 1), None)],
)
def test_without_a_ground_her_record_is_kept(cast, left_on, valid_until):
    person = settled_person(left_on=left_on)
    settled_certificate(1, person, valid_until=valid_until)

    with pytest.raises(NoGround):
        forgotten(cast, person)

    assert Identifier.objects.exclude(number=None).count() == 1


def test_a_record_that_should_never_have_been_is_forgotten_at_once(cast):
    person = settled_person()

    forgotten(cast, person, "never_should_have_been")

    assert Person.objects.get().name is None
    assert Line.objects.get(act="certificates.forget_person").at == AT


def test_a_ground_that_is_none_is_refused(cast):
    with pytest.raises(NoGround):
        forgotten(cast, settled_person(), "she_asked")
