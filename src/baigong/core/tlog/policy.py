"""Trust policies (C2SP tlog-policy): which logs are known, which witnesses, and how many of them are enough."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from baigong.core.refusal import Refusal
from baigong.core.text import Msgid, msgid
from baigong.core.tlog.notes import COSIGNATURE, BadKey, Key, key_of

NONE = "none"


class BadPolicy(Refusal):
    code = "tlog.bad_policy"
    sentence = msgid("Line %(line)s of the trust policy cannot be used: %(why)s.")


UNKNOWN_LINE = msgid("it begins with none of log, witness, group and quorum, or has too few or too many words")
BAD_KEY = msgid("the key cannot be read, or is of the wrong kind")
TWICE = msgid("the same key or name stands above already")
UNDEFINED = msgid("it names something that is not defined above it, or is a member of a group already")
BAD_COUNT = msgid("the number is none from 1 to the number of members")
ONE_QUORUM = msgid("exactly one line must say the quorum")
CONTROL = msgid("it has control characters")


@dataclass(frozen=True, slots=True)
class Group:
    """Witnessed as soon as `enough` of its members are."""

    enough: int
    members: tuple[str, ...]


@dataclass
class Policy:
    """`quorum` names a witness or a group; empty: no witness is asked for."""

    logs: dict[str, Key] = field(default_factory=dict)
    witnesses: dict[str, Key] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    quorum: str = ""

    def is_met_by(self, witnesses: Iterable[str]) -> bool:
        """Whether these witnesses, by their names in the policy, are enough."""
        return not self.quorum or _is_witnessed(self.quorum, frozenset(witnesses), self.groups)


def policy_of(content: bytes) -> Policy:
    """Names are kept as they are written; nothing in them but the octets counts."""
    policy, has_quorum = Policy(), False
    for number, line in enumerate(content.split(b"\n"), start=1):
        if any((octet < 0x20 and octet != 0x09) or octet == 0x7F for octet in line):
            raise BadPolicy(line=number, why=CONTROL)
        words = [word for word in line.decode("utf-8", "surrogateescape").replace("\t", " ").split(" ") if word]
        if not words or words[0].startswith("#"):
            continue
        if words[0] == "quorum" and has_quorum:
            raise BadPolicy(line=number, why=ONE_QUORUM)
        has_quorum |= words[0] == "quorum"
        _READERS.get(words[0], _unknown)(policy, words[1:], number)
    if not has_quorum:
        raise BadPolicy(line=content.count(b"\n") + 1, why=ONE_QUORUM)
    return policy


def _log(policy: Policy, words: list[str], number: int) -> None:
    _refuse_unless(len(words) in (1, 2), number, UNKNOWN_LINE)
    key = _key(words[0], number)
    _refuse_unless(key.kind != COSIGNATURE, number, BAD_KEY)
    _refuse_unless(all(known.public != key.public for known in policy.logs.values()), number, TWICE)
    _refuse_unless(key.name not in policy.logs, number, TWICE)
    policy.logs[key.name] = key
    policy.urls.update({key.name: words[1]} if len(words) == 2 else {})


def _witness(policy: Policy, words: list[str], number: int) -> None:
    _refuse_unless(len(words) in (2, 3), number, UNKNOWN_LINE)
    name, key = words[0], _key(words[1], number)
    _refuse_unless(key.kind == COSIGNATURE, number, BAD_KEY)
    _refuse_unless(all(known.public != key.public for known in policy.witnesses.values()), number, TWICE)
    _refuse_unless(name != NONE and name not in policy.witnesses and name not in policy.groups, number, TWICE)
    policy.witnesses[name] = key
    policy.urls.update({name: words[2]} if len(words) == 3 else {})


def _group(policy: Policy, words: list[str], number: int) -> None:
    _refuse_unless(len(words) >= 3, number, UNKNOWN_LINE)
    name, count, *members = words
    _refuse_unless(name != NONE and name not in policy.witnesses and name not in policy.groups, number, TWICE)
    grouped = {member for group in policy.groups.values() for member in group.members}
    known = (policy.witnesses.keys() | policy.groups.keys()) - grouped
    _refuse_unless(len(set(members)) == len(members) and set(members) <= known, number, UNDEFINED)
    told = {"all": len(members), "any": 1}.get(count) or (int(count) if count.isascii() and count.isdigit() else 0)
    _refuse_unless(1 <= told <= len(members), number, BAD_COUNT)
    policy.groups[name] = Group(told, tuple(members))


def _quorum(policy: Policy, words: list[str], number: int) -> None:
    _refuse_unless(len(words) == 1, number, UNKNOWN_LINE)
    name = words[0]
    _refuse_unless(name == NONE or name in policy.witnesses or name in policy.groups, number, UNDEFINED)
    policy.quorum = "" if name == NONE else name


def _unknown(policy: Policy, words: list[str], number: int) -> None:
    raise BadPolicy(line=number, why=UNKNOWN_LINE)


_READERS = {"log": _log, "witness": _witness, "group": _group, "quorum": _quorum}


def _key(written: str, number: int) -> Key:
    try:
        return key_of(written)
    except BadKey:
        raise BadPolicy(line=number, why=BAD_KEY) from None


def _refuse_unless(fits: bool, number: int, why: Msgid | str) -> None:
    if not fits:
        raise BadPolicy(line=number, why=why)


def _is_witnessed(name: str, witnesses: frozenset[str], groups: Mapping[str, Group]) -> bool:
    if name not in groups:
        return name in witnesses
    group = groups[name]
    return sum(_is_witnessed(member, witnesses, groups) for member in group.members) >= group.enough
