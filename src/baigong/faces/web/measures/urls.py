"""Pages of the measures and the agreements."""

from django.urls import path

from baigong.faces.web.measures import views

urlpatterns = [
    path("measures/", views.measures, name="measures"),
    path("measures/agreements", views.agreements, name="agreements"),
    path("measures/<int:number>", views.measure, name="measure"),
]
