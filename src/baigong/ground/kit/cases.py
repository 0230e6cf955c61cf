"""The three hundred credentials of a kit: in which form, with which answer, and what was done to each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Form = Literal["cose", "png", "badge", "sd-jwt", "pdf"]


@dataclass(frozen=True, slots=True)
class Case:
    number: int
    form: Form
    answer: str
    how: str
    why: str

    @property
    def name(self) -> str:
        """Of its file, without what its form adds."""
        return f"{self.number:03d}-{self.answer}-{self.how}"


@dataclass(frozen=True, slots=True)
class Variety:
    """`how` is what the rooms beside this one make of it; `why` is told in the index."""

    answer: str
    how: str
    why: str
    counts: Mapping[Form, int]


def _variety(answer: str, how: str, why: str, **counts: int) -> Variety:
    named: dict[str, Form] = {"cose": "cose", "png": "png", "badge": "badge", "sdjwt": "sd-jwt", "pdf": "pdf"}
    return Variety(answer, how, why, {named[form]: count for form, count in counts.items()})


VARIETIES = (
    _variety("valid", "plain", "Nothing is wrong with it.", cose=18, png=20, badge=14, sdjwt=15, pdf=14),
    _variety("valid", "link", "The same bytes as a link that phones open.", cose=5, png=3),
    _variety("valid", "rdfc", "Its proof is eddsa-rdfc-2022.", badge=3),
    _variety("valid", "jwt", "Secured as vc+jwt.", badge=3),
    _variety("valid", "few", "Its holder shows the number and the name only.", sdjwt=6),
    _variety("valid", "bound", "Bound to its holder's key.", sdjwt=2),
    _variety("valid", "proof", "Its proof stands beside it.", cose=2, badge=2, sdjwt=1, pdf=1),
    _variety("valid", "path", "It carries the path to its log entry.", cose=3, png=3),
    _variety("valid", "short", "It carries its path; the pack has only the upper tiles of the log.", cose=2, png=1),
    _variety(
        "valid", "away", "Its proof stands beside it; the pack has no log of that year.", cose=1, badge=1, sdjwt=1
    ),
    _variety("revoked", "both", "Ended in the status list and in the log.", cose=4, png=3, badge=4, sdjwt=4, pdf=3),
    _variety("revoked", "list", "Ended in the status list; the log does not say so.", cose=1, badge=1, sdjwt=1),
    _variety("revoked", "log", "Ended in the log; the status list does not say so.", cose=1, badge=1, sdjwt=1),
    _variety("revoked", "stale", "Ended in a status list that is nine days old; an end stays one.", cose=1, badge=1),
    _variety("void", "both", "Void in the void list and in the log.", cose=3, png=3, badge=3, sdjwt=3, pdf=2),
    _variety("void", "list", "Void in the void list; the log does not say so.", cose=1, badge=1, sdjwt=1),
    _variety("void", "log", "Void in the log; the lists do not say so.", cose=1, badge=1, sdjwt=1),
    _variety("altered", "signature", "A bit of the signature was flipped.", cose=2, png=2, badge=2, sdjwt=2, pdf=2),
    _variety("altered", "bit", "A bit of what is signed was flipped.", cose=1, png=1, badge=1, sdjwt=1),
    _variety("altered", "payload", "The name was exchanged.", cose=2, png=2, badge=2, sdjwt=2, pdf=1),
    _variety("altered", "grafted", "It has the signature of another one.", cose=2, png=1, badge=2, sdjwt=2, pdf=1),
    _variety("altered", "truncated", "Its end is missing.", cose=2, png=1, badge=1, sdjwt=1),
    _variety("altered", "reencoded", "It is written in another way than the one allowed.", cose=2, sdjwt=1),
    _variety("altered", "forged", "Another key signed it under the issuer's key id.", cose=1, badge=1, sdjwt=1, pdf=1),
    _variety("not_in_log", "absent", "Signed well, but never logged.", cose=3, png=3, badge=3, sdjwt=3, pdf=2),
    _variety("not_in_log", "proof", "Never logged; the proof beside it is another one's.", badge=1, sdjwt=1),
    _variety("not_in_log", "path", "Never logged; the path it carries is another one's.", cose=2),
    _variety("backdated", "late", "Logged a month after its day.", cose=3, png=3, badge=3, sdjwt=3, pdf=2),
    _variety(
        "unknown_issuer", "stranger", "The pack does not name its issuer.", cose=2, png=2, badge=2, sdjwt=2, pdf=1
    ),
    _variety("unknown_issuer", "kid", "The issuer is known, its key is not.", cose=1, badge=1, sdjwt=1),
    _variety("unknown_issuer", "didkey", "Its issuer is a did:key of its own.", cose=1, badge=1),
    _variety("expired_key", "ended", "The key had ended before its day.", cose=2, png=2, badge=2, sdjwt=2, pdf=1),
    _variety("expired_key", "future", "The key had not begun on its day.", cose=2, badge=2, sdjwt=1),
    _variety("unknown", "stale", "Its status list is nine days old.", cose=2, png=1, badge=2, sdjwt=1, pdf=1),
    _variety("unknown", "answering", "Its holder showed it in answer to somebody else's question.", sdjwt=1),
    _variety("unknown", "nolist", "The pack does not have its status list.", cose=1, badge=1),
    _variety("unknown", "foreign", "A code of somebody else's scheme.", cose=2, png=2),
    _variety("unknown", "unseen", "Too few witnesses cosigned the checkpoint of its proof.", cose=1, badge=1, sdjwt=1),
    _variety("unknown", "nolog", "No proof, and the pack has no log of that year.", cose=1, badge=1),
    _variety("unknown", "short", "No path, and the pack has only the upper tiles of the log.", badge=1, sdjwt=1),
    _variety("expired", "over", "Its last day is past.", cose=2, png=2, badge=2, sdjwt=2, pdf=1),
)


def cases() -> list[Case]:
    return [Case(number, *told) for number, told in enumerate(_told(), start=1)]


def _told() -> Iterator[tuple[Form, str, str, str]]:
    for variety in VARIETIES:
        for form, count in variety.counts.items():
            for _ in range(count):
                yield form, variety.answer, variety.how, variety.why
