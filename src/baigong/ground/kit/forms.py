"""The files of a kit's credentials: each in its form, altered where it is to be, with its proof beside it or in it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

import segno

from baigong.core.credentials import badge, cose, integrity, jcs, rdf, sdjwt
from baigong.core.credentials.multibase import base64url
from baigong.core.credentials.paths import path_in
from baigong.core.credentials.publication import form_of_token
from baigong.core.credentials.strict import Json
from baigong.ground.kit.altering import altered_badge, altered_paper, altered_token, cut
from baigong.ground.kit.cases import Case
from baigong.ground.kit.drawing import Draw
from baigong.ground.kit.history import History, Signed
from baigong.ground.kit.issuers import HOST
from baigong.ground.kit.logs import with_few_witnesses
from baigong.ground.kit.times import witnessed
from baigong.ground.printing.certificates import printed
from baigong.ground.printing.printable import Printable

ENDS = {"cose": "txt", "png": "png", "badge": "json", "sd-jwt": "sd-jwt", "pdf": "pdf"}
PROOF = "tlog-proof"
PROVEN = {"proof", "away", "unseen"}  # those that bring one
CANONICALISERS: Mapping[str, integrity.Canonicalise] = {"jcs": jcs.plain, "rdfc": rdf.canonicaliser()}


def file_name(case: Case) -> str:
    return f"{case.name}.{'jwt' if case.how == 'jwt' else ENDS[case.form]}"


def foreign(case: Case, draw: Draw) -> bytes:
    """What another scheme would print."""
    text = f"QR9:{base64url(draw.octets('foreign', case.number, size=90))}"
    return picture(text) if case.form == "png" else f"{text}\n".encode()


@dataclass(frozen=True)
class Forming:
    history: History

    def files(self, one: Signed) -> Iterator[tuple[str, bytes]]:
        """The credential first, then the proof that stands beside it, if one does."""
        name = file_name(one.draft.case)
        yield name, self._content(one)
        if one.draft.case.how in PROVEN:
            yield f"{name}.{PROOF}", self._proof(one)

    def _content(self, one: Signed) -> bytes:
        form = one.draft.case.form
        if form == "badge":
            return f"{self._badge(one)}\n".encode()
        if form == "sd-jwt":
            return f"{self._token(one)}\n".encode()
        text = self._paper(one)
        if form == "pdf":
            return _sheet(one, text)
        return f"{text}\n".encode() if form == "cose" else picture(text)

    def _paper(self, one: Signed) -> str:
        draft, how = one.draft, one.draft.case.how
        content = cose.issued(draft.certificate, draft.signer)
        if how in ("path", "short"):
            content = self._with_path(content, one)
        if draft.case.answer == "altered":
            content = altered_paper(content, draft.certificate, draft.signer, how)
        return cose.link(content, host=HOST) if how == "link" else cut(cose.text(content), how)

    def _badge(self, one: Signed) -> str:
        draft, how = one.draft, one.draft.case.how
        created = witnessed(draft.certificate.issued_on)
        if how == "jwt":
            return badge.issued_as_jwt(draft.certificate, draft.signer)
        if how == "rdfc":
            document = badge.document(draft.certificate)
            return _json(
                integrity.signed(document, draft.signer, created=created, form="rdfc", canonicalisers=CANONICALISERS)
            )
        secured = badge.issued(draft.certificate, draft.signer, created=created)
        if draft.case.answer == "altered":
            secured = altered_badge(secured, draft.certificate, draft.signer, how)
        return cut(_json(secured), how)

    def _token(self, one: Signed) -> str:
        draft, how = one.draft, one.draft.case.how
        if draft.case.answer == "altered":
            return cut(altered_token(one.token, draft.certificate, draft.signer, how), how)
        if how == "answering":
            asked = sdjwt.Question("https://somebody.example", "a nonce", witnessed(draft.certificate.issued_on))
            return sdjwt.presented(one.token, names=sdjwt.DISCLOSABLE, question=asked, holder=one.holder)
        return sdjwt.presented(one.token, names=("number", "name")) if how == "few" else one.token

    def _with_path(self, content: bytes, one: Signed) -> bytes:
        """Of its entry in the log or, where it never was logged, of another's."""
        node = self.history.log_of(one.draft).tree.node
        return cose.with_path(content, path_in(self.history.place_of(one.draft), form_of_token(one.token), node))

    def _proof(self, one: Signed) -> bytes:
        log, place = self.history.log_of(one.draft), self.history.place_of(one.draft)
        proof = log.proof(place, log.tree.entry(place))
        return str(with_few_witnesses(proof) if one.draft.case.how == "unseen" else proof).encode()


def picture(text: str) -> bytes:
    """The code with the quiet zone that readers want; ISO/IEC 18004 asks for four modules."""
    into = BytesIO()
    segno.make(text, error="m", micro=False).save(into, kind="png", scale=4, border=4)
    return into.getvalue()


def _sheet(one: Signed, text: str) -> bytes:
    """The certificate as it is printed; what was altered is in its code, which nobody reads by eye."""
    certificate = one.draft.certificate
    printable = Printable(certificate=certificate, code=text, verify_at=f"{HOST}/verify", is_synthetic=True)
    return next(printed([printable], made_at=witnessed(certificate.issued_on)))


def _json(secured: Json) -> str:
    return json.dumps(secured, ensure_ascii=False, indent=1)
