"""Disputes of records."""

from django.urls import path

from baigong.faces.web.disputes import views

urlpatterns = [
    path("office/disputes/", views.disputes, name="disputes"),
    path("office/disputes/<int:number>", views.dispute, name="dispute"),
    path("office/disputes/<int:number>/withdraw", views.withdraw, name="withdraw_dispute"),
]
