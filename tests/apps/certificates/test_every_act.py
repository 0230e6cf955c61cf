"""What holds for every act of certificates: who may not, how many are needed, and what the journal says."""

import json

import pytest

from apps.certificates.subjects import OF_BATCHES, OF_RECALLS, SUBJECTS
from apps.registry.making import AT, HANGZHOU_COUNTY
from apps.registry.performing import performed
from baigong.apps.authority.acts import ACTS, NeedsApproval, NotAllowed
from baigong.apps.journal.models import Line

pytestmark = pytest.mark.django_db
OF_RECORDS = sorted(set(SUBJECTS) - set(OF_BATCHES) - set(OF_RECALLS))
CHAINED = sorted(name for name in SUBJECTS if ACTS[name].chain)


@pytest.fixture(autouse=True)
def own_node(node):
    """Some of the subjects are signed by a key of their own."""


def test_each_act_has_a_subject():
    assert {name for name in ACTS if name.startswith("certificates.")} == set(SUBJECTS)


@pytest.mark.parametrize("name", sorted(SUBJECTS))
def test_the_wrong_office_is_refused(cast, name):
    subjects, arguments = SUBJECTS[name](cast, HANGZHOU_COUNTY)

    for actor in (cast.li, cast.chen, cast.lan, cast.statistician, cast.security, cast.nobody):
        with pytest.raises(NotAllowed):
            ACTS[name].perform(*subjects, **arguments, by=actor, at=AT)


@pytest.mark.parametrize("name", CHAINED)
def test_it_takes_more_than_one(cast, name):
    subjects, arguments = SUBJECTS[name](cast, HANGZHOU_COUNTY)

    with pytest.raises(NeedsApproval):
        ACTS[name].perform(*subjects, **arguments, by=cast.wang, at=AT)


@pytest.mark.parametrize("name", OF_RECORDS)
def test_the_journal_says_so_and_nothing_personal(cast, name):
    subjects, arguments = SUBJECTS[name](cast, HANGZHOU_COUNTY)

    performed(cast, name, subjects, arguments)

    line = Line.objects.get(act=name)
    told = json.dumps([line.facts, line.before, line.after], ensure_ascii=False)
    assert (line.at, line.actor, line.region) == (AT, cast.zhao.name, HANGZHOU_COUNTY)
    assert [word for word in ("测试", "1988-02-03", "198802") if word in told] == []
