"""Every act has a word that people use for it, and no word is of an act that is not there."""

from baigong.apps.authority.acts import ACTS
from baigong.faces.web.act_names import NAMES, act_name
from baigong.urls import urlpatterns


def test_every_act_has_its_word_and_no_other_has():
    assert urlpatterns  # with them every app is loaded
    own = {name for name in ACTS if not name.startswith("test")}
    assert set(NAMES) == own


def test_an_act_that_is_no_more_is_shown_by_its_own_name():
    assert act_name("registry.act_of_before") == "registry.act_of_before"
