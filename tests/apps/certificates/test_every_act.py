"""What holds for every act of certificates: who may not, that two are needed, and what the journal says."""

import json

import pytest

from apps.certificates.subjects import SUBJECTS
from apps.registry.making import AT, HANGZHOU_COUNTY
from apps.registry.performing import performed
from baigong.apps.authority.acts import ACTS, NeedsApproval, NotAllowed
from baigong.apps.journal.models import Line

pytestmark = pytest.mark.django_db


def test_each_act_has_a_subject():
    assert {name for name in ACTS if name.startswith("certificates.")} == set(SUBJECTS)


@pytest.mark.parametrize("name", sorted(SUBJECTS))
def test_the_wrong_office_is_refused(cast, name):
    subjects, arguments = SUBJECTS[name](cast, HANGZHOU_COUNTY)

    for actor in (cast.li, cast.chen, cast.lan, cast.statistician, cast.security, cast.nobody):
        with pytest.raises(NotAllowed):
            ACTS[name].perform(*subjects, **arguments, by=actor, at=AT)


@pytest.mark.parametrize("name", sorted(SUBJECTS))
def test_it_takes_two(cast, name):
    subjects, arguments = SUBJECTS[name](cast, HANGZHOU_COUNTY)

    with pytest.raises(NeedsApproval):
        ACTS[name].perform(*subjects, **arguments, by=cast.wang, at=AT)


@pytest.mark.parametrize("name", sorted(SUBJECTS))
def test_the_journal_says_so_and_nothing_personal(cast, name):
    subjects, arguments = SUBJECTS[name](cast, HANGZHOU_COUNTY)

    performed(cast, name, subjects, arguments)

    line = Line.objects.get(act=name)
    told = json.dumps([line.facts, line.before, line.after], ensure_ascii=False)
    assert (line.at, line.actor, line.region) == (AT, cast.zhao.name, HANGZHOU_COUNTY)
    assert [word for word in ("测试", "1988-02-03", "198802") if word in told] == []
