"""Where notices are reached."""

from django.urls import path

from baigong.faces.web.notices import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/read", views.read_all, name="notices_read"),
    path("notices/settings", views.settings_of_mail, name="notice_settings"),
    path("notices/<int:key>", views.notice, name="notice"),
    path("notices/<int:key>/open", views.open_notice, name="notice_open"),
    path("notices/unsubscribe/<str:token>", views.unsubscribe, name="notice_unsubscribe"),
]
