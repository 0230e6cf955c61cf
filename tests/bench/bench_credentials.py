"""Each form of a certificate, issued and verified, against the bare signature that it cannot do without.

What is issued is another certificate each time, made beforehand, since one remembers what it was asked once.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

from measure import Work, compared

from baigong.core.credentials import badge, cose, sdjwt
from baigong.core.credentials.certificate import Certificate
from baigong.core.credentials.signing import HeldKey, Key

AT, ISSUER = datetime(2025, 6, 3, 8, tzinfo=UTC), "did:web:skills.example"
CERTIFICATE = Certificate(
    number="S000133010001253000017",
    name="蓝小兰",
    document="330106********1234",
    occupation="6-31-01-03",
    occupation_name="电工",
    level="3",
    channel="identification",
    issuer=ISSUER,
    credit_code="91330106MA2XXXXX0X",
    issuer_name="杭州百工评价有限公司",
    region="330106",
    session="2025-0007",
    issued_on=date(2025, 6, 3),
    status_list="https://skills.example/status/2025/3",
    status_index=94_567,
    salt=bytes(range(16)),
)
SIGNER = HeldKey(f"{ISSUER}#2025", bytes(32))
KEY = Key(SIGNER.kid, SIGNER.public)
KEYS, RANDOM = {KEY.kid: KEY}, bytes(range(96))
TIMES, ROUNDS = 200, 25


def issuing(form: Callable[[Certificate], object]) -> Work:
    stock = iter([replace(CERTIFICATE) for _ in range(TIMES * (ROUNDS + 1))])
    return lambda: form(next(stock))


def often(work: Work) -> None:
    for _ in range(TIMES):
        work()


def shares(name: str, issue: Work, verify: Work, *, of_sign: float, of_verify: float, message: bytes) -> None:
    """The goals are shares of the bare rate; a ratio of times is its reverse."""
    signature = SIGNER.sign(message)
    sign, check = partial(SIGNER.sign, message), partial(KEY.holds, signature, message)
    compared(f"issue_{name}", partial(often, issue), partial(often, sign), at_most=1 / of_sign, rounds=ROUNDS)
    compared(f"verify_{name}", partial(often, verify), partial(often, check), at_most=1 / of_verify, rounds=ROUNDS)


if __name__ == "__main__":
    paper = cose.issued(CERTIFICATE, SIGNER)
    shares(
        "cose",
        issuing(lambda one: cose.issued(one, SIGNER)),
        partial(cose.opened, paper, KEYS),
        of_sign=0.65,
        of_verify=0.85,
        message=paper,
    )
    file = badge.issued(CERTIFICATE, SIGNER, created=AT)
    shares(
        "badge",
        issuing(lambda one: badge.issued(one, SIGNER, created=AT)),
        partial(badge.opened, file, KEYS),
        of_sign=0.30,
        of_verify=0.50,
        message=bytes(64),
    )
    wallet = sdjwt.issued(CERTIFICATE, SIGNER, random=RANDOM)
    shares(
        "sd_jwt",
        issuing(lambda one: sdjwt.issued(one, SIGNER, random=RANDOM)),
        partial(sdjwt.opened, wallet, KEYS),
        of_sign=0.25,
        of_verify=0.55,
        message=wallet.partition("~")[0].encode(),
    )
