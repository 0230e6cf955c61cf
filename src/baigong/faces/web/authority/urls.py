"""Sign-in and one's own account. Of allauth's pages those that somebody who was invited needs; none to sign up."""

from allauth.account import views as allauth
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic.base import RedirectView, TemplateView

from baigong.apps.authority.demo import CAST, PASSWORD
from baigong.faces.web.authority import views
from baigong.faces.web.words import told

SAMPLE = {
    "demo_password": PASSWORD,
    "demo_cast": [{"username": one.username, "who": lazy(told, str)(one.who)} for one in CAST],
}

urlpatterns = [
    path("", views.my_account, name="my_account"),
    path("language/", views.language, name="my_language"),
    path("tokens/", views.tokens, name="my_tokens"),
    path("tokens/<int:key>/withdraw/", views.withdraw, name="withdraw_token"),
    path("person/", views.person, name="bind_account"),
    path("invitation/", views.invitation, name="invitation"),
    path("lost/", TemplateView.as_view(template_name="account/lost.html"), name="account_reset_password"),
    path("login/", allauth.LoginView.as_view(extra_context=SAMPLE), name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("password/", allauth.password_change, name="account_change_password"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sso/", include("allauth.socialaccount.urls")),
    path("sso/", include("allauth.socialaccount.providers.openid_connect.urls")),
    # Names that allauth leads to and that are nothing here.
    path("signup/", RedirectView.as_view(pattern_name="invitation"), name="account_signup"),
    path("password/set/", RedirectView.as_view(pattern_name="my_account"), name="account_set_password"),
    path("email/", RedirectView.as_view(pattern_name="my_account"), name="account_email"),
]
