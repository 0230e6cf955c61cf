"""A worker's own record."""

from django.urls import path

from baigong.faces.web.record import views

urlpatterns = [
    path("my/record", views.my_record, name="my_record"),
    path("my/record/<slug:table>/<int:number>/wrong", views.wrong, name="wrong"),
]
