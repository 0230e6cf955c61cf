"""docs/administrator.md names every setting, with its default."""

import re

from baigong.ground.node.configuration import configured
from shape.source import ROOT

SOURCE = (ROOT / "src/baigong/ground/node/configuration.py").read_text(encoding="utf-8")
TABLE = dict(
    re.findall(r"^\| `([A-Z_]+)` \| ([^|]+) \|", (ROOT / "docs/administrator.md").read_text(encoding="utf-8"), re.M)
)


def test_the_table_names_exactly_what_is_read():
    assert set(TABLE) == set(re.findall(r'"((?:BAIGONG|DATABASE)_[A-Z_]+)"', SOURCE))


def test_the_defaults_are_those_of_the_table(tmp_path):
    node = configured({}, default_home=tmp_path)

    told = {
        "BAIGONG_REGION": node.region,
        "BAIGONG_PLAN": node.plan,
        "BAIGONG_HOST": node.host,
        "BAIGONG_PORT": str(node.port),
        "BAIGONG_HOSTS": ",".join(node.hosts),
        "BAIGONG_WORKERS": str(node.workers),
        "BAIGONG_SECURE": str(node.is_secure).lower(),
        "BAIGONG_DEMO": str(node.is_demo).lower(),
        "BAIGONG_CRYPTOGRAPHY": node.profile,
        "BAIGONG_MAIL": node.mail.way,
        "BAIGONG_MAIL_FROM": node.mail.sender,
        "BAIGONG_MAIL_HOST": node.mail.host,
        "BAIGONG_MAIL_PORT": str(node.mail.port),
        "BAIGONG_MAIL_SECURITY": node.mail.security,
    }
    assert {name: re.findall(r"`([^`]+)`", TABLE[name])[0] for name in told} == told
