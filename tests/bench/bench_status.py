"""How large the lists are that a verifier without a network carries: 100 million certificates, 0.2% of them ended.

763 status lists of 131,072 bits with their void lists, each as it is signed, in files as a trust pack has them, in
one archive as it is handed on. One in ten of what has ended was void from the first day.
"""

import lzma
from datetime import UTC, datetime, timedelta
from io import BytesIO
from random import Random
from tarfile import TarFile, TarInfo
from zipfile import ZIP_DEFLATED, ZipFile

from measure import limited, say

from baigong.core.credentials.certificate import STATUS_BITS
from baigong.core.credentials.jcs import canonical
from baigong.core.credentials.signing import HeldKey
from baigong.core.credentials.status import REVOCATION, VOID, issued, void_beside
from baigong.ground.trust.together import files_with, places_of

CERTIFICATES, ENDED, VOID_OF_ENDED = 100_000_000, 0.002, 10
MEGABYTE = 1_000_000
LISTS = -(-CERTIFICATES // STATUS_BITS)
ISSUER, AT = "did:web:skills.example", datetime(2026, 3, 2, tzinfo=UTC)
UNTIL = AT + timedelta(days=7)
SIGNER = HeldKey(f"{ISSUER}#2026", bytes(32))


def lists() -> dict[str, bytes]:
    random, signed = Random(1), {}
    indexes = [random.sample(range(STATUS_BITS), round(STATUS_BITS * ENDED)) for _ in range(LISTS)]
    for number, ended in enumerate(indexes, start=1):
        place, void = f"https://skills.example/status/2026/{number}", ended[: len(ended) // VOID_OF_ENDED]
        for at, bits, purpose in ((place, ended, REVOCATION), (void_beside(place), void, VOID)):
            signed[at] = canonical(issued(at, SIGNER, ended=bits, at=AT, until=UNTIL, purpose=purpose))
    return signed


def zipped(files: dict[str, bytes]) -> int:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return len(packed.getvalue())


def tarred(files: dict[str, bytes]) -> int:
    packed = BytesIO()
    with TarFile(fileobj=packed, mode="w") as archive:
        for name, content in files.items():
            info = TarInfo(name)
            info.size = len(content)
            archive.addfile(info, BytesIO(content))
    return len(lzma.compress(packed.getvalue(), preset=9))


if __name__ == "__main__":
    both = lists()
    files = files_with(both, places_of(both))
    limited("revocation_and_void_lists_zip", zipped(files) / MEGABYTE, at_most=1, unit="megabytes")
    # A zip packs each file by itself: with a file for each list, the words that all share would be in it 1,526 times.
    say(
        "revocation_and_void_lists",
        tar_xz=tarred(files) / MEGABYTE,
        zip_of_a_file_each=zipped(both) / MEGABYTE,
        as_served=sum(map(len, both.values())) / MEGABYTE,
    )
