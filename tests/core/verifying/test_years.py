"""Over New Year: two logs, the first of them ended; what stands in which of them, and what verify says of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from baigong.core.credentials import cose
from baigong.core.credentials.paths import path_in
from baigong.core.credentials.publication import form_of_token, forms_of, session_of
from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.core.tlog.entries import Filler, KeyTold, Opened, Revoked, Sealed
from baigong.core.verifying.verifying import answered
from baigong.ground.log.auditing import audit
from baigong.ground.log.earlier import earlier_states
from baigong.ground.log.judging import Rules
from baigong.ground.log.monitor import monitoring
from baigong.ground.log.proving import path_to, prove
from baigong.ground.log.reading import Tree
from baigong.ground.log.source import source_of
from baigong.ground.trust.content import PackContent, PackLog
from baigong.ground.trust.opening import opened_trust
from baigong.ground.trust.writing import write_trust
from ground.log.small import FIRST, LOG, SECOND, Log, Signer, hashed, item, policy
from ground.trust.packing import BODY, PUBLISHER, SIGNER, World, another, entry_of, token_of, wallet

NEXT = Signer("log.example/2027", 9)
POLICY = (
    f"log {LOG.key}\nlog {NEXT.key}\nwitness first {FIRST.key}\nwitness second {SECOND.key}\n"
    "group both all first second\nquorum both\n"
)
DECEMBER, LAST, JANUARY = date(2026, 12, 28), date(2026, 12, 31), date(2027, 1, 2)
AT = datetime(2027, 1, 3, 4, tzinfo=UTC)
MIDNIGHT = datetime(2026, 12, 31, 16, tzinfo=UTC)
IN_TIME, LATE, AFTER = (
    another(18, issued_on=DECEMBER),
    another(19, issued_on=LAST),
    another(20, issued_on=JANUARY),
)
LOST = another(21, issued_on=LAST)


def noon(day):
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def logged(certificate):
    return item(entry_of(certificate, kid=SIGNER.kid, token=token_of(certificate)))


def filling(count):
    return [item(Filler(), b"filler %d" % place) for place in range(count)]


class Years(World):
    """A key and a session that both logs tell of; a certificate in December, two in January, one that never came."""

    def __init__(self, home):
        super().__init__(home)
        self.next, self.policy, self.list_at = Log(home, "next", NEXT), POLICY, noon(JANUARY)
        session = session_of(BODY, IN_TIME.session)
        self.told = [
            KeyTold(SIGNER.kid.encode(), "Ed25519", SIGNER.public, date(2026, 1, 1), None),
            Opened(session, BODY, date(2026, 12, 1), 3),
            Sealed(session, hashed("marks"), DECEMBER),
        ]
        self.log.grow([*map(item, self.told), logged(IN_TIME)], noon(DECEMBER))
        self.log.grow(filling(252), MIDNIGHT - timedelta(minutes=1))
        self.next.grow([*map(item, self.told), logged(LATE)], MIDNIGHT + timedelta(minutes=1))
        self.next.grow([logged(AFTER)], noon(JANUARY))

    def seal(self, at=AT):
        self.next.grow(filling(-checkpoint_of(self.next.published.text).size % 256), at)

    @property
    def final(self):
        return checkpoint_of(self.log.published.text)

    @property
    def content(self) -> PackContent:
        one = super().content
        old = PackLog(
            origin="log.example/2026", year=2026, folder=self.log.folder, is_short=self.is_short, final=self.final
        )
        new = PackLog(origin="log.example/2027", year=2027, folder=self.next.folder, is_short=self.is_short)
        return replace(one, logs=[old, new], made_at=AT)

    def without_next(self):
        folder = self.home / "old pack"
        write_trust(folder, replace(self.content, logs=self.content.logs[:1]), PUBLISHER)
        return opened_trust(folder)

    def audited(self, log, state, *earlier):
        with earlier_states(earlier) as before, monitoring(state) as monitor:
            told = audit(source_of(str(log.folder)), policy(POLICY), monitor, Rules(3, frozenset({BODY})), before)
        return [(one.place, one.fault.code) for one in told.findings], told.unjudged


@pytest.fixture
def years(tmp_path):
    return Years(tmp_path)


def with_path(log, certificate):
    read, checkpoint = source_of(str(log.folder)), checkpoint_of(log.published.text)
    path = path_to(read, checkpoint, entry_of(certificate, kid=SIGNER.kid, token=token_of(certificate)))
    return cose.with_path(cose.issued(certificate, SIGNER), path)


def verdict(trust, given, proof=None, at=AT):
    return answered(given, trust, at, proof).verdict


def test_both_logs_are_audited_by_one_monitor(years, tmp_path):
    years.next.grow([item(Revoked(forms_of(IN_TIME)[0], JANUARY))], noon(JANUARY))

    assert years.audited(years.log, tmp_path / "2026") == ([], 0)
    assert years.audited(years.next, None) == ([], 1)
    assert years.audited(years.next, tmp_path / "2027", tmp_path / "2026") == ([], 0)
    years.next.grow([logged(LOST)], noon(JANUARY))
    assert years.audited(years.next, tmp_path / "2027", tmp_path / "2026") == ([(6, "log.too_many")], 0)


@pytest.mark.parametrize("shown", [lambda one: cose.issued(one, SIGNER), wallet])
def test_with_the_entries_at_hand_each_is_found_in_whichever_log_it_stands(years, shown):
    trust = years.trust()

    assert [verdict(trust, shown(one)) for one in (IN_TIME, LATE, AFTER)] == ["valid"] * 3
    assert verdict(trust, shown(LOST)) == "not_in_log"


def test_the_answer_names_the_log_that_has_the_entry(years):
    trust = years.trust()

    told = [answered(cose.issued(one, SIGNER), trust, AT, None).checks[5] for one in (IN_TIME, LATE)]

    assert [(one.name, one.detail.facts["year"]) for one in told] == [("log", 2026), ("log", 2027)]


def test_an_ending_in_the_new_year_counts(years):
    years.next.grow([item(Revoked(forms_of(IN_TIME)[0], JANUARY))], noon(JANUARY))
    trust = years.trust()

    assert [verdict(trust, cose.issued(one, SIGNER)) for one in (IN_TIME, LATE)] == ["revoked", "valid"]


def test_a_path_is_held_against_the_log_in_which_the_entry_stands(years):
    years.seal()
    years.is_short = True
    trust = years.trust()

    told = [with_path(years.log, IN_TIME), with_path(years.next, LATE), with_path(years.next, AFTER)]
    assert [verdict(trust, one) for one in told] == ["valid"] * 3
    tree = Tree(source_of(str(years.next.folder)), checkpoint_of(years.next.published.text))
    path = path_in(3, form_of_token(token_of(LOST)), tree.node)
    assert verdict(trust, cose.with_path(cose.issued(LOST, SIGNER), path)) == "not_in_log"


def test_a_proof_shows_the_log_itself(years):
    note = years.next.published
    proof = str(prove(source_of(str(years.next.folder)), note, checkpoint_of(note.text), 3)).encode()

    assert verdict(years.trust(), wallet(LATE), proof) == "valid"
    assert verdict(years.without_next(), wallet(LATE), proof) == "valid"


def test_who_has_no_log_of_the_new_year_accuses_nobody_of_the_last_days(years):
    trust = years.without_next()

    assert verdict(trust, cose.issued(LATE, SIGNER)) == "unknown"
    assert verdict(trust, cose.issued(another(30, issued_on=DECEMBER), SIGNER)) == "not_in_log"
    years.seal()
    assert verdict(trust, with_path(years.next, LATE)) == "unknown"


def test_a_tile_of_the_new_year_that_is_not_full_yet_cannot_be_told(years):
    trust = years.trust()
    years.seal()

    assert verdict(trust, with_path(years.next, LATE)) == "unknown"


def test_the_pack_pins_the_year_that_ended(years):
    trust = years.trust()

    assert {year: (log.is_final, log.size) for year, log in trust.logs.items()} == {
        2026: (True, 256),
        2027: (False, 5),
    }
