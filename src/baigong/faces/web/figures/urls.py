"""Pages of figures, and the records behind a count."""

from django.urls import path

from baigong.faces.web.figures import views

urlpatterns = [path("figures/<path:figure>", views.figure, name="figure")]
