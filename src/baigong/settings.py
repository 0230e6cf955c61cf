"""Django's settings, all of them from the environment (docs/administrator.md lists what may stand in it)."""

import operator
import os
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from baigong.ground.node.configuration import configured, single_sign_on
from baigong.ground.node.logs import formatter
from baigong.ground.node.mail import BACKENDS
from baigong.ground.node.secret import kept_secret

ROOT = Path(__file__).resolve().parents[2]
NODE = configured(os.environ, default_home=ROOT / "var")

SECRET_KEY = kept_secret(NODE.home.folder / "keys" / "secret", os.urandom)
DEBUG = False
ALLOWED_HOSTS = list(NODE.hosts)
ROOT_URLCONF = "baigong.urls"
WSGI_APPLICATION = "baigong.wsgi.application"
AUTH_USER_MODEL = "authority.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_IMPORT_PATHS = ["baigong.apps.reactions"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    "baigong.apps.journal",
    "baigong.apps.authority",
    "baigong.apps.catalogue",
    "baigong.apps.transparency",
    "baigong.apps.registry",
    "baigong.apps.certificates",
    "baigong.apps.passports",
    "baigong.apps.progress",
    "baigong.apps.desk",
    "baigong.apps.exchange",
    "baigong.apps.notices",
]
MIDDLEWARE = [
    "baigong.faces.headers.secured",
    "baigong.faces.api.plain.problems_only",
    "django.middleware.security.SecurityMiddleware",
    "baigong.faces.web.files.Files",
    "baigong.faces.web.compression.CompressedPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "baigong.faces.web.addresses.readable",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "baigong.faces.web.authority.sessions.bound",
    "baigong.faces.web.authority.second_factor.required",
    "baigong.faces.web.refusals.told",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "src/baigong/faces/web/templates"],
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "baigong.faces.web.design.tags",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "baigong.faces.web.context.node",
            ],
        },
    }
]

_told = conninfo_to_dict(NODE.url)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _told.pop("dbname", "postgres"),
        "USER": _told.pop("user", ""),
        "PASSWORD": _told.pop("password", ""),
        "HOST": _told.pop("host", ""),
        "PORT": _told.pop("port", ""),
        # Only what is asked for with prepare=True is prepared (apps/authority/prepared.py).
        "OPTIONS": {**_told, "prepare_threshold": 5, "pool": {"min_size": 1, "max_size": 8, "timeout": 20}},
    }
}

# Both web processes must count the same wrong passwords, so the count lies in the database, not in a process.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "authority_cache"}}

# Sign-in: accounts come by invitation, and their people by user name or e-mail address (docs/accounts.md).
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "/"
ACCOUNT_ADAPTER = "baigong.faces.web.authority.adapters.Accounts"
ACCOUNT_FORMS = {
    "login": "baigong.faces.web.authority.signing.SignIn",
    "change_password": "baigong.faces.web.authority.signing.ChangePassword",
    "reauthenticate": "baigong.faces.web.authority.signing.Reauthenticate",
}
ACCOUNT_USER_DISPLAY = operator.attrgetter("name")
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "invitation": "10/m/ip",
    "enquiry": "10/h/ip",  # letters to the desk, which need no account
    "enquiry_code": "120/h/ip,60/h/key",
    "certificate_pair": "30/m/ip,30/h/key",  # number and name; the key is the number: nobody tries all names of one
    "certificate_file": "30/m/ip",
    "share": "60/m/ip",  # links of shares, right and wrong ones
    "consent_pair": "20/h/key",  # whom a number and a name mean, before she is asked
}
MFA_ADAPTER = "baigong.faces.web.authority.adapters.SecondFactors"
MFA_FORMS = {
    name: f"baigong.faces.web.authority.signing.{form}"
    for name, form in {
        "authenticate": "SecondFactor",
        "reauthenticate": "ReauthenticateByCode",
        "activate_totp": "ActivateApp",
        "add_webauthn": "AddKey",
        "edit_webauthn": "EditKey",
    }.items()
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses come with the invitation; nobody types one of her own
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = False
MFA_TOTP_ISSUER = "baigong"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not NODE.is_secure  # of http a browser itself allows localhost only
SOCIALACCOUNT_ADAPTER = "baigong.faces.web.authority.adapters.SingleSignOn"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an identity is connected by its owner, never by an address or a name
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": single_sign_on(NODE.oidc)}}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
        "UserAttributeSimilarityValidator": {"user_attributes": ("username", "name", "email")},
    }.items()
]

# E-mails: how they leave is the node's to say (docs/administrator.md).
EMAIL_BACKEND, EMAIL_FILE_PATH = BACKENDS[NODE.mail.way], str(NODE.home.folder / "mail")
EMAIL_HOST, EMAIL_PORT, DEFAULT_FROM_EMAIL = NODE.mail.host, NODE.mail.port, NODE.mail.sender
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = NODE.mail.user, NODE.mail.secret
EMAIL_USE_TLS, EMAIL_USE_SSL = NODE.mail.security == "starttls", NODE.mail.security == "tls"
EMAIL_TIMEOUT = 20  # seconds, for a server that does not answer

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [ROOT / "src/baigong/locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "src/baigong/faces/web/static"]
STORAGES = {"staticfiles": {"BACKEND": "baigong.faces.web.files.HashedNames"}}
WHITENOISE_USE_FINDERS = True  # served from where they lie: nothing to collect, nothing to forget
WHITENOISE_MAX_AGE = 600  # at its own name; at the name of its content a file stays for a year

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = NODE.is_secure
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600  # a working day at most; after an hour without a page it ends as well
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if NODE.is_secure else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "baigong.faces.web.home.errors.crossing"
# What is sent at once, files apart: those are streamed to the disk, and sized where they are received.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
UPLOAD_MEGABYTES = 512  # of one package that an account sends
NODE.home.scratch.mkdir(mode=0o700, exist_ok=True)
FILE_UPLOAD_TEMP_DIR = str(NODE.home.scratch)  # where it lies for as long as the request lasts
API_A_MINUTE = {"account": 600, "address": 300}  # requests, in each web process (faces/api/rates.py)
SECURE_HSTS_SECONDS = 31_536_000 if NODE.is_secure else 0

# Logs are events with facts, one JSON object a line. What people wrote never goes in.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": formatter()},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"baigong": {"level": "INFO"}},
}
