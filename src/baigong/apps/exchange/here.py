"""The node whose settings these are: its folder, its keys, its plan, and where its randomness comes from."""

import os

from django.conf import settings

from baigong.apps.exchange.reading import Node
from baigong.ground.plan import load_plan
from baigong.ground.vault.keyring import kept_keyring


def node_here() -> Node:
    """Read anew each time: its keys may have been rotated since."""
    told = settings.NODE
    keyring = kept_keyring(told.home.keyring, os.urandom, profile=told.profile)
    return Node(told.home, keyring, load_plan(told.plan), told.region, os.urandom)
