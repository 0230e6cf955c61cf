"""Where the journal is read."""

from django.urls import path

from baigong.faces.web.journal import views

urlpatterns = [path("journal/", views.journal, name="journal")]
