"""Offices, accounts, posts, proposals by the API."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from apps.authority.chained import AT, an_act_of_several
from apps.authority.told import digest_of
from baigong.apps.authority.actions import Grant, make_token, propose
from baigong.apps.authority.models import Account, Chain, Invitation, Office, Posting, Proposal
from baigong.apps.exchange.jobs import expire
from baigong.apps.exchange.models import Export
from baigong.apps.progress.models import Period
from baigong.faces.clock import datetime
from cast import CHEN_EMPLOYS, HANGZHOU

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/authority"


def sent(client, address, method="post", **body):
    return getattr(client, method)(ROOT + address, data=body, content_type="application/json")


def code(answer):
    return answer.status_code, answer.json()["code"]


class TestRegions:
    def test_regions_are_read_without_an_account(self, db):
        provinces = Client().get(f"{ROOT}/regions").json()
        old = Client().get(f"{ROOT}/regions/330183").json()

        assert (len(provinces), provinces[0]["name"]) == (35, {"zh": "北京市", "en": "Beijing"})
        assert (old["now"], old["level"]) == ("330111", "county")
        assert code(Client().get(f"{ROOT}/regions/999999")) == (404, "api.not_found")


class TestOffices:
    def test_an_office_opens_is_renamed_and_closes(self, cast, client_of):
        system = client_of("system")

        made = sent(system, "/offices", name_zh="上城区人社局", region="330102")
        number = made.json()["id"]
        renamed = sent(system, f"/offices/{number}", "patch", name_zh="上城区人力社保局")
        closed = sent(system, f"/offices/{number}/close")

        assert (made.status_code, renamed.status_code, closed.status_code) == (200, 200, 200)
        shown = system.get(f"{ROOT}/offices").json()["items"][-1]
        assert (shown["name_zh"], shown["level"], shown["closed_on"] is None) == ("上城区人力社保局", "county", False)

    def test_others_are_refused(self, cast, client_of):
        assert code(sent(client_of("wang"), "/offices", name_zh="某局", region="330102")) == (
            403,
            "authority.not_allowed",
        )


class TestAccounts:
    def test_the_security_administrator_sees_all_and_suspends(self, cast, client_of):
        security = client_of("security")
        number = cast.wang.account

        names = {one["username"] for one in security.get(f"{ROOT}/accounts").json()["items"]}
        suspended = sent(security, f"/accounts/{number}/suspend", reason="left")
        again = sent(security, f"/accounts/{number}/suspend", reason="left")
        reinstated = sent(security, f"/accounts/{number}/reinstate", reason="back")

        assert names == set(cast.named())
        assert (suspended.status_code, code(again), reinstated.status_code) == (200, (422, "authority.already_so"), 200)

    def test_an_employer_sees_its_own_only(self, cast, client_of):
        chen = client_of("chen")

        assert [one["username"] for one in chen.get(f"{ROOT}/accounts").json()["items"]] == ["chen"]
        assert [one["organisation"] for one in chen.get(f"{ROOT}/postings").json()["items"]] == [CHEN_EMPLOYS]

    def test_others_see_none(self, cast, client_of):
        told = client_of("wang").get(f"{ROOT}/accounts").json()

        assert told == {"items": [], "next": None}

    def test_an_account_says_who_it_is(self, cast, client_of):
        told = client_of("wang").get(f"{ROOT}/me").json()

        assert (told["actor"], told["allows"], [post["role"] for post in told["posts"]]) == (
            cast.wang.name,
            None,
            ["handler"],
        )

    def test_an_account_that_is_not_there_is_not_found(self, cast, client_of):
        answer = sent(client_of("security"), "/accounts/999999999/suspend", reason="x")

        assert code(answer) == (404, "authority.not_found")

    def test_a_second_factor_is_reset(self, cast, client_of):
        client_of("wang")

        answer = sent(client_of("security"), f"/accounts/{cast.wang.account}/reset-second-factor", reason="lost")

        assert answer.status_code == 200


class TestInvitations:
    def test_somebody_is_invited_and_the_code_is_shown_once(self, cast, client_of):
        security = client_of("security")
        office = Office.objects.get(region=HANGZHOU).pk

        made = sent(security, "/invitations", username="zhou", name="周敏", role="handler", office=office)
        told = security.get(f"{ROOT}/invitations").json()["items"]

        assert made.status_code == 201
        assert [(one["username"], one["role"]) for one in told] == [("zhou", "handler")]
        assert made.json()["code"] not in str(told)
        assert sent(security, f"/invitations/{made.json()['id']}/withdraw").status_code == 204
        assert security.get(f"{ROOT}/invitations").json()["items"] == []

    def test_access_is_renewed(self, cast, client_of):
        made = sent(client_of("security"), "/invitations/renewed", account=cast.chen.account)

        assert made.status_code == 201
        assert Invitation.objects.get().account_id == cast.chen.account

    def test_others_are_refused(self, cast, client_of):
        told = {"username": "zhou", "name": "周敏", "role": "employer", "organisation": CHEN_EMPLOYS}

        assert code(sent(client_of("li"), "/invitations", **told)) == (403, "authority.not_allowed")


class TestPostings:
    def test_somebody_is_posted_and_the_posting_ends(self, cast, client_of):
        security = client_of("security")
        told = {"account": cast.wang.account, "role": "reviewer", "office": Office.objects.get(region=HANGZHOU).pk}

        made = sent(security, "/postings", from_on="2026-01-01", **told)
        ended = sent(security, f"/postings/{made.json()['id']}/end", on="2099-01-01")

        assert (made.status_code, ended.status_code) == (200, 200)
        assert Posting.objects.get(pk=made.json()["id"]).to_on.year == 2099

    def test_somebody_stands_in(self, cast, client_of):
        own = Posting.objects.get(account=cast.wang.account)
        told = {"to": cast.nobody.account, "from_on": "2098-01-01", "to_on": "2098-01-31"}

        made = sent(client_of("wang"), f"/postings/{own.pk}/delegate", **told)

        assert made.status_code == 200
        assert Posting.objects.get(pk=made.json()["id"]).delegated_by == own

    def test_others_are_refused(self, cast, client_of):
        own = Posting.objects.get(account=cast.wang.account)

        assert code(sent(client_of("li"), f"/postings/{own.pk}/end", on="2099-01-01")) == (403, "authority.not_allowed")


class TestTokens:
    def test_a_program_with_a_token_does_what_it_allows(self, cast):
        by, account = cast.security, Account.objects.get(username="security")
        grant = Grant("test", ("read", "authority.suspend_account"), datetime.fromisoformat("2026-06-01T00:00:00Z"))
        token = make_token(account, grant=grant, digest=digest_of("bg_x"), by=by, at=AT)
        Posting.objects.filter(account=account).update(from_on="2020-01-01")
        type(token).objects.update(expires_at="2099-01-01T00:00:00Z")
        program = Client(headers={"Authorization": "Bearer bg_x"})

        assert program.get(f"{ROOT}/me").json()["allows"] == ["authority.suspend_account", "read"]
        assert sent(program, f"/accounts/{cast.wang.account}/suspend", reason="x").status_code == 200
        assert code(sent(program, f"/accounts/{cast.wang.account}/reinstate", reason="x")) == (
            403,
            "authority.not_allowed",
        )
        assert [one["name"] for one in program.get(f"{ROOT}/tokens").json()] == ["test"]
        assert "authority.make_token" not in program.get(f"{ROOT}/acts").json()

    def test_one_withdraws_ones_own(self, cast, client_of):
        account = Account.objects.get(username="chen")
        grant = Grant("test", ("read",), AT.replace(year=2026))
        token = make_token(account, grant=grant, digest=digest_of("bg_x"), by=cast.chen, at=AT)

        assert code(sent(client_of("li"), f"/tokens/{token.pk}/withdraw")) == (403, "authority.not_allowed")
        assert sent(client_of("chen"), f"/tokens/{token.pk}/withdraw").status_code == 204


class TestProposals:
    @pytest.fixture
    def proposal(self, cast):
        with an_act_of_several() as several:
            office = Office.objects.get(region=HANGZHOU)
            yield propose(several, [office], {"name": "新名称"}, reason="更名批复", by=cast.wang, at=AT)

    def test_a_proposal_goes_from_hand_to_hand(self, cast, client_of, proposal):
        zhao, sun = client_of("zhao"), client_of("sun")

        seen = zhao.get(f"{ROOT}/proposals", {"state": "proposed"}).json()["items"]
        first = sent(zhao, f"/proposals/{proposal.pk}/approve", remark="同意")
        last = sent(sun, f"/proposals/{proposal.pk}/approve", document_number="杭人社发〔2025〕7号")
        opened = sun.get(f"{ROOT}/proposals/{proposal.pk}").json()

        assert [(one["id"], one["waits_for"], one["reason"]) for one in seen] == [(proposal.pk, "reviewer", "更名批复")]
        assert (first.json()["performed"], last.json()["performed"]) == (False, True)
        assert [(step["verdict"], step["document_number"]) for step in opened["taken"]] == [
            ("proposed", ""),
            ("approved", ""),
            ("approved", "杭人社发〔2025〕7号"),
        ]
        assert Office.objects.get(region=HANGZHOU).name_zh == "新名称"

    def test_a_document_beside_an_approval_is_kept_sealed_and_fetched(self, node, cast, client_of, proposal):
        zhao, wang, content = client_of("zhao"), client_of("wang"), "同意更名".encode()

        approved = zhao.post(
            f"{ROOT}/proposals/{proposal.pk}/approve-with-attachment",
            {"remark": "同意", "file": SimpleUploadedFile("批复.pdf", content)},
        )
        step = wang.get(f"{ROOT}/proposals/{proposal.pk}").json()["taken"][1]
        fetched = wang.post(f"{ROOT}/proposals/{proposal.pk}/steps/2/attachment")

        assert (approved.status_code, step["attachment"], step["remark"]) == (200, "批复.pdf", "同意")
        assert step["digest"] == f"sha256:{sha256(content).hexdigest()}"
        assert fetched.getvalue() == content
        [path] = node.home.uploads.iterdir()
        assert content not in path.read_bytes()
        expire(at=AT + timedelta(days=400))
        assert path.exists()
        assert code(client_of("li").post(f"{ROOT}/proposals/{proposal.pk}/steps/2/attachment")) == (
            403,
            "authority.not_allowed",
        )
        assert code(wang.post(f"{ROOT}/proposals/{proposal.pk}/steps/1/attachment")) == (
            404,
            "authority.attachment.not_found",
        )

    def test_others_neither_see_nor_decide_it(self, cast, client_of, proposal):
        li, chen = client_of("li"), client_of("chen")

        assert li.get(f"{ROOT}/proposals").json()["items"] == []
        assert code(chen.get(f"{ROOT}/proposals/{proposal.pk}")) == (404, "api.not_found")
        assert code(sent(li, f"/proposals/{proposal.pk}/approve")) == (403, "authority.not_allowed")

    def test_it_is_rejected_or_withdrawn(self, cast, client_of, proposal):
        rejected = sent(client_of("zhao"), f"/proposals/{proposal.pk}/reject", remark="不符")
        withdrawn = sent(client_of("wang"), f"/proposals/{proposal.pk}/withdraw")

        assert (rejected.status_code, code(withdrawn)) == (204, (409, "lifecycle.final"))
        assert Proposal.objects.get().state == "rejected"

    def test_a_proposal_is_withdrawn_by_its_maker(self, cast, client_of, proposal):
        assert sent(client_of("wang"), f"/proposals/{proposal.pk}/withdraw").status_code == 204


class TestChains:
    def test_a_chain_is_set_shown_and_dropped(self, cast, client_of):
        security = client_of("security")
        told = {"act": "authority.close_office", "region": "330000", "steps": ["system_administrator"] * 2}

        made = sent(security, "/chains", "put", **told)
        shown = client_of("wang").get(f"{ROOT}/chains").json()["items"]
        dropped = sent(security, f"/chains/{made.json()['id']}", "delete")

        assert [(one["act"], one["region"]) for one in shown] == [("authority.close_office", "330000")]
        assert (made.status_code, dropped.status_code, Chain.objects.count()) == (200, 204, 0)

    def test_a_chained_act_is_proposed_and_done_by_the_last_approval(self, cast, client_of):
        told = {"act": "authority.post_account", "region": "00", "steps": ["security_administrator", "approver"]}
        sent(client_of("security"), "/chains", "put", **told)
        place = {"role": "reviewer", "office": Office.objects.get(region=HANGZHOU).pk}

        made = sent(client_of("security"), "/postings", account=cast.nobody.account, from_on="2026-01-01", **place)

        assert (made.status_code, made.json()["id"]) == (202, None)
        assert Proposal.objects.get().arguments["where"]["role"] == "reviewer"
        assert Posting.objects.filter(account=cast.nobody.account).count() == 0

    def test_an_invitation_of_two_has_its_code_at_once_and_is_good_once_it_is_approved(self, cast, client_of):
        told = {"act": "authority.renew_access", "region": "00", "steps": ["security_administrator", "statistician"]}
        security = client_of("security")
        sent(security, "/chains", "put", **told)

        # `watches` is asked of everybody on the chain.
        Posting.objects.filter(account=cast.statistician.account).update(role="security_administrator")
        Chain.objects.update(steps=["security_administrator"] * 2)
        asked = sent(security, "/invitations/renewed", account=cast.chen.account)
        before = Invitation.objects.count()
        done = sent(client_of("statistician"), f"/proposals/{asked.json()['proposal']}/approve")

        assert (asked.status_code, before, done.json()["performed"]) == (202, 0, True)
        assert bytes(Invitation.objects.get().digest) == sha256(asked.json()["code"].encode()).digest()

    def test_any_act_that_takes_two_is_proposed_where_it_would_be_done(self, cast, client_of):
        """`open_period` answers 201 where one is enough, and knows nothing of proposals."""
        chain = {"act": "progress.open_period", "region": "00", "steps": ["statistician", "statistician"]}
        sent(client_of("security"), "/chains", "put", **chain)
        entry = {"kind": "quarter", "region": "330000", "days": "2026-01-01/2026-03-31", "due_on": "2026-04-15"}

        asked = sent_to(client_of("statistician"), "/api/v1/progress/periods", **entry)

        proposal = Proposal.objects.get()
        assert (asked.status_code, asked.json()) == (202, {"proposal": proposal.pk, "id": None})
        assert (proposal.act, proposal.arguments["days"], Period.objects.count()) == (
            "progress.open_period",
            "2026-01-01/2026-03-31",
            0,
        )

    def test_proposed_for_a_second_time_under_one_key_it_is_proposed_once(self, cast, client_of):
        chain = {"act": "exchange.export_records", "region": "330100", "steps": ["handler", "reviewer"]}
        sent(client_of("security"), "/chains", "put", **chain)
        wang, entry = client_of("wang"), {"region": "330100", "identity": "raw", "reason": "移交省厅核对"}

        first, again = (sent_to(wang, "/api/v1/exchange/exports", key="k1", **entry) for _ in range(2))
        approved = sent(client_of("zhao"), f"/proposals/{first.json()['proposal']}/approve")

        assert (first.status_code, again.json()) == (202, first.json())
        assert (Proposal.objects.count(), approved.json()["performed"]) == (1, True)
        assert Export.objects.get().identity == "raw"

    def test_who_may_not_do_it_does_not_propose_it(self, cast, client_of):
        chain = {"act": "exchange.export_records", "region": "330100", "steps": ["handler", "reviewer"]}
        sent(client_of("security"), "/chains", "put", **chain)

        refused = sent_to(client_of("zhao"), "/api/v1/exchange/exports", region="330100")

        assert (code(refused), Proposal.objects.count()) == ((403, "authority.not_allowed"), 0)

    def test_what_is_of_one_takes_no_chain(self, client_of):
        chain = {"act": "registry.file_dispute", "region": "330100", "steps": ["handler", "reviewer"]}

        assert code(sent(client_of("security"), "/chains", "put", **chain)) == (422, "authority.always_alone")


def sent_to(client, address, key=None, **body):
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(address, data=body, content_type="application/json", headers=headers)
