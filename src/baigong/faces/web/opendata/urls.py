"""Open data, under addresses that stay."""

from django.urls import path, re_path

from baigong.faces.web.opendata import views

FORM = r"(?P<form>csv|xlsx|json|sdmx\.csv)"

urlpatterns = [
    path("data/", views.index, name="data"),
    path("data/feed.atom", views.feed, name="data_feed"),
    re_path(rf"^data/(?P<name>[a-z]+)\.{FORM}$", views.table, name="data_table"),
    re_path(
        rf"^data/readings/(?P<number>\d{{1,15}})/(?P<grain>[a-z0-9-]+)\.{FORM}$", views.reading, name="data_reading"
    ),
]
