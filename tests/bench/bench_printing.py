"""Certificates to PDF/A by one kept typesetter, against a fresh one each time, which reads fonts and template anew.

Told beside it: PDFs a second, of a goal of 100, with everything: code, words, layout and file; and the same by the
processor's time, for a machine that has other work.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice
from time import process_time

from bench_credentials import AT, CERTIFICATE, SIGNER
from measure import compared, say, seconds

from baigong.core.credentials import cose
from baigong.ground.printing import press
from baigong.ground.printing.certificates import printed
from baigong.ground.printing.printable import Printable

ONCE, MANY = 12, 300


def certificates() -> Iterator[Printable]:
    """No two alike: what a typesetter has set once, it remembers."""
    for number in count():
        name = "蓝" + chr(0x4E00 + number % 20_000) + "兰"
        one = replace(CERTIFICATE, number=f"S0001330100012530{number:05}", name=name, occupation_name_en="Electrician")
        code = cose.text(cose.issued(one, SIGNER))
        yield Printable(certificate=one, code=code, verify_at="https://skills.example/verify")


STOCK = certificates()


def kept() -> None:
    for _ in printed(list(islice(STOCK, ONCE)), made_at=AT):
        continue


def fresh() -> None:
    for one in list(islice(STOCK, ONCE)):
        press.forget()
        next(printed([one], made_at=AT))


if __name__ == "__main__":
    compared("print_kept_against_fresh", kept, fresh, at_most=0.8)
    kept()
    batch = list(islice(STOCK, MANY))
    begun = process_time()
    taken = seconds(lambda: [len(content) for content in printed(batch, made_at=AT)])
    say("print_pdfs", per_second=MANY / taken, per_processor_second=MANY / (process_time() - begun), goal=100)
