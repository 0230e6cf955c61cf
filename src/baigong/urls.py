"""Where each face is reached."""

from django.urls import URLPattern, URLResolver, include, path

from baigong.faces import here  # noqa: F401 — whatever is asked for here, what follows an act is known
from baigong.faces.api.root import api
from baigong.faces.web.home import errors

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("accounts/", include("baigong.faces.web.authority.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("", include("baigong.faces.web.home.urls")),
]

handler400 = errors.malformed
handler403 = errors.not_allowed
handler404 = errors.not_found
handler500 = errors.failed
