"""Persons entered and corrected by hand, under the rules that packages are read by."""

from datetime import UTC, date, datetime

import pytest

from apps.registry.making import AT, HANGZHOU_COUNTY, by_two, number_line, sealed_number, settled_number, settled_person
from baigong.apps.authority.acts import ChangedMeanwhile
from baigong.apps.journal.models import Line
from baigong.apps.registry import actions
from baigong.apps.registry.actions.persons import KeyOnly, LeftAlready, NeedsReason, NotInForce, NotLeft, NumberTaken
from baigong.apps.registry.judging import CannotEmpty, Faulty, NoSuchColumn, NothingChanges, SaidNothing
from baigong.apps.registry.models import EarlierState, Identifier, Person
from baigong.apps.registry.numbers import BadNumber, NotSealed, keyring_here, number_of
from baigong.apps.registry.rows import OnRecord
from contract.people import resident, with_wrong_check

pytestmark = pytest.mark.django_db
ENTER, CORRECT = "registry.enter_person", "registry.correct_person"


def entered(cast, number=None, **cells):
    number = sealed_number(number or resident(7))
    return by_two(cast, ENTER, number, region=HANGZHOU_COUNTY, cells={"name": "测试七", **cells})


def fault(refused) -> str:
    return refused.value.fault.code


class TestEntering:
    def test_a_person_is_entered_as_a_package_would_bring_her(self, cast):
        person = entered(cast, born_on="1990年3月7日", sex="男", groups="农村转移就业劳动者；退役军人", region="330183")

        told = (person.name, person.born_on, person.sex, person.groups, person.region, person.place)
        assert told == ("测试七", date(1990, 3, 7), "M", "migrant;veteran", "330183", "330111")
        assert person.is_described
        borne = number_line(person)
        assert number_of(borne, keyring_here()) == resident(7)
        assert (borne.sex, borne.born_on) == ("M", date(1990, 3, 7))

    def test_what_her_number_says_otherwise_is_a_finding(self, cast):
        entered(cast, born_on="1991-03-07", sex="女", region="330199")

        assert Line.objects.get(act=ENTER).facts["findings"] == [
            "region.unknown",
            "person.sex_differs",
            "person.born_on_differs",
        ]

    @pytest.mark.parametrize(
        ("cells", "code"),
        [
            ({"born_on": "昨天"}, "day.unreadable"),
            ({"sex": "未知"}, "value.outside_list"),
            ({"left_on": "2025-08-01"}, "day.after_created"),
            ({"born_on": "1990-03-07", "left_on": "1980-01-01"}, "span.reversed"),
        ],
    )
    def test_what_a_package_would_quarantine_is_refused_with_its_sentence(self, cast, cells, code):
        with pytest.raises(Faulty) as refused:
            entered(cast, **cells)

        assert fault(refused) == code
        assert Person.objects.count() == 0

    @pytest.mark.parametrize(
        ("number", "document", "code"),
        [
            (with_wrong_check(resident(7)), "", "identity.check_digit"),
            ("33010619900307", "", "identity.form"),
            ("E12", "passport", "identity.document_form"),
            (resident(7, born="20250801"), "", "identity.birth_date"),
        ],
    )
    def test_a_number_that_cannot_be_is_refused(self, cast, number, document, code):
        with pytest.raises(BadNumber) as refused:
            entered(cast, number, document=document)

        assert fault(refused) == code

    def test_a_passport_is_a_number_too(self, cast):
        person = entered(cast, "E12345678", document="护照", born_on="1985-06-15")

        assert (person.document, person.born_on) == ("passport", date(1985, 6, 15))
        assert number_line(person).born_on is None

    def test_a_person_on_record_is_not_entered_again(self, cast):
        entered(cast)

        with pytest.raises(OnRecord):
            entered(cast)

    def test_who_is_known_from_a_certificate_only_is_described(self, cast):
        known = Person.objects.create(place=HANGZHOU_COUNTY, line=0)
        settled_number(known, resident(7))

        person = entered(cast)

        assert (person.pk, person.name, person.is_described) == (known.pk, "测试七", True)

    def test_a_column_that_is_none_is_refused_and_says_which_there_are(self, cast):
        with pytest.raises(NoSuchColumn) as refused:
            entered(cast, photograph="…")

        assert [text.en for text in refused.value.fault.facts["columns"]][:3] == ["document", "name", "sex"]

    def test_a_number_sealed_elsewhere_is_refused(self, cast):
        with pytest.raises(NotSealed):
            by_two(cast, ENTER, "00.!", region=HANGZHOU_COUNTY, cells={})


