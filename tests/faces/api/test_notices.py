"""One's own notices by the API, and who is told in writing."""

import pytest
from django.test import Client
from django.utils.timezone import localdate

from apps.notices.making import settled_notice, settled_written
from baigong.apps.notices.models import Preference
from cast import BEIJING

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/notices"


def sent(client: Client, address: str, method: str = "post", **body):
    return getattr(client, method)(ROOT + address, data=body, content_type="application/json")


def told(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


@pytest.fixture
def wang(client_of):
    return client_of("wang")


def test_one_reads_her_own_and_they_count_no_more(cast, wang):
    first, second = (settled_notice(cast.wang.account) for _ in range(2))
    theirs = settled_notice(cast.li.account)

    listed = wang.get(ROOT, {"limit": 1}).json()

    assert [row["id"] for row in listed["items"]] == [second.pk]
    following = wang.get(ROOT, {"after": listed["next"]}).json()["items"]
    assert [(row["id"], row["read_at"]) for row in following] == [(first.pk, None)]
    assert wang.get(f"{ROOT}/{first.pk}").json()["sentence"]["zh"].startswith("第2项举措的任务")
    assert told(wang.get(f"{ROOT}/{theirs.pk}")) == (404, "api.not_found")
    assert sent(wang, "/read", notices=[first.pk, theirs.pk]).json() == {"unread": 1}
    assert [row["id"] for row in wang.get(ROOT, {"unread": True}).json()["items"]] == [second.pk]
    assert sent(wang, "/read").json() == wang.get(f"{ROOT}/unread").json() == {"unread": 0}


def test_one_chooses_what_is_mailed(cast, wang):
    chosen = sent(wang, "/choices", "put", choices={"task_due": False}).json()

    assert {one["kind"]: one["is_mailed"] for one in chosen}["task_due"] is False
    assert chosen == wang.get(f"{ROOT}/choices").json()
    assert list(Preference.objects.values_list("account", "kind", "is_mailed")) == [
        (cast.wang.account, "task_due", False)
    ]
    refused = sent(wang, "/choices", "put", choices={"proposal_waits": False})
    assert told(refused) == (422, "notices.always_mailed")
    assert told(sent(wang, "/choices", "put", choices={"weather": False})) == (422, "notices.unknown_kind")


def test_who_is_to_be_told_in_writing_is_listed_with_the_words_of_the_letter_and_noted(node, wang):
    own, other = settled_written(), settled_written(BEIJING)
    day = localdate(own.made_at).isoformat()

    listed = wang.get(f"{ROOT}/written/holders").json()["items"]
    noted = sent(wang, "/written/told", written=[own.pk], told_on=day, way="post")

    assert [(row["id"], row["number"], row["told_on"]) for row in listed] == [(own.pk, own.certificate.number, None)]
    assert listed[0]["sentence"]["zh"].startswith("您的证书") and "****" in listed[0]["document"]
    assert noted.status_code == 200
    assert [row["way"] for row in wang.get(f"{ROOT}/written/holders?state=told").json()["items"]] == ["post"]
    assert told(sent(wang, "/written/told", written=[other.pk], told_on=day, way="post"))[0] == 422


def test_how_many_have_been_told_how_is_counted(node, wang):
    row = settled_written()
    type(row.certificate).objects.update(batch="PC-1")

    counted = wang.get(f"{ROOT}/told/batch?batch=PC-1").json()

    assert [(one["kind"], one["in_product"], one["written"], one["waiting"]) for one in counted] == [
        ("certificate_issued", 0, 0, 1)
    ]
    assert wang.get(f"{ROOT}/told/recall/1").json() == []


def test_they_need_an_account():
    for address in ("", "/unread", "/choices", "/1"):
        assert told(Client().get(ROOT + address)) == (401, "api.not_signed_in")
    assert told(sent(Client(), "/read")) == (401, "api.not_signed_in")
