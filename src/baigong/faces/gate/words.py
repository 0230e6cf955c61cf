"""What a verifier says, for pages and for browsers that verify by themselves: the same sentences by the same names."""

from collections.abc import Mapping

from baigong.core.credentials import refusals
from baigong.core.text import msgid
from baigong.core.verifying import answers, forms, logged, standing, verifying
from baigong.core.verifying.answers import Answer, Check

ANSWERS: Mapping[str, str] = {
    "valid": msgid("valid"),
    "revoked": msgid("revoked"),
    "void": msgid("void"),
    "expired": msgid("expired"),
    "not_in_log": msgid("not in the log"),
    "backdated": msgid("backdated"),
    "unknown_issuer": msgid("unknown issuer"),
    "altered": msgid("altered"),
    "expired_key": msgid("wrong key"),
    "unknown": msgid("cannot tell"),
}
CHECKS: Mapping[str, str] = {
    "form": msgid("Form"),
    "signature": msgid("Signature"),
    "key": msgid("Signing key"),
    "term": msgid("Term"),
    "status": msgid("Standing"),
    "log": msgid("Public log"),
    "witness": msgid("Witnesses"),
    "row": msgid("Row of the list"),
}
CELLS: Mapping[str, str] = {
    "number": msgid("Certificate number"),
    "name": msgid("Holder's name"),
    "document": msgid("Identity document"),
    "occupation": msgid("Occupation code"),
    "occupation_name": msgid("Occupation"),
    "level": msgid("Level"),
    "issuer_name": msgid("Issued by"),
    "credit_code": msgid("Credit code of the issuer"),
    "issued_on": msgid("Issued on"),
    "valid_until": msgid("Valid until"),
}
# How an answer looks beyond its colour: by these names the glyphs of checks are drawn.
LOOKS: Mapping[str, str] = {
    "valid": "holds",
    "expired": "doubt",
    "unknown": "not_done",
} | dict.fromkeys(("revoked", "void", "backdated", "not_in_log", "unknown_issuer", "altered", "expired_key"), "fails")
# By the names that static/baigong/js/gate/ uses; tests hold its answers against core/verifying.
SENTENCES: Mapping[str, str] = {
    **answers.SENTENCES,
    "on_record": answers.ON_RECORD,
    "not_looked_at": answers.NOT_LOOKED_AT.sentence,
    "form": verifying.READ["cose"],
    "not_ours": forms.NotOurs.sentence,
    "other_host": forms.OtherHost.sentence,
    "why_not_ours": verifying.NOT_OURS,
    "why_other_host": verifying.OTHER_HOST,
    "unreadable": refusals.Unreadable.sentence,
    "code": refusals.CODE,
    "too_long": refusals.TOO_LONG,
    "bad_text": refusals.BAD_TEXT,
    "bad_shape": refusals.BAD_SHAPE,
    "not_canonical": refusals.NOT_CANONICAL,
    "no_key": refusals.UnknownIssuer.sentence,
    "bad_signature": refusals.Altered.sentence,
    "key_expired": refusals.ExpiredKey.sentence,
    "signed": verifying.SIGNED,
    "key_held": verifying.KEY_HELD,
    "log_revoked": verifying.LOG_REVOKED,
    "log_voided": verifying.LOG_VOIDED,
    "within_term": standing.WITHIN,
    "for_good": standing.FOR_GOOD,
    "term_over": standing.OVER,
    "future": standing.FUTURE,
    "list_stands": standing.STANDS,
    "list_revoked": standing.REVOKED,
    "list_void": standing.ANNULLED,
    "no_list": standing.NO_LIST,
    "list_old": standing.OLD,
    "by_path": logged.BY_PATH,
    "by_search": logged.BY_SEARCH,
    "bad_path": logged.BAD_PATH,
    "too_long_for_log": logged.TOO_LONG,
    "other_entry": logged.OTHER_ENTRY,
    "not_found": logged.NOT_FOUND,
    "no_evidence": logged.NO_EVIDENCE,
    "newer": logged.NEWER,
    "newer_path": logged.NEWER_PATH,
    "seen": logged.SEEN,
    "seen_late": logged.BACKDATED,
    "recorded": logged.RECORDED,
    "no_witness": logged.NO_WITNESS,
    "no_quorum": logged.NOT_ASKED,
    "unlogged": logged.UNLOGGED,
}


def look_of(check: Check, answer: Answer) -> str:
    """A check that was not come to is drawn otherwise than one that leaves a doubt."""
    if check.holds is None:
        is_doubt = answer.verdict == "unknown" and check.detail == answer.sentence.facts.get("why")
        return "doubt" if is_doubt else "not_done"
    return "holds" if check.holds else "fails"
