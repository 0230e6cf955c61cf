"""An employer's list: checked pair by pair, sealed, its own alone; and a word when one of them ends."""

import os
from datetime import timedelta

import pytest

from apps.passports.making import held, holder, settled_workforce
from apps.registry.making import AT, ON, by_two, settled_consent
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.journal.models import Line
from baigong.apps.notices.jobs import tell_of_act, tell_of_day
from baigong.apps.notices.models import Notice
from baigong.apps.passports.actions import drop_workforce, keep_workforce
from baigong.apps.passports.actions.keeping import reseal_workforces
from baigong.apps.passports.jobs import match_workforces
from baigong.apps.passports.listing import Row
from baigong.apps.passports.models import Listed, Workforce
from baigong.apps.passports.queries import expiring, staff, watching, workforce, workforce_to_act_on
from baigong.apps.passports.refusals import BadWorkforce
from baigong.apps.passports.rotation import workforce_keys
from baigong.apps.registry.numbers import keyring_here
from baigong.apps.registry.rotation import Sealing
from baigong.core.scope import NOTHING, WHOLE, Scope, of_region
from cast import CHEN_EMPLOYS, HANGZHOU
from contract.people import credit

OF_CHEN = Scope(organisations=frozenset({CHEN_EMPLOYS}))


def keep(cast, *rows):
    return keep_workforce(rows, organisation=CHEN_EMPLOYS, random=os.urandom, by=cast.chen, at=AT)


def table(scope=OF_CHEN):
    return [
        (one.number, one.standing.state, one.is_listed, one.by_consent)
        for one in staff(scope, CHEN_EMPLOYS, keyring_here(), on=ON)
    ]


def test_a_wrong_name_and_an_unknown_number_are_told_alike(node, cast):
    one = held(holder())

    keep(cast, Row(one.number, one.name), Row(one.number, "别人"), Row("S000199999999251000001", one.name))

    assert table() == [
        (one.number, "in_force", True, False),
        (one.number, "not_here", True, False),
        ("S000199999999251000001", "not_here", True, False),
    ]
    assert [listed.certificate_id for listed in Listed.objects.all()] == [one.pk]
    shown = staff(OF_CHEN, CHEN_EMPLOYS, keyring_here(), on=ON)
    assert [one.occupation for one in shown[1:]] == ["", ""]


def test_what_workers_let_it_see_stands_in_the_same_table(node, cast):
    listed, consented, hidden = held(holder()), held(holder()), held(holder())
    settled_consent(consented.holder.person, CHEN_EMPLOYS)
    settled_consent(hidden.holder.person, credit(8))
    keep(cast, Row(listed.number, listed.name))

    assert table() == [
        (listed.number, "in_force", True, False),
        (consented.number, "in_force", False, True),
    ]


def test_nobody_else_reads_or_changes_it_not_even_its_office(node, cast):
    one = held(holder())
    kept = keep(cast, Row(one.number, one.name))
    others = (NOTHING, Scope(organisations=frozenset({credit(8)})), of_region(HANGZHOU), WHOLE)

    assert [table(scope) for scope in others] == [[]] * 4
    assert [workforce(scope, CHEN_EMPLOYS) for scope in others] == [None] * 4
    assert [workforce_to_act_on(scope, CHEN_EMPLOYS) for scope in others] == [None] * 4
    for actor in (cast.wang, cast.li, cast.lan, cast.nobody):
        with pytest.raises(NotAllowed):
            drop_workforce(kept, by=actor, at=AT)
    with pytest.raises(NotAllowed):
        keep_workforce([Row("1", "1")], organisation=credit(8), random=os.urandom, by=cast.chen, at=AT)


def test_it_lies_sealed_and_the_journal_counts_only(node, cast):
    one = held(holder())

    kept = keep(cast, Row(one.number, one.name))

    content = bytes(Workforce.objects.get().content)
    assert one.number.encode() not in content and one.name.encode() not in content
    line = Line.objects.get(act="passports.keep_workforce")
    assert line.facts == {"rows": 1, "held": 1}
    assert one.number not in str([line.before, line.after])
    assert (line.after["content"], line.after["mark"]) == ("…", "…")
    assert kept.rows == 1


def test_a_new_list_takes_the_place_of_the_old_and_deleted_it_is_gone(node, cast):
    first, second = held(holder()), held(holder())
    keep(cast, Row(first.number, first.name))

    kept = keep(cast, Row(second.number, second.name))
    assert [number for number, *_ in table()] == [second.number]
    assert [listed.certificate_id for listed in Listed.objects.all()] == [second.pk]

    drop_workforce(kept, by=cast.chen, at=AT)
    assert (table(), Listed.objects.count(), Workforce.objects.count()) == ([], 0, 0)


@pytest.mark.parametrize("rows", [(), (Row("", "测试"),), (Row("1", ""),), (Row("1" * 41, "测试"),)])
def test_a_list_without_rows_or_with_half_a_row_is_refused(node, cast, rows):
    with pytest.raises(BadWorkforce):
        keep(cast, *rows)


