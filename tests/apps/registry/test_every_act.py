"""What holds for every act of the registry: who may not, what the journal says, and what it never says."""

import json

import pytest

from apps.registry.making import AT, HANGZHOU_COUNTY
from apps.registry.performing import BY_THE_NODE, doer, performed
from apps.registry.subjects import SUBJECTS
from baigong.apps.authority.acts import ACTS, NeedsApproval, NotAllowed, named
from baigong.apps.journal.models import Line

pytestmark = pytest.mark.django_db
# Sealing numbers anew has tests of its own (tests/faces/cli/test_keys.py): it is the node's, and takes a keyring.
OWN = {name for name in ACTS if name.startswith("registry.")} - {"registry.reseal_numbers"}
CHAINED = sorted(name for name in OWN if ACTS[name].chain)
PERSONAL = ("测试", "1988-02-03", "198802")


def test_each_act_has_a_subject():
    assert OWN - set(SUBJECTS) == set()


@pytest.mark.parametrize("name", sorted(SUBJECTS))
def test_the_wrong_office_is_refused(cast, name):
    subjects, arguments = SUBJECTS[name](cast, HANGZHOU_COUNTY)

    for actor in (cast.li, cast.system, cast.security, cast.audit, cast.nobody):
        with pytest.raises(NotAllowed):
            ACTS[name].perform(*subjects, **arguments, by=actor, at=AT)

    assert Line.objects.count() == 0


@pytest.mark.parametrize("name", CHAINED)
def test_what_counting_reads_takes_two(cast, name):
    subjects, arguments = SUBJECTS[name](cast, HANGZHOU_COUNTY)

    with pytest.raises(NeedsApproval):
        ACTS[name].perform(*subjects, **arguments, by=cast.wang, at=AT)


@pytest.mark.parametrize("name", sorted(SUBJECTS))
def test_the_journal_says_so_and_nothing_personal(cast, name):
    subjects, arguments = SUBJECTS[name](cast, HANGZHOU_COUNTY)
    by = doer(cast, name, subjects)

    performed(cast, name, subjects, arguments)

    line = Line.objects.get(act=name)
    told = json.dumps([line.facts, line.before, line.after], ensure_ascii=False)
    rows = [subject for subject in subjects if hasattr(subject, "_meta")]
    assert line.at == AT
    assert line.actor == (cast.zhao.name if name in CHAINED else by.name)
    assert not rows or line.subject == named(rows[0])
    assert name in BY_THE_NODE or line.region == HANGZHOU_COUNTY
    assert [word for word in PERSONAL if word in told] == []
