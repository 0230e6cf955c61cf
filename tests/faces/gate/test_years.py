"""Over New Year a browser looks into the same logs as the command line, and finds the same."""

from dataclasses import replace

from baigong.core.credentials import cose
from baigong.core.verifying.verifying import answered
from baigong.ground.trust.browser import browser_trust
from baigong.ground.trust.opening import opened_pack, trust_of
from baigong.ground.trust.writing import write_trust
from core.verifying.test_years import AFTER, AT, DECEMBER, IN_TIME, LATE, LOST, Years, with_path
from faces.gate.browsing import browsed
from ground.trust.packing import PUBLISHER, SIGNER, another


def told_by_both(folder, pack, messages):
    trust, texts = trust_of(pack), {str(number): cose.text(one) for number, one in enumerate(messages)}
    folder.mkdir()
    browser = browsed(folder, browser_trust(pack), texts, at=AT.timestamp())
    theirs = [browser[name]["answer"] for name in texts]
    assert theirs == [answered(text.encode(), trust, AT, None).verdict for text in texts.values()]
    return theirs


def test_with_the_entries_of_both_years(tmp_path):
    years = Years(tmp_path)
    messages = [cose.issued(one, SIGNER) for one in (IN_TIME, LATE, AFTER, LOST)]

    told = told_by_both(tmp_path / "browser", opened_pack(years.pack()), messages)

    assert told == ["valid", "valid", "valid", "not_in_log"]


def test_with_paths_alone(tmp_path):
    years = Years(tmp_path)
    years.seal()
    years.is_short = True
    messages = [with_path(years.log, IN_TIME), with_path(years.next, LATE), with_path(years.next, AFTER)]
    wrong = [replace(cose.path_in(messages[1]), index=place) for place in (4, 700)]
    messages += [cose.with_path(messages[1], path) for path in wrong]

    told = told_by_both(tmp_path / "browser", opened_pack(years.pack()), messages)

    assert told == ["valid", "valid", "valid", "not_in_log", "unknown"]


def test_without_the_log_of_the_new_year(tmp_path):
    years = Years(tmp_path)
    old = tmp_path / "old"
    write_trust(old, replace(years.content, logs=years.content.logs[:1]), PUBLISHER)
    messages = [cose.issued(one, SIGNER) for one in (IN_TIME, LATE, another(30, issued_on=DECEMBER))]

    told = told_by_both(tmp_path / "browser", opened_pack(old), messages)

    assert told == ["valid", "unknown", "not_in_log"]
