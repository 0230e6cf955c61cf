"""How e-mail leaves a node."""

from dataclasses import dataclass

BACKENDS = {
    "off": "django.core.mail.backends.dummy.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
    "file": "django.core.mail.backends.filebased.EmailBackend",
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
}


@dataclass(frozen=True)
class MailTold:
    """`way` is one of `BACKENDS`; `security` is `starttls`, `tls` or `none`."""

    way: str = "off"
    sender: str = "baigong@localhost"
    host: str = "localhost"
    port: int = 587
    user: str = ""
    secret: str = ""
    security: str = "starttls"

    @property
    def is_on(self) -> bool:
        return self.way != "off"
