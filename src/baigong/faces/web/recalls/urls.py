"""Where recalls and odd days are reached."""

from django.urls import path

from baigong.faces.web.recalls import back, items, odd, recalls

urlpatterns = [
    path("office/recalls/", recalls.listed, name="recalls"),
    path("office/recalls/open", recalls.begin, name="recall_open"),
    path("office/recalls/<int:key>", recalls.shown, name="recall"),
    path("office/recalls/<int:key>/document", recalls.document, name="recall_document"),
    path("office/recalls/<int:key>/do/<str:verb>", recalls.done, name="recall_do"),
    path("office/recalls/back/", back.listed, name="reinstatements"),
    path("office/recalls/back/<int:key>/<str:verb>", back.done, name="reinstatement_do"),
    path("recalls/certificates/<int:key>", items.shown, name="recalled"),
    path("recalls/certificates/<int:key>/<str:verb>", items.done, name="recalled_do"),
    path("office/oddities/", odd.listed, name="oddities"),
]
