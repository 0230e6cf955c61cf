"""The first page."""

from django.urls import path

from baigong.faces.web.score import views

urlpatterns = [path("", views.scoreboard, name="home")]
