"""Where each face is reached."""

from django.urls import URLPattern, URLResolver, include, path

from baigong.faces import here  # noqa: F401 — whatever is asked for here, what follows an act is known
from baigong.faces.api.root import api
from baigong.faces.api.vcapi import verify_credential, verify_presentation
from baigong.faces.web.home import errors

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("credentials/verify", verify_credential, name="verify_credential"),
    path("presentations/verify", verify_presentation, name="verify_presentation"),
    path("accounts/", include("baigong.faces.web.authority.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("office/", include("baigong.faces.web.progress.urls")),
    path("office/", include("baigong.faces.web.journal.urls")),
    path("office/", include("baigong.faces.web.authority.office_urls")),
    path("", include("baigong.faces.web.inbox.urls")),
    path("", include("baigong.faces.web.uploads.urls")),
    path("", include("baigong.faces.web.exports.urls")),
    path("", include("baigong.faces.web.partners.urls")),
    path("", include("baigong.faces.web.desk.urls")),
    path("", include("baigong.faces.web.notices.urls")),
    path("", include("baigong.faces.web.issuing.urls")),
    path("", include("baigong.faces.web.recalls.urls")),
    path("", include("baigong.faces.web.written.urls")),
    path("", include("baigong.faces.web.design.urls")),
    path("", include("baigong.faces.web.figures.urls")),
    path("", include("baigong.faces.web.measures.urls")),
    path("", include("baigong.faces.web.regions.urls")),
    path("", include("baigong.faces.web.tasks.urls")),
    path("", include("baigong.faces.web.score.urls")),
    path("", include("baigong.faces.web.opendata.urls")),
    path("", include("baigong.faces.web.home.urls")),
    path("", include("baigong.faces.web.persons.urls")),
    path("", include("baigong.faces.web.merges.urls")),
    path("", include("baigong.faces.web.disputes.urls")),
    path("", include("baigong.faces.web.organisations.urls")),
    path("", include("baigong.faces.web.record.urls")),
    path("", include("baigong.faces.web.passport.urls")),
    path("", include("baigong.faces.web.workforce.urls")),
    path("", include("baigong.faces.web.transparency.urls")),
    path("", include("baigong.faces.web.gate.urls")),
]

handler400 = errors.malformed
handler403 = errors.not_allowed
handler404 = errors.not_found
handler500 = errors.failed
