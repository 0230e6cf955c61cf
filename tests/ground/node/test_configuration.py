"""What the environment may say, and how nonsense is refused, in both languages."""

import multiprocessing
import os
from pathlib import Path

import pytest

from baigong.faces.words import both
from baigong.ground.node.configuration import BadSetting, configured
from baigong.ground.node.home import HomeUnusable, home_at, remember_region
from baigong.ground.node.secret import kept_secret


def of(folder: Path, **environment: str):
    return configured(environment, default_home=folder)


def test_nothing_said_is_a_nation_on_this_machine_only(tmp_path):
    node = of(tmp_path)

    assert (node.region, node.host, node.port, node.is_embedded) == ("00", "127.0.0.1", 8000, True)
    assert (node.is_demo, node.is_secure, node.profile, node.oidc) == (False, False, "international", {})


def test_a_node_remembers_whose_it_was_when_it_was_first_served(tmp_path):
    remember_region(home_at(tmp_path), "33")
    remember_region(home_at(tmp_path), "32")

    assert (of(tmp_path).region, of(tmp_path, BAIGONG_REGION="3301").region) == ("33", "3301")


def test_what_is_said_holds(tmp_path):
    node = of(
        tmp_path,
        BAIGONG_HOME=str(tmp_path / "elsewhere"),
        BAIGONG_REGION="33",
        BAIGONG_PORT="8443",
        BAIGONG_HOSTS="skills.example.gov.cn,10.0.0.7",
        BAIGONG_SECURE="true",
        BAIGONG_CRYPTOGRAPHY="gm",
        DATABASE_URL="postgresql://baigong@db/baigong",
    )

    assert (node.home.folder, node.region, node.port) == (tmp_path / "elsewhere", "33", 8443)
    assert (node.hosts, node.is_secure, node.profile) == (("skills.example.gov.cn", "10.0.0.7"), True, "gm")
    assert (node.is_embedded, node.url) == (False, "postgresql://baigong@db/baigong")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BAIGONG_PORT", "http"),
        ("BAIGONG_PORT", "65536"),
        ("BAIGONG_EXPIRY_DAYS", "30,soon"),
        ("BAIGONG_OBJECTION_DAYS", "0"),
        ("BAIGONG_PORT", "-1"),
        ("BAIGONG_WORKERS", "0"),
        ("BAIGONG_WORKERS", "1.5"),
        ("BAIGONG_DEMO", "perhaps"),
        ("BAIGONG_SECURE", "on-ish"),
        ("BAIGONG_REGION", "99"),
        ("BAIGONG_REGION", "Zhejiang"),
        ("BAIGONG_CRYPTOGRAPHY", "rot13"),
        ("BAIGONG_HOSTS", " , "),
        ("DATABASE_URL", "mysql://root@localhost/baigong"),
        ("DATABASE_URL", "postgresql://baigong:secret@[::1/baigong"),
        ("DATABASE_URL", "postgresql://baigong:secret@db/baigong?colour=red"),
        ("BAIGONG_OIDC_URL", "https://id.example.gov.cn"),
        ("BAIGONG_MAIL", "pigeon"),
        ("BAIGONG_MAIL_PORT", "0"),
        ("BAIGONG_MAIL_FROM", "nobody"),
        ("BAIGONG_MAIL_FROM", "a@b\nBcc: c@d"),
        ("BAIGONG_MAIL_SECURITY", "ssl"),
        ("BAIGONG_ADDRESS", "ftp://skills.example.gov.cn"),
    ],
)
def test_nonsense_is_refused_with_the_name_of_the_setting_in_both_languages(tmp_path, name, value):
    with pytest.raises(BadSetting) as refused:
        of(tmp_path, **{name: value})

    said = both(refused.value.fault)
    named = "BAIGONG_OIDC_CLIENT" if name == "BAIGONG_OIDC_URL" else name
    assert named in said["zh"]
    assert named in said["en"]
    assert said["zh"] != said["en"]


def test_days_come_as_a_list_the_longest_first(tmp_path):
    assert (of(tmp_path).expiry_days, of(tmp_path).objection_days) == ((60, 30, 7), 180)
    assert of(tmp_path, BAIGONG_EXPIRY_DAYS="7, 90,7").expiry_days == (90, 7)


def test_a_refused_address_of_a_database_does_not_repeat_its_password(tmp_path):
    with pytest.raises(BadSetting) as refused:
        of(tmp_path, DATABASE_URL="mysql://root:hunter2@localhost/baigong")

    assert "hunter2" not in both(refused.value.fault)["en"]


def test_single_sign_on_takes_all_three_settings(tmp_path):
    node = of(tmp_path, BAIGONG_OIDC_URL="https://id", BAIGONG_OIDC_CLIENT="baigong", BAIGONG_OIDC_SECRET="s")

    assert node.oidc == {"url": "https://id", "client": "baigong", "secret": "s"}


def test_a_node_sends_no_mail_until_it_is_told_how_and_a_demonstration_writes_files(tmp_path):
    assert (of(tmp_path).mail.way, of(tmp_path).mail.is_on) == ("off", False)
    assert of(tmp_path, BAIGONG_DEMO="true").mail.way == "file"
    assert of(tmp_path, BAIGONG_DEMO="true", BAIGONG_MAIL="off").mail.way == "off"
    told = of(tmp_path, BAIGONG_MAIL="smtp", BAIGONG_MAIL_SECURITY="tls", BAIGONG_MAIL_FROM="人社局 <a@b.cn>").mail
    assert (told.way, told.port, told.security, told.sender) == ("smtp", 465, "tls", "人社局 <a@b.cn>")


def test_the_address_from_outside_is_told_or_made_of_what_is_known(tmp_path):
    assert of(tmp_path).address == "http://localhost:8000"
    assert of(tmp_path, BAIGONG_ADDRESS="https://skills.example.gov.cn/").address == "https://skills.example.gov.cn"


def test_a_home_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "home").write_text("")

    with pytest.raises(HomeUnusable) as refused:
        home_at(tmp_path / "home")

    assert refused.value.fault.facts["name"] == str(tmp_path / "home")


def test_a_home_lets_nobody_list_it(tmp_path):
    folder = home_at(tmp_path / "home").folder

    assert folder.stat().st_mode & 0o066 == 0


def _keep(file: Path, ready, told) -> None:
    ready.wait()
    told.put(kept_secret(file, os.urandom))


def test_two_who_make_the_secret_at_once_end_with_one(tmp_path):
    context = multiprocessing.get_context("fork")
    ready, told = context.Barrier(4), context.Queue()
    makers = [context.Process(target=_keep, args=(tmp_path / "keys" / "secret", ready, told)) for _ in range(4)]

    for maker in makers:
        maker.start()
    secrets = {told.get(timeout=30) for _ in makers}
    for maker in makers:
        maker.join()

    assert secrets == {kept_secret(tmp_path / "keys" / "secret", os.urandom)}
    assert (tmp_path / "keys" / "secret").stat().st_mode & 0o777 == 0o600
