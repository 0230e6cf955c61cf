"""Certificates entered, corrected and ended by hand."""

from datetime import UTC, date, datetime

import pytest

from apps.certificates.making import CELLS, settled_certificate
from apps.registry.making import (
    AT,
    HANGZHOU_COUNTY,
    ON,
    by_two,
    sealed_number,
    settled_consent,
    settled_filing,
    settled_organisation,
    settled_person,
)
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.certificates.models import Certificate
from baigong.apps.certificates.queries import certificate, certificate_numbered, certificates, to_act_on
from baigong.apps.journal.models import Line
from baigong.apps.registry.judging import CannotEmpty, Faulty, NoSuchColumn, NothingChanges
from baigong.apps.registry.models import EarlierState, Identifier, Person
from baigong.apps.registry.numbers import keyring_here
from baigong.apps.registry.rows import OnRecord
from baigong.core.scope import WHOLE, Scope, of_region
from contract.people import body_number, credit, identification, resident

pytestmark = pytest.mark.django_db
VOID, REVOKE, CORRECT = (f"certificates.{verb}_certificate" for verb in ("void", "revoke", "correct"))
HANGZHOU = of_region("330100")


def entered(cast, serial=1, number=None, **cells):
    told = {**CELLS, "number": identification(serial), "region": HANGZHOU_COUNTY, **cells}
    sealed = sealed_number(number or resident(1))
    return by_two(cast, "certificates.enter_certificate", sealed, region=HANGZHOU_COUNTY, cells=told)


def fault(refused) -> str:
    return refused.value.fault.code


@pytest.fixture
def held(db):
    return settled_certificate(1, settled_person())


class TestEntering:
    def test_it_is_recorded_now_for_a_person_on_record(self, cast):
        person = settled_person()

        made = entered(cast)

        assert (made.bearer, made.recorded_at, made.ending_recorded_at) == (person.pk, AT, None)
        assert (made.level, made.issued_on, made.place) == ("3", date(2024, 5, 10), HANGZHOU_COUNTY)

    def test_who_is_not_on_record_is_known_from_it(self, cast):
        made = entered(cast, number=resident(8))

        person = Person.objects.get(pk=made.bearer)
        assert (person.is_described, person.place) == (False, HANGZHOU_COUNTY)

    def test_channel_occupation_and_issuer_are_told_as_when_reading(self, cast):
        settled_filing("F1", body_number=body_number(), credit_code=credit(1))

        made = entered(cast, channel="", occupation="", occupation_name="焊工", credit_code="", issuer_name="某机构")

        assert (made.channel, made.occupation, made.credit_code) == ("identification", "6-18-02-04", credit(1))
        assert Line.objects.get(act="certificates.enter_certificate").facts["findings"] == [
            "occupation.resolved_by_name"
        ]

    def test_what_contradicts_other_records_is_accepted_and_told(self, cast):
        settled_person(left_on=date(2024, 1, 1))
        settled_filing("F1", occupation="6-31-01-03")

        entered(cast)

        assert Line.objects.get(act="certificates.enter_certificate").facts["beside"] == [
            "certificate.after_leaving",
            "certificate.no_filing",
            "reference.not_found",
        ]

    def test_where_all_fits_nothing_is_told(self, cast):
        settled_person()
        settled_organisation(1)
        settled_filing("F1")

        entered(cast)

        assert Line.objects.get(act="certificates.enter_certificate").facts["beside"] == []

    @pytest.mark.parametrize(
        ("cells", "code"),
        [
            ({"level": "2"}, "certificate_number.level_mismatch"),
            ({"level": "高级"}, "level.ambiguous"),
            ({"issued_on": "2025-08-01"}, "day.after_created"),
            ({"ended_on": "2025-01-01"}, "ending.missing"),
            ({"ending": "作废"}, "ending.ambiguous"),
            ({"valid_until": "2020-01-01"}, "span.reversed"),
            ({"occupation": ""}, "cell.empty"),
        ],
    )
    def test_what_a_package_would_quarantine_is_refused_with_its_sentence(self, cast, cells, code):
        with pytest.raises(Faulty) as refused:
            entered(cast, **cells)

        assert fault(refused) == code
        assert (Certificate.objects.count(), Identifier.objects.count()) == (0, 0)

    def test_one_on_record_is_not_entered_again(self, cast, held):
        with pytest.raises(OnRecord):
            entered(cast)

    def test_one_that_lies_elsewhere_is_not_ours_to_enter(self, cast):
        with pytest.raises(NotAllowed):
            entered(cast, region="110101", number=resident(1))


