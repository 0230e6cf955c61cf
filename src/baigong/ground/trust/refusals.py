"""Why a trust pack is not used."""

from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class UnusablePack(Refusal):
    code = "trust.unusable"
    sentence = msgid("The trust pack “%(name)s” cannot be used: %(why)s. Get it again from whoever publishes it.")


NOT_THERE = msgid("it is not there, or is neither a folder nor a .zip file")
NO_FILE = msgid("its file %(path)s is missing")
NO_LINE = msgid("its file %(path)s has no line %(line)s, where a status list should stand")
OTHER_HASH = msgid("its file %(path)s is not the one that trust.json names; it was changed, or is damaged")
NOT_NAMED = msgid("trust.json does not vouch for its file %(path)s")
BAD_NAME = msgid("“%(path)s” is no path inside a pack")
TOO_LARGE = msgid("its file %(path)s is larger than any that belongs there")
BAD_MANIFEST = msgid("its trust.json cannot be read, or says something that cannot be")
NO_SUCH_KEY = msgid("the document of the issuer %(did)s does not have the key %(kid)s, or has it twice")
OTHER_FINAL = msgid("the checkpoint of the log %(origin)s is not the last one of that year")
NO_CHECKPOINT = msgid("the log %(origin)s has another name in its checkpoint")
NOT_BY_KEY = msgid("its trust.note is not signed by the key that you named, or is of another trust.json")
