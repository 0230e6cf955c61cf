"""A person's own pages, and where a share's link leads."""

from django.urls import path

from baigong.faces.web.passport import consents, door, shares, sheet

urlpatterns = [
    path("my/record.pdf", sheet.fetched, name="record_sheet"),
    path("my/shares", shares.listed, name="shares"),
    path("my/shares/new", shares.begin, name="share_new"),
    path("my/shares/<int:number>", shares.shown, name="share"),
    path("my/shares/<int:number>/withdraw", shares.withdraw, name="share_withdraw"),
    path("my/consents", consents.listed, name="consents"),
    path("my/consents/requests/<int:number>", consents.request_shown, name="consent_request"),
    path("my/consents/<int:number>/withdraw", consents.withdraw, name="consent_withdraw"),
    path("my/looks", consents.looks, name="looks"),
    path("s/<str:secret>", door.opened, name="share_door"),
    path("s/<str:secret>/<int:certificate>.sd-jwt", door.token, name="share_token"),
]