class TestCorrecting:
    def test_what_she_said_before_is_kept(self, cast):
        person = settled_person()

        by_two(cast, CORRECT, person, cells={"name": "测试改", "region": "330111"})

        person.refresh_from_db()
        earlier = EarlierState.objects.get(table="persons", row=person.pk)
        assert (person.name, person.place) == ("测试改", "330111")
        assert (earlier.cells["name"], earlier.cells["place"], earlier.until) == ("测试1", HANGZHOU_COUNTY, person.line)

    @pytest.mark.parametrize("blank", ["", "　"])
    def test_an_empty_text_erases_nothing(self, cast, blank):
        with pytest.raises(SaidNothing):
            by_two(cast, CORRECT, settled_person(), cells={"name": blank})

    def test_what_is_said_to_be_unknown_is_unknown_and_what_it_was_is_kept(self, cast):
        person = settled_person(groups="migrant")

        by_two(cast, CORRECT, person, cells={"groups": None, "region": None})

        person.refresh_from_db()
        earlier = EarlierState.objects.get(table="persons", row=person.pk)
        assert (person.groups, person.region, person.place) == (None, None, HANGZHOU_COUNTY)
        assert earlier.cells["groups"] == "migrant"

    def test_what_was_unknown_before_changes_nothing(self, cast):
        with pytest.raises(NothingChanges):
            by_two(cast, CORRECT, settled_person(), cells={"groups": None})

    def test_a_leaving_and_the_kind_of_her_number_are_not_emptied(self, cast):
        person = settled_person(left_on=date(2024, 1, 1), document="passport")

        for name in ("left_on", "document"):
            with pytest.raises(CannotEmpty):
                by_two(cast, CORRECT, person, cells={name: None})

    def test_saying_the_same_again_is_refused(self, cast):
        with pytest.raises(NothingChanges):
            by_two(cast, CORRECT, settled_person(), cells={"name": "测试1"})

    def test_of_two_corrections_the_later_is_told(self, cast):
        person = settled_person()
        by_two(cast, CORRECT, Person.objects.get(pk=person.pk), cells={"name": "甲"})

        with pytest.raises(ChangedMeanwhile):
            by_two(cast, CORRECT, person, cells={"name": "乙"})


class TestLeaving:
    def test_a_death_is_recorded_with_its_instant(self, cast):
        person = settled_person()

        by_two(cast, "registry.record_death", person, left_on=date(2025, 6, 1))

        person.refresh_from_db()
        assert (person.left_on, person.left_reason, person.left_recorded_at) == (date(2025, 6, 1), "死亡", AT)

    def test_another_day_is_refused_where_she_has_left_already(self, cast):
        person = settled_person(left_on=date(2024, 1, 1))

        with pytest.raises(LeftAlready):
            by_two(cast, "registry.record_death", person, left_on=date(2025, 6, 1))

    def test_a_day_that_was_wrong_is_corrected_and_the_correction_dated(self, cast):
        person = settled_person(left_on=date(2024, 1, 1), left_recorded_at=datetime(2024, 1, 2, tzinfo=UTC))

        by_two(cast, CORRECT, person, cells={"left_on": "2024-02-01"})

        person.refresh_from_db()
        assert (person.left_on, person.left_recorded_at) == (date(2024, 2, 1), AT)


