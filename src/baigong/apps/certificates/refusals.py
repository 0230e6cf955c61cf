"""Why a batch, a key or a signature is refused."""

from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class NoFiling(Refusal):
    code = "certificates.no_filing"
    sentence = msgid(
        "There is no filing “%(filing)s” with a body number of 13 characters; enter the filing first, or correct it."
    )


class NotFiledFor(Refusal):
    code = "certificates.not_filed_for"
    sentence = msgid(
        "The filing “%(filing)s” does not cover this: it is for occupation %(occupation)s, levels %(levels)s, from "
        "%(first)s to %(last)s. Choose the filing that does."
    )


class NoOccupationName(Refusal):
    code = "certificates.no_occupation_name"
    sentence = msgid("The classification names no occupation %(occupation)s; give the name that the certificate shows.")


class SeatsOutOfRange(Refusal):
    code = "certificates.seats"
    sentence = msgid("A session has 1 to %(most)s seats; correct the number.")


class BatchKnown(Refusal):
    code = "certificates.batch_known"
    sentence = msgid("There is a batch “%(key)s” already; open that one, or give this one another number.")


class SessionTaken(Refusal):
    code = "certificates.session_taken"
    sentence = msgid("Session “%(session)s” of this body has a batch already, “%(key)s”; withdraw that one first.")


class NotHeldYet(Refusal):
    code = "certificates.not_held_yet"
    sentence = msgid("The session is on %(day)s; its results can be entered from then on.")


class TooManyResults(Refusal):
    code = "certificates.too_many_results"
    sentence = msgid("The session has %(seats)s seats, and %(count)s candidates would have results; correct either.")


class NothingToEnter(Refusal):
    code = "certificates.nothing_to_enter"
    sentence = msgid("There is no result in it; send at least one row.")


class BadResult(Refusal):
    code = "certificates.bad_result"
    sentence = msgid("Row %(row)s: %(why)s Correct it and send all rows again; nothing was entered.")


class NobodyPassed(Refusal):
    code = "certificates.nobody_passed"
    sentence = msgid("Nobody in this batch has passed, so there is nothing to issue; withdraw it instead.")


class NotStruckAnyMore(Refusal):
    code = "certificates.not_struck_any_more"
    sentence = msgid("This batch is issued or withdrawn; a certificate that is out is voided or revoked instead.")


class SamePerson(Refusal):
    code = "certificates.same_person"
    sentence = msgid("You entered results of this batch, so somebody else has to audit it.")


class NoDocument(Refusal):
    code = "certificates.no_document"
    sentence = msgid("The document is missing: attach the file that shows what was decided.")


class NoticeTooShort(Refusal):
    code = "certificates.notice_too_short"
    sentence = msgid(
        "A public notice stands at least %(days)s working days, here to %(least)s; choose that day or later."
    )


class NoticeStands(Refusal):
    code = "certificates.notice_stands"
    sentence = msgid("The public notice stands to %(day)s; it can be closed on the day after.")


class ObjectionsOpen(Refusal):
    code = "certificates.objections_open"
    sentence = msgid("%(count)s objections wait for an answer; settle each of them, then close the notice.")


class NoNotice(Refusal):
    code = "certificates.no_notice"
    sentence = msgid("Objections are filed while the public notice stands, from %(first)s to %(last)s.")


class SaysTooLittle(Refusal):
    code = "certificates.says_too_little"
    sentence = msgid("A few words are needed here: say in a sentence what it is about.")


class NoContact(Refusal):
    code = "certificates.no_contact"
    sentence = msgid("No contact was given, or it is no longer kept; the answer is read by the code of the receipt.")


class NoObjection(Refusal):
    code = "certificates.objection.not_found"
    sentence = msgid("There is no objection with this code; copy it as it was shown when you sent the objection.")


class NotOfThisBatch(Refusal):
    code = "certificates.not_of_this_batch"
    sentence = msgid("This result is none of the batch that was objected to; choose one of its candidates.")


class NoKey(Refusal):
    code = "certificates.no_key"
    sentence = msgid("No issuing key covers region %(region)s on %(day)s; an approver makes one under “Issuing keys”.")


class KeyLost(Refusal):
    code = "certificates.key_lost"
    sentence = msgid(
        "The private half of key %(kid)s is not in this node's key store; bring back the folder “signing” from a "
        "backup, or end the key as lost and make another."
    )


class KeyThere(Refusal):
    code = "certificates.key_there"
    sentence = msgid("Key %(kid)s signs for this office already; end it before another is made.")


class KeyNameTooLong(Refusal):
    code = "certificates.key_name_too_long"
    sentence = msgid(
        "The issuer of this key would be called %(did)s: that is longer than the %(most)s characters that a "
        "certificate and its line in the public log can hold. Give the node a shorter address."
    )


class KeyEnded(Refusal):
    code = "certificates.key_ended"
    sentence = msgid("Key %(kid)s ended on %(day)s; what was decided with it cannot be signed any more.")


class UnknownKind(Refusal):
    code = "certificates.unknown_kind"
    sentence = msgid("A key signs one of these: %(kinds)s.")


class UnknownEnding(Refusal):
    code = "certificates.unknown_ending"
    sentence = msgid("A key ends for one of these reasons: %(endings)s.")


class EndsTooEarly(Refusal):
    code = "certificates.ends_too_early"
    sentence = msgid("This key signs since %(since)s; it ends then or later, and not after today.")


class NumbersUsedUp(Refusal):
    code = "certificates.numbers_used_up"
    sentence = msgid("Body %(body)s has used all its numbers of %(year)s, level %(level)s: 999,999 are all there are.")


class ClockBehind(Refusal):
    code = "certificates.clock_behind"
    sentence = msgid(
        "The clock says %(today)s, but certificates of this body were issued on %(latest)s already: it is wrong. Set "
        "it right, then issue."
    )


class SignedAlready(Refusal):
    code = "certificates.signed_already"
    sentence = msgid("This certificate is signed already; print it again instead.")


class NotSigned(Refusal):
    code = "certificates.not_signed"
    sentence = msgid("There is no signed copy of this certificate here; countersign it first.")


class CopyForgotten(Refusal):
    code = "certificates.copy_forgotten"
    sentence = msgid("The signed forms of this certificate were forgotten with its holder and cannot be made again.")


class CannotCountersign(Refusal):
    code = "certificates.cannot_countersign"
    sentence = msgid("This record cannot be signed: it has ended, or it does not say its holder's name or its issuer.")
