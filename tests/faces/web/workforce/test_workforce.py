"""The table of an employer's staff, and requests to see records."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate
from openpyxl import load_workbook

from apps.certificates.making import settled_certificate
from apps.passports.making import held, holder, settled_request, settled_workforce
from apps.registry.making import AT, settled_consent, settled_person
from baigong.apps.passports.models import ConsentRequest, Look, Workforce
from baigong.apps.registry.models import Consent
from baigong.faces.gate.trust import Kept
from baigong.ground.trust.opening import opened_pack
from cast import CHEN_EMPLOYS, as_person

TODAY = localdate()


@pytest.fixture(autouse=True)
def fresh_limits(node):
    """How often somebody asked is kept beside the rows that a test leaves behind."""
    cache.clear()


@pytest.fixture
def chen(node, cast, client_of):
    return client_of("chen")


def told(answer):
    return answer.content.decode()


def rows(page):
    return [(row["line"].number, row["standing"].word) for row in page.context["listing"].rows]


def csv(*certificates, title="员工持证情况\n"):
    lines = "".join(f"{one.number},{one.name}\n" for one in certificates)
    return SimpleUploadedFile("名单.csv", f"{title}证书编号,姓名\n{lines}".encode("gb18030"), "text/csv")


def send(client, file):
    return client.post("/office/workforce/list", {"files": file})


def test_a_list_is_sent_checked_pair_by_pair_and_shown(chen):
    one, other = held(holder()), held(holder(), ending="void", ended_on=TODAY)

    answer = send(chen, csv(one, other))

    assert answer["Location"] == "/office/workforce/"
    assert sorted(rows(chen.get("/office/workforce/"))) == sorted(
        [(one.number, "有效"), (other.number, "已撤销，自始无效")]
    )


def test_certificates_themselves_can_be_sent_and_how_they_were_judged_is_kept(chen, kit, monkeypatch):
    monkeypatch.setattr("baigong.faces.gate.trust.pack_file", lambda: kit / "trust" / "trust.json")
    monkeypatch.setattr("baigong.faces.gate.trust.KEPT", Kept(lambda path: opened_pack(kit / "trust")))
    every = json.loads((kit / "index.json").read_text())["credentials"]
    name = next(one["file"] for one in every if (one["answer"], one["form"]) == ("void", "badge"))
    content = (kit / name).read_bytes()

    answer = send(chen, SimpleUploadedFile("证书.json", content, "application/json"))

    assert answer["Location"] == "/office/workforce/"
    (row,) = chen.get("/office/workforce/").context["listing"].rows
    assert (row["standing"].word, row["line"].answer) == ("本系统无记录", "void")


def test_each_of_them_reads_that_the_employer_looked(chen, cast, client_of):
    person = holder()
    settled_workforce(CHEN_EMPLOYS, held(person))

    for _ in range(2):
        chen.get("/office/workforce/")

    look = Look.objects.get()
    assert (look.kind, look.person_id, look.organisation, look.times) == ("list", person.pk, CHEN_EMPLOYS, 2)


def test_tabs_choose_what_ends_soon_and_what_has_ended(chen):
    person = holder()
    soon = held(person, valid_until=TODAY + timedelta(days=89))
    later = held(person, valid_until=TODAY + timedelta(days=91))
    void = held(person, ending="void", ended_on=TODAY)
    settled_workforce(CHEN_EMPLOYS, soon, later, void)

    found = {show: [n for n, _ in rows(chen.get(f"/office/workforce/?show={show}"))] for show in ("ending", "ended")}

    assert found == {"ending": [soon.number], "ended": [void.number]}


def test_it_leaves_as_csv_and_xlsx(chen):
    one = held(holder())
    settled_workforce(CHEN_EMPLOYS, one)

    text = chen.get("/office/workforce/?format=csv").content.decode("utf-8-sig")
    book = load_workbook(BytesIO(chen.get("/office/workforce/?format=xlsx").content))

    assert text.splitlines()[1].startswith(f"{one.name},{one.number},")
    assert [cell.value for cell in book.active[2]][:2] == [one.name, one.number]


def test_a_file_that_is_no_list_is_refused_and_nothing_kept(chen):
    answer = send(chen, SimpleUploadedFile("名单.csv", "证书编号,姓名\n".encode(), "text/csv"))

    assert (answer.status_code, Workforce.objects.count()) == (422, 0)


def test_a_row_without_a_name_is_named_and_nothing_kept(chen):
    one = held(holder())
    lines = f"名单\n证书编号,姓名\n{one.number},{one.name}\n,\n{one.number},\n"

    answer = send(chen, SimpleUploadedFile("名单.csv", lines.encode(), "text/csv"))

    assert "第5行缺少编号或姓名" in told(answer)
    assert (answer.status_code, Workforce.objects.count()) == (422, 0)


def test_a_table_of_something_else_says_which_columns_are_needed(chen):
    answer = send(chen, SimpleUploadedFile("名单.csv", "工号,部门\n1,焊接\n".encode(), "text/csv"))

    assert "须有“证书编号”和“姓名”两列" in told(answer)


def test_the_list_is_deleted(chen):
    settled_workforce(CHEN_EMPLOYS, held(holder()))

    chen.post("/office/workforce/list/drop")

    assert Workforce.objects.count() == 0


@pytest.mark.parametrize("name", ["wang", "lan", "li", "security"])
def test_an_employers_table_is_nobody_elses(name, chen, client_of):
    settled_workforce(CHEN_EMPLOYS, held(holder()))
    client = client_of(name)

    assert client.get("/office/workforce/").status_code == 403
    assert client.post("/office/workforce/list/drop").status_code == 403
    assert Workforce.objects.count() == 1


def test_a_worker_is_asked_by_number_and_name(chen):
    person = settled_person()
    one = settled_certificate(1, person)
    fields = {"kinds": ["certificates"], "purpose": "上岗审查", "to_on": (TODAY + timedelta(days=30)).isoformat()}

    wrong = chen.post("/office/requests/new", {"number": one.number, "name": "别人", **fields})
    right = chen.post("/office/requests/new", {"number": one.number, "name": person.name, **fields})

    assert "没有编号与姓名同时相符的证书" in told(wrong)
    assert right["Location"] == "/office/requests/"
    asked = ConsentRequest.objects.get()
    assert (asked.person_id, asked.organisation, asked.purpose) == (person.pk, CHEN_EMPLOYS, "上岗审查")


def test_pairs_cannot_be_tried_out(chen):
    fields = {"kinds": ["certificates"], "purpose": "上岗审查", "to_on": (TODAY + timedelta(days=30)).isoformat()}

    answers = [chen.post("/office/requests/new", {"number": f"N{n}", "name": "测试", **fields}) for n in range(21)]

    assert ["查找的人员过多" in told(answer) for answer in answers] == [False] * 20 + [True]


def test_what_was_asked_is_listed_and_taken_back(chen):
    asked = settled_request(settled_person())

    assert [one["line"].id for one in chen.get("/office/requests/").context["requests"]] == [asked.pk]
    chen.post(f"/office/requests/{asked.pk}/withdraw")

    assert ConsentRequest.objects.get().state == "withdrawn"


def test_a_consent_that_was_withdrawn_is_listed_as_that(chen):
    person = settled_person()
    consent = settled_consent(person, CHEN_EMPLOYS)
    settled_request(person, state="granted", consent=consent)
    before = chen.get("/office/requests/").context["requests"][0]

    Consent.objects.update(withdrawn_at=AT)

    after = chen.get("/office/requests/").context["requests"][0]
    assert [(one["state"], one["is_open"]) for one in (before, after)] == [("已同意", True), ("授权已撤回", False)]


def test_requests_of_others_are_not_there(chen, cast, client_of):
    asked = settled_request(settled_person())
    wang = client_of("wang")

    assert wang.get("/office/requests/").context["requests"] == []
    assert wang.post(f"/office/requests/{asked.pk}/withdraw").status_code == 404


def test_a_worker_asks_nobody(chen, cast, client_of):
    as_person(cast.lan, settled_person().pk)

    assert client_of("lan").get("/office/requests/new").status_code == 403


def test_a_notice_of_the_answer_leads_whoever_asked_to_her_list(chen):
    asked = settled_request(settled_person())

    assert chen.get(f"/my/consents/requests/{asked.pk}")["Location"] == "/office/requests/"