class TestTakingALeavingBack:
    def test_she_never_left_and_what_was_said_is_kept(self, cast):
        person = settled_person(left_on=date(2024, 1, 1), left_reason="死亡")

        by_two(cast, "registry.withdraw_death", person, reason="同名误录")

        person.refresh_from_db()
        earlier = EarlierState.objects.get(table="persons", row=person.pk)
        assert (person.left_on, person.left_reason, person.left_recorded_at) == (None, None, AT)
        assert earlier.cells["left_on"] == "2024-01-01"
        assert Line.objects.get(act="registry.withdraw_death").facts["reason"] == "同名误录"

    def test_who_has_not_left_has_nothing_to_take_back(self, cast):
        with pytest.raises(NotLeft):
            by_two(cast, "registry.withdraw_death", settled_person(), reason="同名误录")

    def test_it_takes_a_reason(self, cast):
        with pytest.raises(NeedsReason):
            by_two(cast, "registry.withdraw_death", settled_person(left_on=date(2024, 1, 1)), reason=" ")

    def test_it_can_be_recorded_rightly_afterwards(self, cast):
        person = settled_person(left_on=date(2024, 1, 1))
        by_two(cast, "registry.withdraw_death", person, reason="同名误录")

        by_two(cast, "registry.record_death", Person.objects.get(pk=person.pk), left_on=date(2025, 6, 1))

        person.refresh_from_db()
        assert (person.left_on, person.left_reason) == (date(2025, 6, 1), "死亡")


class TestNumbers:
    def test_a_number_is_shown_for_a_reason_that_the_journal_keeps(self, cast):
        line = number_line(settled_person())

        shown = actions.show_number(line, reason="核对身份", by=cast.wang, at=AT)

        assert shown == resident(1)
        assert Line.objects.get(act="registry.show_number").facts == {"reason": "核对身份"}
        with pytest.raises(NeedsReason):
            actions.show_number(line, reason=" ", by=cast.wang, at=AT)

    def test_of_whom_only_a_key_is_known_none_is_shown(self, cast):
        line = number_line(settled_person())
        Identifier.objects.update(number=None)
        line.refresh_from_db()

        with pytest.raises(KeyOnly):
            actions.show_number(line, reason="核对身份", by=cast.wang, at=AT)

    def test_a_corrected_number_is_hers_and_the_wrong_one_goes_on_finding_her(self, cast):
        person = settled_person()
        wrong = number_line(person)

        right = by_two(cast, "registry.correct_identifier", wrong, sealed_number(resident(9)))

        wrong.refresh_from_db()
        assert (right.person_id, number_of(right, keyring_here())) == (person.pk, resident(9))
        assert (wrong.person_id, wrong.ending, wrong.to_on) == (person.pk, "corrected", date(2025, 7, 1))
        with pytest.raises(NotInForce):
            by_two(cast, "registry.correct_identifier", wrong, sealed_number(resident(10)))

    def test_a_replaced_number_was_hers_until_the_day_before(self, cast):
        old = number_line(settled_person())

        new = by_two(cast, "registry.replace_identifier", old, sealed_number(resident(9)), from_on=date(2025, 1, 1))

        old.refresh_from_db()
        assert (old.ending, old.to_on, new.from_on) == ("replaced", date(2024, 12, 31), date(2025, 1, 1))

    def test_another_document_is_entered_beside(self, cast):
        person = settled_person()

        passport = by_two(cast, "registry.enter_identifier", person, sealed_number("E12345678"), document="passport")

        assert (passport.document, passport.born_on, passport.person_id) == ("passport", None, person.pk)

    def test_a_number_of_somebody_else_is_refused(self, cast):
        person = settled_person(1)
        settled_person(2)

        with pytest.raises(NumberTaken):
            by_two(cast, "registry.correct_identifier", number_line(person), sealed_number(resident(2)))
        with pytest.raises(NothingChanges):
            by_two(cast, "registry.correct_identifier", number_line(person), sealed_number(resident(1)))

    def test_no_number_lies_open_in_a_proposal_or_the_journal(self, cast):
        entered(cast, resident(7))

        told = str(list(Line.objects.values())) + str(list(Identifier.objects.values()))
        assert resident(7) not in told