def test_the_employer_is_told_when_one_of_its_staff_ends(node, cast):
    one, other = held(holder()), held(holder())
    keep(cast, Row(one.number, one.name))
    settled_consent(other.holder.person, CHEN_EMPLOYS)

    by_two(cast, "certificates.void_certificate", one, ended_on=ON, reason="伪造")
    by_two(cast, "certificates.revoke_certificate", other, ended_on=ON, reason="本人申请")
    for line in Line.objects.filter(act__in=("certificates.void_certificate", "certificates.revoke_certificate")):
        tell_of_act(line.pk, line.subject, at=AT)

    told = Notice.objects.filter(account__username="chen").order_by("id")
    assert [(row.kind, row.facts["number"]) for row in told] == [
        ("staff_void", one.number),
        ("staff_revoked", other.number),
    ]
    assert [state for _, state, *_ in table()] == ["void", "revoked"]


def corrected(row, **cells):
    """As an office corrects what a certificate says; the list was sent before."""
    type(row).objects.filter(pk=row.pk).update(**cells)
    row.refresh_from_db()


def told_by_night():
    """The nightly match, and the jobs after it, twice as they may come."""
    for _ in range(2):
        match_workforces(at=AT)
    for line in Line.objects.filter(act="passports.match_workforce"):
        for _ in range(2):
            tell_of_act(line.pk, line.subject, at=AT)
    found = Notice.objects.filter(account__username="chen").order_by("id")
    return list(found.values_list("kind", "facts__number"))


def test_a_name_corrected_after_the_list_was_sent_is_found_by_night_and_its_end_is_told(node, cast):
    ended, sound = held(holder()), held(holder())
    for one in (ended, sound):
        corrected(one, name="写错的名字")
    keep(cast, *(Row(one.number, one.holder.person.name) for one in (ended, sound)))
    corrected(ended, name=ended.holder.person.name, ending="void", ended_on=ON)
    corrected(sound, name=sound.holder.person.name)

    assert told_by_night() == [("staff_void", ended.number)]
    assert Line.objects.get(act="passports.match_workforce").facts == {"found": 2, "lost": 0}
    assert [one.certificate_id for one in Listed.objects.order_by("certificate")] == [ended.pk, sound.pk]


def test_a_name_that_no_longer_fits_is_watched_no_longer_and_an_equal_list_writes_nothing(node, cast):
    one, other = held(holder()), held(holder())
    keep(cast, Row(one.number, one.name), Row(other.number, other.name))
    corrected(one, name="另一个人")

    assert told_by_night() == []
    assert Line.objects.get(act="passports.match_workforce").facts == {"found": 0, "lost": 1}
    assert [listed.certificate_id for listed in Listed.objects.all()] == [other.pk]


def expiry_told(at):
    for _ in range(2):
        tell_of_day(at=at)
    found = Notice.objects.filter(kind="staff_expires").order_by("id")
    return list(found.values_list("account__username", "facts__number", "facts__due"))


def test_the_employer_is_told_sixty_thirty_and_seven_days_ahead_each_once(node, cast):
    last = ON + timedelta(days=60)
    one, consented = held(holder(), valid_until=last), held(holder(), valid_until=last + timedelta(days=1))
    settled_consent(consented.holder.person, CHEN_EMPLOYS, to_on=None)
    settled_workforce(CHEN_EMPLOYS, one)
    told = ("chen", one.number, last.isoformat())

    assert expiry_told(AT - timedelta(days=1)) == []
    assert expiry_told(AT) == [told]
    assert expiry_told(AT + timedelta(days=29)) == [told, ("chen", consented.number, consented.valid_until.isoformat())]
    assert expiry_told(AT + timedelta(days=30)).count(told) == 2
    assert expiry_told(AT + timedelta(days=60)).count(told) == 3
    assert expiry_told(AT + timedelta(days=61)).count(told) == 3


def test_what_has_ended_or_nobody_lists_expires_unsaid(node, cast):
    settled_workforce(CHEN_EMPLOYS, held(holder(), valid_until=ON, ending="void", ended_on=ON))
    held(holder(), valid_until=ON)

    assert expiry_told(AT) == []
    assert expiring(of_region(HANGZHOU), on=ON, last=ON) == []


def test_only_the_node_asks_who_watches_a_certificate(node, cast):
    one = held(holder())
    settled_workforce(CHEN_EMPLOYS, one)

    assert watching(WHOLE, one.pk, on=ON) == {CHEN_EMPLOYS}
    assert watching(of_region(HANGZHOU), one.pk, on=ON) == frozenset()


def test_lists_are_sealed_anew_under_a_new_key(node, cast):
    one = held(holder())
    settled_workforce(CHEN_EMPLOYS, one)
    newer = keyring_here().with_sealing_key(os.urandom, profile="international")
    sealing = Sealing(newer, os.urandom)
    keepers = {"by": cast.system, "second": cast.security}

    assert reseal_workforces(sealing, **keepers, at=AT) == 1

    assert dict(workforce_keys()) == {newer.current: 1}
    assert [one.number for one in staff(OF_CHEN, CHEN_EMPLOYS, newer, on=ON)] == [one.number]
