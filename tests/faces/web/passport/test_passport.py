"""A person's own pages, and the page behind a share's link."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.timezone import localdate

from apps.certificates.batching import issued
from apps.passports.making import SECRET, held, settled_request, settled_share
from apps.registry.making import settled_consent, settled_employment, settled_person
from baigong.apps.certificates.models import Certificate
from baigong.apps.passports.models import ConsentRequest, Look, Share
from baigong.apps.registry.models import Benefit, Consent
from baigong.core.credentials.disclosures import disclosed
from baigong.ground.node.logs import masked
from cast import CHEN_EMPLOYS, as_person
from contract.people import resident
from ground.printing.papers import words

LATER = localdate() + timedelta(days=30)


@pytest.fixture(autouse=True)
def fresh_limits(node):
    """How often somebody asked is kept beside the rows that a test leaves behind."""
    cache.clear()


@pytest.fixture
def person(node, cast):
    person = settled_person()
    as_person(cast.lan, person.pk)
    return person


@pytest.fixture
def lan(person, client_of):
    return client_of("lan")


def signed_one(cast):
    """Signed here, of whoever sat the session."""
    batch = issued(cast, 1)
    return Certificate.objects.select_related("holder__person").get(batch=batch.key)


def told(answer):
    return answer.content.decode()


def share(client, *shown, cells=(), **fields):
    sent = {"purpose": "应聘", "ends_on": LATER.isoformat(), "show": [one.pk for one in shown], "cell": cells, **fields}
    return client.post("/my/shares/new", sent)


def link_in(answer):
    return re.search(r"/s/[\w-]{27}", told(answer)).group()


def test_she_makes_a_link_that_shows_what_she_chose_and_no_more(lan, person):
    one, other = held(person), held(person)

    link = link_in(share(lan, one, cells=[f"{one.pk}:name", f"{other.pk}:number"]))
    page = Client().get(link)

    assert page.status_code == 200
    assert person.name in told(page) and "应聘" in told(page)
    assert [number for number in (one.number, other.number, resident(1)) if number in told(page)] == []
    assert link not in told(lan.get("/my/shares")) + told(lan.get(f"/my/shares/{Share.objects.get().pk}"))


def test_a_link_is_sent_on_by_nothing_and_kept_by_no_index(person):
    settled_share(person, ends_on=LATER)

    for secret, status in ((SECRET, 200), ("guessed", 404)):
        answer = Client().get(f"/s/{secret}")
        names = ("Referrer-Policy", "X-Robots-Tag", "Cache-Control")
        assert (answer.status_code, [answer[name] for name in names]) == (
            status,
            ["no-referrer", "noindex, nofollow, noarchive", "private, no-store"],
        )


def test_no_log_has_it(person, caplog):
    settled_share(person, ends_on=LATER)

    with caplog.at_level("DEBUG"):
        Client().get(f"/s/{SECRET}")
        Client().get("/s/guessed-by-somebody")

    assert [
        record for record in caplog.records if SECRET in record.getMessage() or "guessed" in record.getMessage()
    ] == []
    assert masked(f'{{"path": "/s/{SECRET}/7.sd-jwt"}}') == '{"path": "/s/…/7.sd-jwt"}'


def test_guessed_withdrawn_and_ended_say_the_same(lan, person):
    kept = settled_share(person, ends_on=LATER)
    settled_share(person, secret="ended", ends_on=localdate() - timedelta(days=1))
    lan.post(f"/my/shares/{kept.pk}/withdraw")

    answers = [Client().get(f"/s/{secret}") for secret in ("guessed", SECRET, "ended")]

    said = [re.sub(r"/s/[^\"]*|value=\"[\w]{64}\"", "", told(answer)) for answer in answers]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert said == [said[0]] * 3


def test_whoever_tries_many_links_is_asked_to_wait(person):
    guesser = Client()

    statuses = [guesser.get(f"/s/guess-{number}").status_code for number in range(61)]

    assert statuses == [404] * 60 + [429]


def test_she_reads_who_opened_it_by_name_or_as_somebody(lan, person, client_of):
    kept = settled_share(person, ends_on=LATER)
    client_of("chen").get(f"/s/{SECRET}")
    Client().get(f"/s/{SECRET}", REMOTE_ADDR="203.0.113.9")
    lan.get(f"/s/{SECRET}")

    page = lan.get(f"/my/shares/{kept.pk}")

    assert [one.who for one in page.context["looks"]] == ["未登录的访问者", f"{CHEN_EMPLOYS} · Chen"]
    assert "203.0.113.9" not in told(page) + str(list(Look.objects.values()))
    assert page.context["share"].looks == 2


def test_the_wallet_form_has_the_chosen_cells_alone(node, cast, client_of):
    one = signed_one(cast)
    lan = client_of("lan")
    as_person(cast.lan, one.bearer)
    link = link_in(share(lan, one, cells=[f"{one.pk}:number"]))

    answer = Client().get(f"{link}/{one.pk}.sd-jwt")

    assert answer["Content-Type"] == "application/dc+sd-jwt"
    assert [disclosed(part) for part in told(answer).split("~")[1:-1]] == [("number", one.number)]
    assert Client().get(f"{link}/{one.pk + 1}.sd-jwt").status_code == 404


def test_she_sees_only_shares_of_her_own(lan, person):
    others = settled_share(settled_person(2), ends_on=LATER)

    assert lan.get("/my/shares").context["shares"] == []
    assert lan.get(f"/my/shares/{others.pk}").status_code == 404
    assert lan.post(f"/my/shares/{others.pk}/withdraw").status_code == 404


def test_nobody_shares_anothers_certificate_by_the_form(lan, person):
    held(person)
    others = held(settled_person(2))

    assert "请至少选择一本证书" in told(share(lan, others))
    assert Share.objects.count() == 0


def test_a_purpose_holds_no_identity_number(lan, person):
    one = held(person)

    assert "文字中含有证件号码" in told(share(lan, one, purpose=f"给{resident(1)}"))


def test_she_answers_a_request_narrower_than_it_was_asked(lan, person):
    asked = settled_request(person, kinds=["certificates", "employments"], to_on=LATER)
    address = f"/my/consents/requests/{asked.pk}"
    assert CHEN_EMPLOYS in told(lan.get(address))

    lan.post(address, {"outcome": "granted", "kinds": ["employments"], "to_on": localdate().isoformat()})

    consent = Consent.objects.get()
    assert (consent.kinds, consent.to_on, consent.organisation) == (["employments"], localdate(), CHEN_EMPLOYS)


def test_she_refuses_without_filling_anything_in(lan, person):
    asked = settled_request(person, to_on=LATER)

    lan.post(f"/my/consents/requests/{asked.pk}", {"outcome": "refused"})

    assert ConsentRequest.objects.get().state == "refused"


def test_what_is_wider_than_asked_stands_on_the_form_as_refused(lan, person):
    asked = settled_request(person, to_on=LATER)
    wider = {"outcome": "granted", "kinds": ["certificates"], "to_on": (LATER + timedelta(days=1)).isoformat()}

    assert "不能超出申请的范围和期限" in told(lan.post(f"/my/consents/requests/{asked.pk}", wider))


def test_a_consent_is_withdrawn_from_its_list(lan, person):
    consent = settled_consent(person, CHEN_EMPLOYS)

    lan.post(f"/my/consents/{consent.pk}/withdraw")

    consent.refresh_from_db()
    assert consent.withdrawn_at is not None


def test_an_employer_who_opens_her_page_stands_among_those_who_looked(lan, person, client_of):
    settled_consent(person, CHEN_EMPLOYS)
    chen = client_of("chen")

    assert chen.get(f"/office/persons/{person.pk}").status_code == 200

    (look,) = lan.get("/my/looks").context["looks"]
    assert (look.line.kind, look.who) == ("record", f"{CHEN_EMPLOYS} · Chen")


def test_an_office_is_named_and_its_official_is_not(lan, person, client_of):
    client_of("wang").get(f"/office/persons/{person.pk}")

    (look,) = lan.get("/my/looks").context["looks"]
    assert look.who == "杭州市人社局"


def test_a_number_shown_whole_stands_there_with_its_reason(lan, person, client_of, cast):
    borne = lan.get("/my/record").context["detail"].numbers[0].id
    client_of("wang").post(f"/office/persons/{person.pk}/numbers/{borne}/show", {"reason": "核对身份"})

    (shown,) = lan.get("/my/looks").context["numbers"]
    assert (shown.office, shown.reason) == ("杭州市人社局", "核对身份")


def test_a_record_that_came_in_a_package_is_told_apart_from_one_signed_here(cast, node, client_of):
    one = signed_one(cast)
    as_person(cast.lan, one.bearer)
    loaded = held(one.holder.person)

    certificates = client_of("lan").get("/my/record").context["certificates"]

    assert {row["line"].number: row["standing"].kind for row in certificates} == {
        one.number: "本机构签发",
        loaded.number: "仅有登记",
    }


def test_the_sheet_of_her_record_is_a_pdf(lan, person):
    held(person)

    answer = lan.get("/my/record.pdf")

    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert answer["Cache-Control"] == "private, no-store"


def test_the_sheet_has_employments_and_neither_benefits_nor_statuses(lan, person):
    bearer = settled_employment(person, CHEN_EMPLOYS).identifier
    Benefit.objects.create(identifier=bearer, from_month=date(2025, 9, 1), line=0)

    told = words(lan.get("/my/record.pdf").content)

    assert ("就业于" in told, "失业" in told) == (True, False)


@pytest.mark.parametrize("path", ["/my/shares", "/my/shares/new", "/my/consents", "/my/looks", "/my/record.pdf"])
def test_a_persons_pages_are_nobody_elses(path, person, client_of):
    assert {client_of(name).get(path).status_code for name in ("chen", "wang", "security")} == {403}
    assert Client().get(path)["Location"].startswith("/accounts/login/")


def test_both_languages(lan, person):
    settled_share(person, ends_on=LATER)
    lan.post("/language/setlang/", {"language": "en"})

    english = told(lan.get("/my/shares"))

    assert ("My shares" in english, "我的分享" in english) == (True, False)