class TestCorrecting:
    def test_what_it_said_is_kept_with_its_times(self, cast, held):
        Certificate.objects.update(recorded_at=datetime(2024, 6, 1, tzinfo=UTC))
        held.refresh_from_db()

        by_two(cast, CORRECT, held, cells={"valid_until": "2030-01-01", "batch": "杭2024-1"})

        held.refresh_from_db()
        earlier = EarlierState.objects.get(table="certificates", row=held.pk)
        assert (held.valid_until, held.batch, held.recorded_at) == (date(2030, 1, 1), "杭2024-1", AT)
        assert earlier.cells["recorded_at"].startswith("2024-06-01")
        assert earlier.until == held.line

    @pytest.mark.parametrize("cells", [{"level": "4"}, {"occupation": "6-31-01-03"}, {"credit_code": credit(2)}])
    def test_what_makes_it_another_certificate_is_a_conflict(self, cast, cells):
        held = settled_certificate(1, settled_person(), channel="qualification", number="2433010000000001")

        with pytest.raises(Faulty) as refused:
            by_two(cast, CORRECT, held, cells=cells)

        assert fault(refused) == "row.conflict"

    def test_a_cell_that_may_be_unknown_is_emptied_and_one_that_makes_it_a_certificate_is_not(self, cast, held):
        by_two(cast, CORRECT, held, cells={"valid_until": "2030-01-01"})
        held.refresh_from_db()

        by_two(cast, CORRECT, held, cells={"valid_until": None})

        assert Certificate.objects.get(pk=held.pk).valid_until is None
        for name in ("issued_on", "occupation", "level", "credit_code", "channel"):
            with pytest.raises(CannotEmpty):
                by_two(cast, CORRECT, Certificate.objects.get(pk=held.pk), cells={name: None})

    def test_an_ending_is_not_a_correction(self, cast, held):
        with pytest.raises(NoSuchColumn):
            by_two(cast, CORRECT, held, cells={"ending": "void", "ended_on": "2025-01-01"})

    def test_saying_the_same_again_is_refused(self, cast, held):
        with pytest.raises(NothingChanges):
            by_two(cast, CORRECT, held, cells={"level": "三级"})

    def test_it_is_not_moved_to_where_we_may_not(self, cast, held):
        with pytest.raises(NotAllowed):
            by_two(cast, CORRECT, held, cells={"region": "330203"})


class TestEnding:
    def test_void_and_revoked_are_recorded_now(self, cast):
        one, other = (settled_certificate(serial, settled_person(serial)) for serial in (1, 2))

        by_two(cast, VOID, one, ended_on=date(2025, 5, 1), reason="冒名")
        by_two(cast, REVOKE, other, ended_on=date(2025, 5, 1), reason="吊销")

        told = list(Certificate.objects.order_by("id").values_list("ending", "ended_on", "ending_recorded_at"))
        assert told == [("void", date(2025, 5, 1), AT), ("revoked", date(2025, 5, 1), AT)]

    def test_a_void_is_never_undone(self, cast, held):
        by_two(cast, VOID, held, ended_on=date(2025, 5, 1), reason="冒名")
        held.refresh_from_db()

        with pytest.raises(Faulty) as refused:
            by_two(cast, REVOKE, held, ended_on=date(2025, 5, 1), reason="吊销")

        assert fault(refused) == "certificate.void_undone"

    def test_what_was_revoked_may_prove_void(self, cast, held):
        by_two(cast, REVOKE, held, ended_on=date(2025, 5, 1), reason="吊销")
        held.refresh_from_db()

        by_two(cast, VOID, held, ended_on=date(2025, 5, 1), reason="冒名")

        assert held.__class__.objects.get().ending == "void"
        assert EarlierState.objects.filter(table="certificates").count() == 2

    @pytest.mark.parametrize(("day", "code"), [("2024-01-01", "span.reversed"), ("2025-08-01", "day.after_created")])
    def test_a_day_that_cannot_be_is_refused(self, cast, held, day, code):
        with pytest.raises(Faulty) as refused:
            by_two(cast, VOID, held, ended_on=day, reason="冒名")

        assert fault(refused) == code


class TestReading:
    def test_each_sees_what_concerns_her(self, cast, held):
        elsewhere = settled_certificate(2, settled_person(2), place="110101", credit_code=credit(2))
        body, friend = credit(2), credit(3)
        settled_consent(Person.objects.get(pk=held.bearer), friend)

        seen = {
            name: [line.id for line in certificates(scope, on=ON)]
            for name, scope in {
                "Hangzhou": HANGZHOU,
                "holder": Scope(persons=frozenset({elsewhere.bearer})),
                "body": Scope(organisations=frozenset({body})),
                "friend": Scope(organisations=frozenset({friend})),
                "nobody": Scope(),
                "ministry": WHOLE,
            }.items()
        }

        assert seen == {
            "Hangzhou": [held.pk],
            "holder": [elsewhere.pk],
            "body": [elsewhere.pk],
            "friend": [held.pk],
            "nobody": [],
            "ministry": [held.pk, elsewhere.pk],
        }

    def test_lists_go_on_and_are_narrowed(self, db):
        person = settled_person()
        made = [settled_certificate(serial, person).pk for serial in (1, 2, 3)]
        settled_certificate(4, settled_person(2), credit_code=credit(2))

        first = certificates(WHOLE, on=ON, limit=2)
        rest = certificates(WHOLE, on=ON, person=person.pk, after=first[-1].id)

        assert [line.id for line in [*first, *rest]] == made
        assert len(certificates(WHOLE, on=ON, credit_code=credit(2))) == 1

    def test_one_is_told_with_all_it_said_and_a_masked_holder(self, cast, held):
        by_two(cast, CORRECT, held, cells={"valid_until": "2030-01-01"})

        told = certificate(HANGZHOU, held.pk, on=ON, keyring=keyring_here())

        assert told.holder_number == "3301**********" + resident(1)[-4:]
        assert [(version.until, version.cells["valid_until"]) for version in told.versions] == [
            (AT, None),
            (None, "2030-01-01"),
        ]
        assert all("name" not in version.cells for version in told.versions)

    def test_by_its_number(self, held):
        assert certificate_numbered(HANGZHOU, f" {held.number.lower()} ", on=ON).id == held.pk
        assert certificate_numbered(of_region("110000"), held.number, on=ON) is None
        assert certificate(of_region("110000"), held.pk, on=ON, keyring=keyring_here()) is None

    def test_rows_to_act_on(self, held):
        assert to_act_on(HANGZHOU, held.pk) == held
        assert to_act_on(Scope(persons=frozenset({held.bearer})), held.pk) == held
        assert to_act_on(Scope(organisations=frozenset({held.credit_code})), held.pk) == held
        assert to_act_on(of_region("110000"), held.pk) is None
