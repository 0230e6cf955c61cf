"""A proposal's cells in words."""

from django.utils import translation

from baigong.apps.authority.rehearsing import Cell
from baigong.faces.web.inbox.cells import cells_shown

BATCH = ["certificates.batch/2"]
CELLS = [Cell("state", "closed", "issuing"), Cell("signed_by", None, "did:web:a#2026")]


def told(language):
    with translation.override(language):
        return [(one.name, one.before, one.after) for one in cells_shown(CELLS, BATCH)]


def test_a_state_and_a_column_are_said_in_words_and_not_by_their_codes():
    assert told("zh-hans") == [("状态", "公示结束", "签发中"), ("签发密钥", "", "did:web:a#2026")]
    assert told("en") == [("state", "notice closed", "being issued"), ("issuing key", "", "did:web:a#2026")]
