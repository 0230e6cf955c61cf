"""Own region only, for rows that name no region: Officer Wang of Hangzhou sends them, and the persons live elsewhere.

A migrant worker of Zhengzhou works in Hangzhou: honest rows of hers pass by any one tie. A person of Zhengzhou whom
nothing ties to Hangzhou is not Hangzhou's to write about.
"""

from datetime import date

import pytest

from apps.certificates.making import settled_certificate
from apps.registry.making import (
    settled_employment,
    settled_filing,
    settled_merge,
    settled_person,
)
from baigong.apps.exchange.report import unpacked
from baigong.apps.registry.models import Benefit, Employment, Insurance, Licence, Organisation, Status
from contract.packages import write_package, zip_of
from contract.people import credit, resident
from contract.program import asked
from exchange_sending import certificate, loaded, sent

pytestmark = pytest.mark.django_db(transaction=True)
ZHENGZHOU, BEIJING = "410105", "110101"
NUMBER = resident(1)
HERE, THERE = credit(1, region="330106"), credit(2, region=BEIJING)
STATUS = {"id_number": NUMBER, "group": "migrant", "from_on": "2024-03-01"}
BENEFIT = {"id_number": NUMBER, "from_month": "2024-03", "to_month": "2024-05"}
EMPLOYMENT = {"id_number": NUMBER, "credit_code": THERE, "from_on": "2024-03-01"}
INSURANCE = {"id_number": NUMBER, "credit_code": THERE, "from_month": "2024-03"}
LICENCE = {"credit_code": THERE, "kind": "training", "from_on": "2024-03-01", "occupations": "6-18-02-04"}


@pytest.fixture
def send(node, cast, tmp_path):
    """What Wang sends and Zhao confirms, and what is said of it."""

    def sending(**tables):
        folder = write_package(tmp_path / "p", tables, region="3301")
        upload = loaded(sent(zip_of(folder, tmp_path / "p.zip"), node, cast.wang), cast.zhao)
        assert upload.state == "loaded", upload.refusal
        return unpacked(upload.report)

    return sending


@pytest.fixture
def worker(node):
    return settled_person(1, place=ZHENGZHOU)


def set_aside(report):
    """What was found in which table, of rows that are not the sender's."""
    return {(kind["table"], kind["code"]) for kind in report["kinds"] if kind["code"].endswith(".of_another_region")}


def test_nobody_writes_about_a_person_whom_nothing_ties_to_her_region(worker, send):
    report = send(statuses=[STATUS], benefits=[BENEFIT], employments=[EMPLOYMENT], insurance=[INSURANCE])

    assert set_aside(report) == {
        (table, "person.of_another_region") for table in ("statuses", "benefits", "employments", "insurance")
    }
    assert [model.objects.count() for model in (Status, Benefit, Employment, Insurance)] == [0, 0, 0, 0]


def test_a_migrant_worker_comes_with_her_employment_here(worker, send):
    """The employer stands here by its code alone; it need not be on record."""
    here = {"credit_code": HERE}
    report = send(statuses=[STATUS], benefits=[BENEFIT], employments=[EMPLOYMENT | here], insurance=[INSURANCE | here])

    assert set_aside(report) == set()
    assert [model.objects.count() for model in (Status, Benefit, Employment, Insurance)] == [1, 1, 1, 1]


def test_a_certificate_or_an_examination_here_ties_her(worker, send):
    report = send(certificates=[certificate(1, id_number=NUMBER)], statuses=[STATUS])

    assert (set_aside(report), Status.objects.count()) == (set(), 1)


def test_a_certificate_of_elsewhere_does_not_tie_her(worker, send):
    """It is set aside itself."""
    report = send(certificates=[certificate(1, id_number=NUMBER, region="330203")], statuses=[STATUS])

    assert set_aside(report) == {("statuses", "person.of_another_region")}


def test_what_is_on_record_of_her_here_ties_her(worker, send):
    settled_certificate(1, worker)

    assert (set_aside(send(benefits=[BENEFIT])), Benefit.objects.count()) == (set(), 1)


