"""The page that shows every mark and component, as they are."""

from django.urls import path

from baigong.faces.web.design import views

urlpatterns = [path("design", views.design, name="design")]
