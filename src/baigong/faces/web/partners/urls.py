"""Partners and their keys."""

from django.urls import path

from baigong.faces.web.partners import views

urlpatterns = [
    path("office/partners/", views.partners, name="partners"),
    path("office/partners/<int:number>/end", views.end, name="end_partner"),
]
