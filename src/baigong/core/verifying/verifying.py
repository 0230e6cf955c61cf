"""Everything that is asked of a certificate, in one order, and which of the answers comes before which."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from baigong.core.credentials.refusals import Altered, ExpiredKey, UnknownIssuer, Unreadable
from baigong.core.credentials.sdjwt import NotForYou
from baigong.core.refusal import Fault, Refusal
from baigong.core.text import msgid
from baigong.core.tlog.entries import Revoked, Voided
from baigong.core.verifying.answers import ON_RECORD, Answer, Check, Name, Verdict, all_checks, told, without_salt
from baigong.core.verifying.forms import Form, NoRdf, NotOurs, OtherHost, Rdf, Shown, form_of, shown_in
from baigong.core.verifying.logged import Logged, endings, logged
from baigong.core.verifying.standing import Status, Term, status_of, term_of
from baigong.core.verifying.trust import Trust

READ: Mapping[Form, str] = {
    "cose": msgid("It is a printed code."),
    "badge": msgid("It is a certificate file (Open Badges 3.0)."),
    "vc+jwt": msgid("It is a certificate file (vc+jwt)."),
    "sd-jwt": msgid("It is a certificate from a wallet (SD-JWT)."),
}
SIGNED = msgid("The signature holds: nothing was changed.")
KEY_HELD = msgid("The key %(kid)s was the issuer's on %(day)s.")
LOG_REVOKED = msgid("The public log says that it ended on %(day)s.")
LOG_VOIDED = msgid("The public log said on %(day)s that it never held.")
NOT_OURS = msgid("this is no certificate of a kind that is issued here")
OTHER_HOST = msgid("the code leads to an address that is none of a trusted issuer")
NO_RDF = msgid("its proof is of a kind that cannot be checked here")
FOR_OTHERS = msgid("it was shown in answer to another's question")
WHY: Mapping[type[Refusal], str] = {NotOurs: NOT_OURS, OtherHost: OTHER_HOST, NoRdf: NO_RDF, NotForYou: FOR_OTHERS}


def answered(given: bytes, trust: Trust, at: datetime, proof: bytes | None, *, rdf: Rdf | None = None) -> Answer:
    """`proof`: the bytes of a `.tlog-proof` that came with it. `rdf` loads what reads eddsa-rdfc-2022; it is slow."""
    form = form_of(given)
    try:
        if form is None:
            raise NotOurs
        shown = shown_in(given, form, trust, rdf)
    except Refusal as refusal:
        return _refused(refusal, form, trust)
    return _judged(shown, trust, at, proof)


def _refused(refusal: Refusal, form: Form | None, trust: Trust) -> Answer:
    """These end it: of what is not proven to be an issuer's word nothing is believed."""
    verdict, place = _ending(refusal)
    done = {name: Check(name, True, fault) for name, fault in _before(refusal, form).items()}
    is_told = refusal.__class__ not in (NoRdf, NotForYou)
    done[place] = Check(place, False if is_told else None, refusal.fault)
    sentence = told("unknown", why=Fault("verify.why", WHY[type(refusal)])) if verdict == "unknown" else told(verdict)
    return Answer(verdict, sentence, all_checks(done), form, {}, trust.is_synthetic)


def _ending(refusal: Refusal) -> tuple[Verdict, Name]:
    if isinstance(refusal, Unreadable):
        return "altered", "form"
    if isinstance(refusal, UnknownIssuer):
        return "unknown_issuer", "key"
    if isinstance(refusal, Altered):
        return "altered", "signature"
    if isinstance(refusal, ExpiredKey):
        return "expired_key", "key"
    if type(refusal) in WHY:
        return "unknown", "form"
    raise refusal


def _before(refusal: Refusal, form: Form | None) -> dict[Name, Fault]:
    """What held before. What an unknown key has signed cannot be checked."""
    if form is None or not isinstance(refusal, UnknownIssuer | Altered | ExpiredKey):
        return {}
    held: dict[Name, Fault] = {"signature": Fault("verify.signed", SIGNED)} if isinstance(refusal, ExpiredKey) else {}
    return {"form": Fault("verify.form", READ[form]), **held}


def _judged(shown: Shown, trust: Trust, at: datetime, proof: bytes | None) -> Answer:
    term, status, log = term_of(shown, at), status_of(shown, trust, at), logged(shown, trust, proof)
    status = _ended_in_log(status, endings(shown, trust, log.entry))
    verdict, sentence = _verdict(shown, trust, term, status, log)
    held = {"kid": shown.kid, "day": shown.issued_on.isoformat()}
    checks = (
        Check("form", True, Fault("verify.form", READ[shown.form])),
        Check("signature", True, Fault("verify.signed", SIGNED)),
        Check("key", True, Fault("verify.key_held", KEY_HELD, held)),
        term.check,
        status.check,
        log.log,
        log.witness,
    )
    return Answer(verdict, sentence, checks, shown.form, without_salt(shown.known), trust.is_synthetic)


def _ended_in_log(status: Status, found: list[Revoked | Voided]) -> Status:
    """The log's word counts as much as the list's; that it never held comes before that it ended."""
    voided = [one for one in found if isinstance(one, Voided)]
    if status.ending == "void" or not found or (status.ending and not voided):
        return status
    one = (voided or found)[0]
    sentence = LOG_VOIDED if voided else LOG_REVOKED
    check = replace(status.check, holds=False, detail=Fault("verify.log_ended", sentence, {"day": one.day.isoformat()}))
    return Status(check, ending="void" if voided else "revoked")


def _verdict(shown: Shown, trust: Trust, term: Term, status: Status, log: Logged) -> tuple[Verdict, Fault]:
    issuer = trust.issuers[shown.issuer].name
    facts = {"issuer": issuer, "day": shown.issued_on.isoformat()}
    if status.ending:
        return status.ending, told(status.ending, **facts)
    if term.is_over:
        return "expired", told("expired", until=str(shown.known["valid_until"]))
    if log.log.holds is False:
        return "not_in_log", told("not_in_log")
    if log.is_backdated and log.seen:
        return "backdated", told("backdated", day=facts["day"], seen=log.witness.detail.facts["seen"])
    for why in (status.why, log.why, term.why):
        if why:
            return "unknown", told("unknown", why=why)
    if trust.is_keeper(shown.issuer):
        return "valid", Fault("verify.on_record", ON_RECORD, facts)
    return "valid", told("valid", **facts)
