"""Forgetting a person where the law allows it: who she was goes, what she counted for stays."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import connection
from django.db.models import Q

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, line, note
from baigong.apps.authority.roles import Role
from baigong.apps.certificates.models import Certificate
from baigong.apps.certificates.permissions import may_keep
from baigong.apps.registry.bulk import wait_for_loads
from baigong.apps.registry.deadlines import FORGOTTEN_AFTER, years_before
from baigong.apps.registry.models import Consent, Dispute, Identifier, MergeCandidate, Person
from baigong.apps.registry.tables import FACTS
from baigong.core.periods import day_at
from baigong.core.refusal import Refusal
from baigong.core.text import Text, msgid

# Grounds on which a person may be forgotten. [assumption] No rule was published; the years stand in `deadlines.py`.
LEFT_LONG_AGO, NEVER_SHOULD_HAVE_BEEN = "left_long_ago", "never_should_have_been"
GROUNDS: Mapping[str, Text] = {
    LEFT_LONG_AGO: Text(
        zh=f"退出劳动力队伍满{FORGOTTEN_AFTER}年且无有效证书",
        en=f"left the labour force {FORGOTTEN_AFTER} years ago or more, and no certificate in force",
    ),
    NEVER_SHOULD_HAVE_BEEN: Text(zh="本不应登记的记录", en="a record that should never have been"),
}


class NoGround(Refusal):
    code = "certificates.no_ground"
    sentence = msgid(
        "This ground does not hold for this person (%(ground)s); her record is kept as the law asks. Grounds are: "
        "%(grounds)s."
    )


@act(allowed=may_keep, chain=(Role.HANDLER, Role.REVIEWER))
def forget_person(person: Person, *, ground: str, reason: str, by: Actor, at: datetime) -> None:
    """Number, name, day of birth and key go, of now and of before; region, month of birth, sex and certificates stay.

    The journal never had them.
    """
    if ground not in GROUNDS or not _holds(person, ground, day_at(at)):
        raise NoGround(ground=GROUNDS.get(ground, ground), grounds=list(GROUNDS.values()))
    with connection.cursor() as cursor:
        wait_for_loads(cursor)
    note(ground=ground, reason=reason, dropped=_drop_what_counts_nowhere(person))
    change(person, name=None, born_on=_month(person.born_on), left_reason=None)
    for identifier in Identifier.objects.filter(person=person):
        change(identifier, number=None, born_on=_month(identifier.born_on), document=None)
    with connection.cursor() as cursor:
        for statement in (PROPOSED, NEW_KEYS, NAMELESS, SCRUBBED, UNSIGNED, DRAFTED, UNSAID, UNASKED):
            cursor.execute(statement, {"person": person.pk, "line": line()})


def _holds(person: Person, ground: str, on: date) -> bool:
    if ground == NEVER_SHOULD_HAVE_BEEN:
        return True
    long_ago = person.left_on is not None and person.left_on <= years_before(on, FORGOTTEN_AFTER)
    in_force = Certificate.objects.filter(
        Q(ended_on=None) & (Q(valid_until=None) | Q(valid_until__gte=on)), holder__person=person
    )
    return long_ago and not in_force.exists()


def _drop_what_counts_nowhere(person: Person) -> dict[str, int]:
    """Facts, disputes and consents of hers: no figure reads them, and together they would tell who she was."""
    dropped = {}
    for table, adapter in FACTS.items():
        rows = adapter.model._default_manager.filter(identifier__person=person)
        keys = list(rows.values_list("pk", flat=True))
        with connection.cursor() as cursor:
            cursor.execute('DELETE FROM registry_earlierstate WHERE "table" = %s AND "row" = ANY(%s)', [table, keys])
        dropped[table] = rows.delete()[0]
    dropped["consents"] = Consent.objects.filter(person=person).delete()[0]
    dropped["disputes"] = Dispute.objects.filter(person=person).delete()[0]
    dropped["candidates"] = MergeCandidate.objects.filter(Q(first=person) | Q(second=person)).delete()[0]
    return dropped


def _month(day: date | None) -> date | None:
    return day.replace(day=1) if day else None


# What was proposed about her, by her row, her certificates or a number that was given for her, but for this very act.
PROPOSED = """
UPDATE authority_proposal p SET arguments = '{}'::jsonb,
    subjects = CASE WHEN subjects::text LIKE '%%"value"%%' THEN '[]'::jsonb ELSE subjects END
WHERE act <> 'certificates.forget_person' AND (
    EXISTS (SELECT 1 FROM jsonb_array_elements(p.subjects) s WHERE s->>'row' IN (
        SELECT 'registry.person/' || %(person)s
        UNION ALL SELECT 'registry.identifier/' || id FROM registry_identifier WHERE person_id = %(person)s
        UNION ALL SELECT 'certificates.certificate/' || c.id FROM certificates_certificate c
            JOIN registry_identifier h ON h.id = c.holder_id WHERE h.person_id = %(person)s))
    OR (state <> 'proposed' AND EXISTS (
        SELECT 1 FROM jsonb_array_elements(p.subjects) s JOIN registry_identifier i ON i.person_id = %(person)s
        WHERE s->>'value' LIKE encode(i.key, 'hex') || '.%%')))
"""
# Random, and made by the database: nobody can reckon it from the number.
NEW_KEYS = "UPDATE registry_identifier SET key = uuid_send(gen_random_uuid()) WHERE person_id = %(person)s"
NAMELESS = """
UPDATE certificates_certificate SET name = NULL, line = %(line)s
WHERE holder_id IN (SELECT id FROM registry_identifier WHERE person_id = %(person)s)
"""
SCRUBBED = """
UPDATE registry_earlierstate SET cells = cells - '{name,id_number,key,number,left_reason}'::text[]
    || CASE WHEN cells->>'born_on' IS NULL THEN '{}'::jsonb
            ELSE jsonb_build_object('born_on', left(cells->>'born_on', 8) || '01') END
WHERE ("table" = 'persons' AND "row" = %(person)s)
   OR ("table" = 'certificates' AND "row" IN (
        SELECT c.id FROM certificates_certificate c JOIN registry_identifier h ON h.id = c.holder_id
        WHERE h.person_id = %(person)s))
"""
# Salts and all: what the public log holds leads to nobody any more.
UNSIGNED = """
UPDATE certificates_signedcopy SET content = NULL, line = %(line)s WHERE certificate_id IN (
    SELECT c.id FROM certificates_certificate c JOIN registry_identifier h ON h.id = c.holder_id
    WHERE h.person_id = %(person)s)
"""
# What she said in recalls; that she spoke stays.
UNSAID = """
UPDATE certificates_defence SET text = '', line = %(line)s WHERE recalled_id IN (
    SELECT r.id FROM certificates_recalled r JOIN certificates_certificate c ON c.id = r.certificate_id
    JOIN registry_identifier h ON h.id = c.holder_id WHERE h.person_id = %(person)s)
"""
UNASKED = """
UPDATE certificates_reinstatement SET text = '', answer = '', line = %(line)s WHERE recalled_id IN (
    SELECT r.id FROM certificates_recalled r JOIN certificates_certificate c ON c.id = r.certificate_id
    JOIN registry_identifier h ON h.id = c.holder_id WHERE h.person_id = %(person)s)
"""
DRAFTED = """
UPDATE certificates_draft SET name = NULL, line = %(line)s
WHERE holder_id IN (SELECT id FROM registry_identifier WHERE person_id = %(person)s)
"""
