"""Organisations for offices; evaluation bodies for everybody."""

from django.urls import path

from baigong.faces.web.organisations import editing, views

FILING = "office/organisations/filings/<int:number>"

urlpatterns = [
    path("bodies/", views.bodies, name="bodies"),
    path("office/organisations/", views.organisations, name="organisations"),
    path("office/organisations/enter", editing.enter_organisation, name="enter_organisation"),
    path("office/organisations/<int:number>", views.organisation, name="organisation"),
    path("office/organisations/<int:number>/correct", editing.correct_organisation, name="correct_organisation"),
    path("office/organisations/<int:number>/filings/enter", editing.enter_filing, name="enter_filing"),
    path(f"{FILING}/correct", editing.correct_filing, name="correct_filing"),
    path(f"{FILING}/withdraw", editing.withdraw_filing, name="withdraw_filing"),
]