def test_an_employment_here_on_record_ties_her(worker, send):
    settled_employment(worker, HERE)

    assert (set_aside(send(statuses=[STATUS])), Status.objects.count()) == (set(), 1)


def test_an_employer_that_moved_here_ties_her(worker, send):
    """Its code says where it was registered first, the record where it stands."""
    settled_employment(worker, body_of_beijing(place="330106"))

    assert (set_aside(send(statuses=[STATUS])), Status.objects.count()) == (set(), 1)


def test_whoever_is_one_person_with_her_by_a_merge_ties_her(worker, send):
    other = settled_person(2)
    settled_merge(worker, other)

    assert (set_aside(send(statuses=[STATUS])), Status.objects.count()) == (set(), 1)


def test_an_unknown_person_is_not_anothers(node, send):
    assert (set_aside(send(statuses=[STATUS], employments=[EMPLOYMENT])), Status.objects.count()) == (set(), 1)


def test_a_body_of_the_nations_register_may_employ_anywhere(worker, send):
    report = send(employments=[EMPLOYMENT | {"credit_code": credit(3, region="100000")}])

    assert (set_aside(report), Employment.objects.count()) == (set(), 1)


def test_own_residents_are_own_wherever_they_work(node, send):
    settled_person(1)

    assert (set_aside(send(employments=[EMPLOYMENT])), Employment.objects.count()) == (set(), 1)


def test_nobody_ends_an_employment_that_is_neither_hers_nor_her_employers(worker, send):
    """A certificate here ties the worker, and not what Beijing recorded of her."""
    settled_certificate(1, worker)
    settled_employment(worker, THERE)

    report = send(employments=[EMPLOYMENT | {"to_on": "2024-12-31"}])

    assert set_aside(report) == {("employments", "record.of_another_region")}
    assert Employment.objects.get().to_on is None


def test_where_the_employer_stands_an_employment_is_ended_whoever_recorded_it(worker, send):
    settled_employment(worker, HERE)

    report = send(employments=[EMPLOYMENT | {"credit_code": HERE, "to_on": "2024-12-31"}])

    assert report["tables"]["employments"]["amended"] == 1
    assert Employment.objects.get().to_on.isoformat() == "2024-12-31"


def test_what_is_on_record_already_is_unchanged_and_not_refused(worker, send):
    settled_employment(worker, THERE)

    report = send(employments=[EMPLOYMENT])

    assert (set_aside(report), report["tables"]["employments"]["unchanged"]) == (set(), 1)


def test_a_licence_of_a_body_that_is_not_at_work_here_is_not_ours_to_write(node, send):
    body_of_beijing()

    report = send(licences=[LICENCE])

    assert set_aside(report) == {("licences", "organisation.of_another_region")}
    assert Licence.objects.count() == 0


def test_a_body_of_elsewhere_with_a_filing_here_has_its_licence_here(node, send):
    settled_filing("A2", credit_code=body_of_beijing())

    assert (set_aside(send(licences=[LICENCE])), Licence.objects.count()) == (set(), 1)


def test_nobody_changes_a_licence_that_another_region_keeps(node, send):
    Licence.objects.create(credit_code=body_of_beijing(), kind="training", from_on=date(2024, 3, 1), line=0)

    report = send(licences=[LICENCE | {"to_on": "2024-12-31"}])

    assert set_aside(report) == {("licences", "record.of_another_region")}
    assert Licence.objects.get().to_on is None


def test_who_sends_for_all_that_the_node_holds_is_not_asked(worker, tmp_path):
    package = write_package(tmp_path / "p", {"statuses": [STATUS]}, region="00")

    assert asked("load", package).code == 0
    assert Status.objects.count() == 1


def body_of_beijing(*, place=BEIJING):
    return Organisation.objects.create(
        credit_code=THERE, name="北京某单位", region=place, place=place, line=0
    ).credit_code
