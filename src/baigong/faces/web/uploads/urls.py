"""Uploads: the list with its form, one upload, what is done with it, and the templates to fill in."""

from django.urls import path

from baigong.faces.web.uploads import doing, templates, views

urlpatterns = [
    path("office/uploads/", views.uploads, name="uploads"),
    path("office/uploads/<int:key>", views.upload, name="upload"),
    path("office/uploads/<int:key>/confirm", doing.confirm, name="upload_confirm"),
    path("office/uploads/<int:key>/refuse", doing.refuse, name="upload_refuse"),
    path("office/uploads/<int:key>/withdraw", doing.withdraw, name="upload_withdraw"),
    path("office/uploads/<int:key>/faulty", doing.faulty, name="upload_faulty"),
    path("office/uploads/templates/<slug:table>.<slug:form>", templates.template, name="upload_template"),
]
