"""Pages of regions."""

from django.urls import path

from baigong.faces.web.regions import views

urlpatterns = [
    path("regions/", views.regions, name="regions"),
    path("regions/<str:code>", views.region, name="region"),
]
