"""Merging persons."""

from django.urls import path

from baigong.faces.web.merges import views

urlpatterns = [
    path("office/merges/", views.merges, name="merges"),
    path("office/merges/<int:number>", views.merge, name="merge"),
    path("office/persons/<int:number>/merges/<int:joined>/undo", views.undo, name="undo_merge"),
]
