"""Which key the blind index stands under: the database says it, because it changes in the database's transactions."""

from django.db import transaction

from baigong.apps.registry.models import IndexKey
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.node.home import Home
from baigong.ground.vault.keyring import Keyring, read_keyring


class StrangeIndex(Refusal):
    code = "registry.strange_index"
    sentence = msgid(
        "The records stand under the index key %(theirs)s, which this node's keyring does not have; bring it in with "
        "“baigong keys import” from the keys that you exported."
    )


def in_use(keyring: Keyring) -> Keyring:
    """The keyring with the index key that the records stand under; a rotation under way is waited for.

    Whoever writes a key calls this in the transaction in which she writes it.
    """
    told = IndexKey.objects.select_for_update(no_key=True).first()
    if told is None:
        return keyring
    index = keyring.index_named(told.fingerprint)
    if index is None:
        raise StrangeIndex(theirs=told.fingerprint)
    return keyring.indexed_by(index)


def keyring_of(home: Home) -> Keyring:
    """The node's keyring as the records stand; for whoever keeps rotations waiting meanwhile, as loads do."""
    with transaction.atomic():
        return in_use(read_keyring(home.keyring))


def hold_index_key(keyring: Keyring) -> None:
    """Refuses a keyring that was read before the last rotation; to be called before a key is written."""
    if in_use(keyring).index != keyring.index:
        raise StrangeIndex(theirs=in_use(keyring).index_id)
