"""Persons and their certificates, for offices and organisations."""

from django.urls import path, re_path

from baigong.faces.web.persons import certificates, editing, facts, finding, views

FOUND = "office/persons/<int:number>"
NUMBER = f"{FOUND}/numbers/<int:borne>"
CERTIFICATE = "office/persons/certificates/<int:number>"

urlpatterns = [
    path("office/persons/", finding.persons, name="persons"),
    path("office/persons/find", finding.find_person, name="find_person"),
    path("office/persons/enter", editing.enter, name="enter_person"),
    path(FOUND, views.person, name="person"),
    path(f"{FOUND}/journal", views.journal, name="person_journal"),
    path(f"{FOUND}/correct", editing.correct, name="correct_person"),
    path(f"{FOUND}/death", editing.record_death, name="record_death"),
    path(f"{FOUND}/forget", editing.forget, name="forget_person"),
    path(f"{FOUND}/numbers/enter", editing.enter_number, name="enter_number"),
    path(f"{NUMBER}/show", views.show, name="show_number"),
    path(f"{NUMBER}/replace", editing.replace_number, name="replace_number"),
    path(f"{NUMBER}/correct", editing.correct_number, name="correct_number"),
    path(f"{FOUND}/facts/<slug:table>/enter", facts.enter_fact, name="enter_fact"),
    path(f"{FOUND}/facts/<slug:table>/<int:fact>", facts.correct_fact, name="correct_fact"),
    path(f"{FOUND}/certificates/enter", certificates.enter, name="enter_certificate"),
    path(CERTIFICATE, certificates.certificate, name="certificate"),
    path(f"{CERTIFICATE}/correct", certificates.correct, name="correct_certificate"),
    re_path(
        r"^office/persons/certificates/(?P<number>[0-9]{1,15})/(?P<verb>void|revoke)$",
        certificates.end,
        name="end_certificate",
    ),
]
