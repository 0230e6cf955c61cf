"""Exports and subscriptions."""

from django.urls import path

from baigong.faces.web.exports import subscribing, views

urlpatterns = [
    path("office/exports/", views.exports, name="exports"),
    path("office/exports/<int:number>/fetch", views.fetch, name="fetch_export"),
    path("office/exports/subscriptions/", subscribing.subscribe, name="subscribe"),
    path("office/exports/subscriptions/<slug:name>/end", subscribing.unsubscribe, name="unsubscribe"),
]
