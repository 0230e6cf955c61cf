"""Where holders without an account are found, and noted as told."""

from django.urls import path

from baigong.faces.web.written import views

urlpatterns = [
    path("office/written/", views.listed, name="written"),
    path("office/written/note", views.note, name="written_note"),
    path("office/written/letters.pdf", views.letters, name="written_letters"),
]
