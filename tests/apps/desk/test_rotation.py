"""Contacts move to the new key with everything else that is sealed, and the old key goes after them."""

import os

import pytest

from apps.desk.making import AT, CODE, CONTACT
from baigong.apps.authority.actor import operator
from baigong.apps.desk.actions import Letter, receive_enquiry, show_contact
from baigong.apps.desk.codes import digest_of
from baigong.apps.desk.contacts import sealed_contact
from baigong.apps.desk.models import Enquiry
from baigong.apps.desk.permissions import PUBLIC
from baigong.apps.desk.rotation import contact_keys
from baigong.apps.exchange.rotating import Rotation, borne, rotate
from baigong.apps.journal.models import Line
from baigong.ground.vault.keyring import read_keyring
from cast import HANGZHOU

pytestmark = pytest.mark.django_db(transaction=True)
OPERATOR = operator("root")


def written(node) -> Enquiry:
    digest = digest_of(CODE)
    contact = sealed_contact(CONTACT, digest, node.keyring, os.urandom)
    letter = Letter("question", "补贴", "怎样申领补贴？", contact, "138****34")
    return receive_enquiry(letter, region=HANGZHOU, digest=digest, by=PUBLIC, at=AT)


def test_a_contact_opens_under_the_new_key_and_nothing_bears_the_old_one(node):
    made = written(node)
    assert borne(node.home) == contact_keys() == {1: 1}

    done = rotate(Rotation(node.home, "international", os.urandom, OPERATOR, None, AT), also_index=False)

    made.refresh_from_db()
    assert (done.key, done.dropped, contact_keys()) == (2, (1,), {2: 1})
    assert set(read_keyring(node.home.keyring).sealing) == {2}
    assert show_contact(made, reason="回电核实", by=OPERATOR, at=AT) == CONTACT
    assert Line.objects.filter(act="desk.reseal_contacts").order_by("id")[0].facts == {"contacts": 1, "key": 2}


def test_a_letter_without_a_contact_bears_no_key(node):
    made = written(node)
    Enquiry.objects.filter(pk=made.pk).update(contact=None)

    assert contact_keys() == {}
