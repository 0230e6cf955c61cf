"""A keyring on its way: sealed under a passphrase, to be kept apart from the backups it opens."""

import hashlib
import json
from collections.abc import Callable

from cryptography.exceptions import InvalidTag

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.vault.keyring import BadKeyring, Keyring, as_text, from_text
from baigong.ground.vault.suites import NONCE, PROFILES, SUITES, Profile

SHORTEST = 12
COST = {"n": 1 << 16, "r": 8, "p": 1}
MEMORY = 128 * 1024 * 1024
LABEL = b"baigong keyring"


class ShortPassphrase(Refusal):
    code = "vault.short_passphrase"
    sentence = msgid("The passphrase is shorter than %(least)s characters; choose a longer one.")


class WrongPassphrase(Refusal):
    code = "vault.wrong_passphrase"
    sentence = msgid("The passphrase does not open these keys; type it as it was chosen when they were exported.")


def sealed_keyring(keyring: Keyring, passphrase: str, *, random: Callable[[int], bytes]) -> str:
    if len(passphrase) < SHORTEST:
        raise ShortPassphrase(least=SHORTEST)
    salt, nonce, profile = random(16), random(NONCE), keyring.profile
    sealer = SUITES[profile].sealer(_key(passphrase, salt, profile))
    told = {
        "baigong": "keyring",
        "profile": profile,
        "scrypt": COST,
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "keys": sealer.encrypt(nonce, as_text(keyring).encode(), LABEL).hex(),
    }
    return json.dumps(told)


def opened_keyring(text: str, passphrase: str, *, name: str) -> Keyring:
    try:
        told = json.loads(text)
        profile, salt = told["profile"], bytes.fromhex(told["salt"])
        nonce, keys = bytes.fromhex(told["nonce"]), bytes.fromhex(told["keys"])
        if told["scrypt"] != COST or profile not in PROFILES:
            raise ValueError
    except (ValueError, KeyError, TypeError):
        raise BadKeyring(name=name) from None
    try:
        opened = SUITES[profile].sealer(_key(passphrase, salt, profile)).decrypt(nonce, keys, LABEL)
    except InvalidTag:
        raise WrongPassphrase from None
    return from_text(opened.decode(), name=name)


def _key(passphrase: str, salt: bytes, profile: Profile) -> bytes:
    size = SUITES[profile].size
    return hashlib.scrypt(passphrase.encode(), salt=salt, dklen=size, maxmem=MEMORY, n=1 << 16, r=8, p=1)
