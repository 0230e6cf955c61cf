"""Partners' keys are named on a page by two people; whoever may not sees them, or nothing."""

from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache
from django.urls import reverse

from baigong.apps.authority.models import Proposal
from baigong.apps.exchange.models import Partner
from baigong.apps.exchange.partners import own_keys
from baigong.apps.exchange.signatures import key_line
from baigong.apps.transparency.shards import logs_here
from baigong.core.periods import day_at
from contract.packages import zip_of
from exchange_sending import BODY, certificate, loaded, sent
from ground.log.small import Signer
from signed_packages import LOG, SENDER, STRANGER, a_log, signed_package

pytestmark = pytest.mark.django_db(transaction=True)
ROOM = "/office/partners/"
TABLES = {"organisations": [BODY], "certificates": [certificate(1)]}
ZHEJIANG = {
    "region": "33",
    "package_key": str(SENDER.key),
    "log_key": str(LOG.key),
    "log_address": "https://zhejiang.example/log/2026",
    "needs_signature": "on",
}


@pytest.fixture
def signed_in(node, client_of):
    cache.clear()
    return client_of


def approved(client):
    proposal = Proposal.objects.get(state="proposed")
    client.post(f"/office/proposals/{proposal.pk}/approve", {"remark": "指纹已核对"})


def text(answer):
    return answer.content.decode()


def named(signed_in):
    signed_in("system").post(ROOM, ZHEJIANG)
    approved(signed_in("security"))


def test_one_proposes_and_another_approves(signed_in):
    page = signed_in("system").post(ROOM, ZHEJIANG, follow=True)
    assert not Partner.objects.exists() and page.status_code == 200
    asked = text(signed_in("security").get(f"/office/proposals/{Proposal.objects.get().pk}"))
    assert f"指纹：{key_line(SENDER.key).fingerprint}" in asked and "须有签名方可接收" in asked
    approved(signed_in("security"))

    (partner,) = signed_in("security").get(ROOM).context["partners"]

    assert (partner.region, partner.package_key.key, partner.needs_signature) == ("330000", str(SENDER.key), True)
    assert partner.package_key.fingerprint in text(signed_in("security").get(ROOM))


def test_ending_takes_two_as_well(signed_in):
    named(signed_in)
    partner = Partner.objects.get()

    signed_in("system").post(f"{ROOM}{partner.pk}/end")
    assert Partner.objects.filter(ended_at=None).exists()
    approved(signed_in("security"))

    assert not Partner.objects.filter(ended_at=None).exists()


def test_what_is_no_key_is_said_over_the_form_and_nothing_typed_is_lost(signed_in):
    page = signed_in("system").post(ROOM, ZHEJIANG | {"package_key": "zhejiang.example"})

    assert "数据包密钥不可用" in text(page) and not Proposal.objects.exists()
    assert page.context["form"]["package_key"].value() == "zhejiang.example"


def test_an_officer_sees_this_nodes_keys_but_names_nobody(signed_in):
    named(signed_in)
    page = signed_in("wang").get(ROOM)

    package_key = own_keys(logs_here(), on=date(2026, 7, 1)).package
    assert package_key.key in text(page) and page.context["form"] is None
    assert page.context["partners"] == []  # of the province, which is not hers
    assert signed_in("wang").post(f"{ROOM}{Partner.objects.get().pk}/end").status_code == 404


@pytest.mark.parametrize("somebody", ["lan", "chen"])
def test_who_is_of_no_office_does_not_see_the_page(signed_in, somebody):
    assert signed_in(somebody).get(ROOM).status_code == 403


def test_an_upload_shows_who_signed_it(signed_in, node, cast, tmp_path):
    named(signed_in)
    known = zip_of(signed_package(tmp_path / "p", TABLES, log=a_log(tmp_path), region="330100"), tmp_path / "p.zip")
    upload = loaded(sent(known, node, cast.wang), cast.zhao)

    page = text(signed_in("wang").get(reverse("upload", kwargs={"key": upload.pk})))

    assert SENDER.key.name in page and "日志3条" in page and "密钥指纹" in page


def test_a_years_log_without_a_key_is_told_beside_the_partner_and_with_its_packages(signed_in, node, cast, tmp_path):
    signed_in("system").post(ROOM, ZHEJIANG | {"log_key": str(Signer("zhejiang.example/log/1999", 3).key)})
    approved(signed_in("security"))
    package = zip_of(signed_package(tmp_path / "p", TABLES, region="330100"), tmp_path / "p.zip")
    upload = loaded(sent(package, node, cast.wang), cast.zhao)

    beside = text(signed_in("security").get(ROOM))
    page = text(signed_in("wang").get(reverse("upload", kwargs={"key": upload.pk})))

    assert f"尚未登记其{day_at(datetime.now(UTC)).year}年日志的密钥" in beside
    assert "此处尚未登记该发送方2026年日志的密钥" in page


def test_an_upload_by_somebody_unknown_says_so(signed_in, node, cast, tmp_path):
    other = zip_of(signed_package(tmp_path / "p", TABLES, by=STRANGER, region="330100"), tmp_path / "p.zip")
    upload = loaded(sent(other, node, cast.wang), cast.zhao)

    page = text(signed_in("wang").get(reverse("upload", kwargs={"key": upload.pk})))

    assert STRANGER.key.name in page and "本节点不认识其密钥" in page and "密钥指纹" not in page
