"""Shares, requests, looks and lists of staff by the API."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.timezone import localdate

from apps.passports.making import held, holder, settled_request, settled_share, settled_workforce
from apps.registry.making import settled_consent, settled_person
from baigong.apps.passports.models import ConsentRequest, Look, Share, Workforce
from baigong.apps.registry.models import Consent
from cast import CHEN_EMPLOYS, as_person
from contract.people import credit

ROOT = "/api/v1/passports"
LATER = (localdate() + timedelta(days=30)).isoformat()


@pytest.fixture(autouse=True)
def fresh_limits(node):
    cache.clear()


@pytest.fixture
def person(cast):
    person = settled_person()
    as_person(cast.lan, person.pk)
    return person


def sent(client, address, method="post", **body):
    return getattr(client, method)(ROOT + address, data=body, content_type="application/json")


def code(answer):
    return answer.status_code, answer.json()["code"]


def test_a_share_is_made_by_a_program_and_its_link_told_once(person, client_of):
    lan, one = client_of("lan"), held(person)
    items = [{"certificate": one.pk, "cells": ["name"]}]

    made = sent(lan, "/shares", person=person.pk, items=items, purpose="应聘", ends_on=LATER)

    path = made.json()["link"].partition("/s/")[2]
    assert (made.status_code, Client().get(f"/s/{path}").status_code) == (201, 200)
    (listed,) = lan.get(f"{ROOT}/shares").json()["items"]
    assert (listed["id"], listed["items"], listed["is_open"], listed["looks"]) == (
        Share.objects.get().pk,
        items,
        True,
        1,
    )
    assert path not in str(listed)
    assert sent(lan, f"/shares/{listed['id']}/withdraw").status_code == 204
    assert Client().get(f"/s/{path}").status_code == 404


def test_anothers_share_is_not_there(person, client_of):
    others = settled_share(settled_person(2))

    lan = client_of("lan")
    assert lan.get(f"{ROOT}/shares").json()["items"] == []
    assert code(sent(lan, f"/shares/{others.pk}/withdraw")) == (404, "api.not_found")


def test_a_worker_is_asked_by_number_and_name_and_answers(person, client_of):
    chen, lan, one = client_of("chen"), client_of("lan"), held(person)
    asked = {"kinds": ["certificates"], "purpose": "上岗审查", "to_on": LATER}

    wrong = sent(chen, "/requests", number=one.number, name="别人", **asked)
    right = sent(chen, "/requests", number=one.number, name=person.name, **asked)

    assert (code(wrong), right.status_code) == ((422, "passports.nobody_there"), 201)
    number = right.json()["id"]
    assert [line["id"] for line in lan.get(f"{ROOT}/requests").json()["items"]] == [number]
    assert sent(lan, f"/requests/{number}/answer", outcome="granted").status_code == 204
    (line,) = chen.get(f"{ROOT}/requests/made").json()["items"]
    assert (line["state"], line["consent"]) == ("granted", Consent.objects.get().pk)


def test_nobody_answers_or_withdraws_for_another(person, client_of):
    asked = settled_request(person)

    assert code(sent(client_of("wang"), f"/requests/{asked.pk}/withdraw")) == (404, "api.not_found")
    assert code(sent(client_of("chen"), f"/requests/{asked.pk}/answer", outcome="granted")) == (404, "api.not_found")
    assert sent(client_of("chen"), f"/requests/{asked.pk}/withdraw").status_code == 204
    assert ConsentRequest.objects.get().state == "withdrawn"


@pytest.mark.parametrize("address", ["", "/timeline", "/facts"])
def test_whatever_a_program_reads_of_her_record_she_reads_too(person, client_of, address):
    settled_consent(person, CHEN_EMPLOYS)

    assert client_of("chen").get(f"/api/v1/registry/persons/{person.pk}{address}").status_code == 200

    (line,) = client_of("lan").get(f"{ROOT}/looks").json()["items"]
    assert (line["kind"], line["body"], line["name"], line["times"]) == ("record", CHEN_EMPLOYS, "Chen", 1)


def test_lists_that_an_organisation_reads_leave_a_line_for_each(person, client_of):
    one = held(person)
    settled_consent(person, CHEN_EMPLOYS)
    chen = client_of("chen")

    assert [line["id"] for line in chen.get("/api/v1/registry/persons").json()["items"]] == [person.pk]
    assert [line["number"] for line in chen.get("/api/v1/certificates").json()["items"]] == [one.number]

    assert [(look.person_id, look.times) for look in Look.objects.all()] == [(person.pk, 2)]


def test_a_list_of_staff_is_kept_read_and_dropped(client_of):
    chen, one = client_of("chen"), held(holder())
    address = f"/workforce/{CHEN_EMPLOYS}"

    assert sent(chen, address, "put", rows=[{"number": one.number, "name": one.name}]).status_code == 204
    (line,) = chen.get(ROOT + address).json()
    assert (line["number"], line["standing"]["state"], line["is_listed"]) == (one.number, "in_force", True)
    assert Look.objects.get().kind == "list"
    assert sent(chen, address, "delete").status_code == 204
    assert Workforce.objects.count() == 0


def test_another_employers_list_is_not_there(client_of):
    settled_workforce(credit(8), held(holder()))
    chen, wang, address = client_of("chen"), client_of("wang"), f"/workforce/{credit(8)}"

    assert [client.get(ROOT + address).json() for client in (chen, wang)] == [[], []]
    assert code(sent(chen, address, "put", rows=[{"number": "1", "name": "1"}])) == (403, "authority.not_allowed")
    assert code(sent(chen, address, "delete")) == (404, "api.not_found")
    assert Workforce.objects.count() == 1
