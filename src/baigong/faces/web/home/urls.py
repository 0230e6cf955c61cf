"""The pages that cut across."""

from django.urls import path

from baigong.faces.web.home import health, views

urlpatterns = [
    path("status", views.status, name="status"),
    path("health", health.health, name="health"),
]
