"""Where employers work, and where requests are made."""

from django.urls import path

from baigong.faces.web.workforce import asking, views

urlpatterns = [
    path("office/workforce/", views.listed, name="workforce"),
    path("office/workforce/list", views.send, name="workforce_send"),
    path("office/workforce/list/drop", views.drop, name="workforce_drop"),
    path("office/requests/", asking.listed, name="asked"),
    path("office/requests/new", asking.begin, name="ask"),
    path("office/requests/<int:number>/withdraw", asking.withdraw, name="request_withdraw"),
]
