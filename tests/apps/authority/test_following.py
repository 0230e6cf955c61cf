"""The jobs that follow an act are written in its transaction, also where a worker runs the act."""

import pytest
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.testing import InMemoryConnector

from apps.transparency.making import AT, OPERATOR
from apps.transparency.subjects import KEY
from baigong.apps.journal.models import Line
from baigong.apps.transparency.actions import tell_key

pytestmark = pytest.mark.django_db(transaction=True)


class Undone(Exception):
    pass


@pytest.fixture(autouse=True)
def workers_own_connection():
    """A worker's app asks for jobs by a connection that knows nothing of Django's transactions."""
    with app.replace_connector(InMemoryConnector()):
        yield


def test_a_job_stands_beside_the_line_of_its_act(node):
    tell_key(KEY, by=OPERATOR, at=AT)

    assert ProcrastinateJob.objects.get().args == {"line": Line.objects.get().pk, "subject": ""}


def test_an_act_that_did_not_happen_has_no_job(node):
    with pytest.raises(Undone), transaction.atomic():
        tell_key(KEY, by=OPERATOR, at=AT)
        raise Undone

    assert (Line.objects.count(), ProcrastinateJob.objects.count()) == (0, 0)
