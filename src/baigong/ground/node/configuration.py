"""What the environment says of a node; nonsense is refused before anything starts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from baigong.core.codes.region import is_today
from baigong.core.refusal import Refusal
from baigong.core.text import Text, msgid
from baigong.ground.node.home import Home, home_at, remembered_region
from baigong.ground.node.mail import BACKENDS, MailTold
from baigong.ground.node.server import url_of

NATION = "00"
_SWITCHES = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}


class BadSetting(Refusal):
    code = "node.bad_setting"
    sentence = msgid("%(name)s is “%(value)s”, which is %(problem)s; correct it in the environment.")


@dataclass(frozen=True)
class Configuration:
    """Everything that differs between one node and another."""

    home: Home
    database_url: str | None
    region: str
    plan: str
    host: str
    port: int
    hosts: tuple[str, ...]
    workers: int
    is_demo: bool
    is_secure: bool  # reached by https
    profile: str
    oidc: Mapping[str, str] = field(default_factory=dict)
    mail: MailTold = field(default_factory=MailTold)
    told_address: str = ""
    objection_days: int = 180  # [assumption] docs/issuing.md: a contact, once its objection and its batch are settled
    expiry_days: tuple[int, ...] = (60, 30, 7)  # [assumption] docs/employers.md: told ahead of a certificate's last day

    @property
    def address(self) -> str:
        """As people reach it from outside, for links in e-mails."""
        return self.told_address or f"{'https' if self.is_secure else 'http'}://{self.hosts[0]}:{self.port}"

    @property
    def is_embedded(self) -> bool:
        return self.database_url is None

    @property
    def url(self) -> str:
        return self.database_url or url_of(self.home)

    def at_port(self, port: int) -> "Configuration":
        return replace(self, port=port)


def configured(environment: Mapping[str, str], *, default_home: Path) -> Configuration:
    """The configuration of an environment such as `os.environ`."""
    read = _Reader(environment)
    home = home_at(Path(environment.get("BAIGONG_HOME") or default_home))
    return Configuration(
        home=home,
        database_url=read.url("DATABASE_URL"),
        region=read.region("BAIGONG_REGION") or remembered_region(home) or NATION,
        plan=environment.get("BAIGONG_PLAN") or "skillschina",
        host=environment.get("BAIGONG_HOST") or "127.0.0.1",
        port=read.number("BAIGONG_PORT", 8000, least=0, most=65535),
        hosts=read.names("BAIGONG_HOSTS", "localhost,127.0.0.1,[::1]"),
        workers=read.number("BAIGONG_WORKERS", 2, least=1, most=64),
        is_demo=read.switch("BAIGONG_DEMO"),
        is_secure=read.switch("BAIGONG_SECURE"),
        profile=read.choice("BAIGONG_CRYPTOGRAPHY", ("international", "gm")),
        oidc=read.oidc(),
        mail=read.mail(),
        told_address=read.address("BAIGONG_ADDRESS"),
        objection_days=read.number("BAIGONG_OBJECTION_DAYS", 180, least=1, most=3650),
        expiry_days=read.days("BAIGONG_EXPIRY_DAYS", "60,30,7"),
    )


def single_sign_on(oidc: Mapping[str, str]) -> list[dict[str, object]]:
    """The identity provider as allauth wants it told; none where none is set."""
    if not oidc:
        return []
    settings = {"server_url": oidc["url"], "token_auth_method": "client_secret_basic"}
    return [
        {
            "provider_id": "government",
            "name": "OpenID Connect",
            "client_id": oidc["client"],
            "secret": oidc["secret"],
            "settings": settings,
        }
    ]


class _Reader:
    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment

    def _refuse(self, name: str, problem: Text) -> BadSetting:
        # An address of a database holds its password, so it is not said again.
        value = "…" if name.endswith(("_URL", "_SECRET")) else self.environment[name]
        return BadSetting(name=name, value=value, problem=problem)

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        value = self.environment.get(name) or str(default)
        if not re.fullmatch(r"\d{1,6}", value) or not least <= int(value) <= most:
            raise self._refuse(
                name, Text(zh=f"不是 {least} 到 {most} 的整数", en=f"no whole number of {least} to {most}")
            )
        return int(value)

    def switch(self, name: str) -> bool:
        value = self.environment.get(name, "").strip().lower()
        if value not in _SWITCHES:
            raise self._refuse(name, Text(zh="既不是 true 也不是 false", en="neither true nor false"))
        return _SWITCHES[value]

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        value = self.environment.get(name) or allowed[0]
        if value not in allowed:
            raise self._refuse(name, Text(zh=f"不是 {'、'.join(allowed)} 之一", en=f"none of {', '.join(allowed)}"))
        return value

    def region(self, name: str) -> str:
        """Empty where the environment says nothing."""
        value = self.environment.get(name, "")
        if value not in ("", NATION) and not is_today(value):
            raise self._refuse(name, Text(zh="不是现行行政区划代码", en="no region code of today"))
        return value

    def names(self, name: str, default: str) -> tuple[str, ...]:
        told = self.environment.get(name) or default
        names = tuple(filter(None, map(str.strip, told.split(","))))
        if not names:
            raise self._refuse(name, Text(zh="没有写出任何名称", en="a list without a name"))
        return names

    def days(self, name: str, default: str) -> tuple[int, ...]:
        """The longest first."""
        told = self.names(name, default)
        if not all(re.fullmatch(r"[1-9]\d{0,2}", one) for one in told):
            raise self._refuse(name, Text(zh="不是由逗号分隔的天数（1 到 999）", en="no list of days from 1 to 999"))
        return tuple(sorted({int(one) for one in told}, reverse=True))

    def url(self, name: str) -> str | None:
        value = self.environment.get(name) or None
        if value and not _is_address(value):
            raise self._refuse(name, Text(zh="不是 postgresql:// 地址", en="no postgresql:// address"))
        return value

    def address(self, name: str) -> str:
        value = self.environment.get(name, "").rstrip("/")
        if value and not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", value):
            raise self._refuse(name, Text(zh="不是 http(s):// 地址", en="no http(s):// address"))
        return value

    def mail(self) -> MailTold:
        """A demonstration writes its e-mails into files; any other node sends none until it is told how."""
        otherwise = "file" if self.switch("BAIGONG_DEMO") else "off"
        security = self.choice("BAIGONG_MAIL_SECURITY", ("starttls", "tls", "none"))
        return MailTold(
            way=self.choice("BAIGONG_MAIL", (otherwise, *(way for way in BACKENDS if way != otherwise))),
            sender=self.mailbox("BAIGONG_MAIL_FROM", "baigong@localhost"),
            host=self.environment.get("BAIGONG_MAIL_HOST") or "localhost",
            port=self.number("BAIGONG_MAIL_PORT", 465 if security == "tls" else 587, least=1, most=65535),
            user=self.environment.get("BAIGONG_MAIL_USER", ""),
            secret=self.environment.get("BAIGONG_MAIL_SECRET", ""),
            security=security,
        )

    def mailbox(self, name: str, default: str) -> str:
        value = self.environment.get(name) or default
        if not re.fullmatch(r"[^\s@<>,]+@[^\s@<>,]+|[^\r\n<>@,]{1,60} <[^\s@<>,]+@[^\s@<>,]+>", value):
            raise self._refuse(name, Text(zh="不是电子邮件地址", en="no e-mail address"))
        return value

    def oidc(self) -> dict[str, str]:
        """An identity provider for single sign-on: all three settings, or none."""
        names = ("BAIGONG_OIDC_URL", "BAIGONG_OIDC_CLIENT", "BAIGONG_OIDC_SECRET")
        given = {name: self.environment.get(name, "") for name in names}
        if any(given.values()) and not all(given.values()):
            missing = next(name for name in names if not given[name])
            raise BadSetting(
                name=missing,
                value="",
                problem=Text(zh="为空，而其余几项已经填写", en="empty, while the others are set"),
            )
        return {name.rsplit("_", 1)[1].lower(): value for name, value in given.items() if value}


def _is_address(value: str) -> bool:
    try:
        conninfo_to_dict(value)
    except ProgrammingError:
        return False
    return re.match(r"postgres(ql)?://", value) is not None
