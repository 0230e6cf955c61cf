"""Every act × everybody × her own region and another: who may is what `matrix.yaml` declares, and nobody else.

A new act fails here until its app says in `tests/apps/<app>/subjects.py` how to make it something to act on, and
somebody has written into `matrix.yaml` who shall be allowed.
"""

import importlib
import pkgutil
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

import baigong.apps
from baigong.apps.authority.actor import NOBODY, actor_of, operator
from baigong.apps.authority.acts import ACTS, is_allowed
from baigong.apps.authority.models import Account, Office, Posting
from baigong.apps.authority.roles import Role
from cast import BEIJING, HANGZHOU, TODAY, settled

TABLE = yaml.safe_load(Path(__file__).with_name("matrix.yaml").read_text(encoding="utf-8"))
APPS = (
    "authority",
    "catalogue",
    "transparency",
    "registry",
    "certificates",
    "passports",
    "progress",
    "desk",
    "exchange",
    "notices",
)
REGIONS = {"hangzhou": HANGZHOU, "beijing": BEIJING}


@cache
def acts():
    """All there are, whichever modules the program has loaded so far."""
    for module in pkgutil.walk_packages(baigong.apps.__path__, "baigong.apps."):
        if ".migrations" not in module.name:
            importlib.import_module(module.name)
    return sorted(ACTS)


@cache
def subjects():
    made = {}
    for app in APPS:
        if (Path(__file__).parents[1] / app / "subjects.py").exists():
            made |= importlib.import_module(f"apps.{app}.subjects").SUBJECTS
    return made


@pytest.fixture
def everybody(cast):
    """The cast, and of Hangzhou a security administrator, a system administrator and an auditor of its own."""
    office = Office.objects.get(region=HANGZHOU)
    settled("guard", Role.SECURITY_ADMINISTRATOR, office=office)
    settled("keeper", Role.SYSTEM_ADMINISTRATOR, office=office)
    settled("auditor", Role.AUDITOR, office=office)
    return cast


def actors():
    """As they are now: making a subject may have bound or posted somebody."""
    known = [*NAMES, "guard", "keeper", "auditor"]
    found = {account.username: account for account in Account.objects.filter(username__in=known)}
    return {name: actor_of(found[name], on=TODAY) for name in known} | {"visitor": NOBODY}


NAMES = ("lan", "chen", "wang", "zhao", "sun", "li", "statistician", "system", "security", "audit", "nobody")


def allowed(act, cast, region, changed=lambda actor: actor):
    told, arguments = subjects()[act](cast, region)
    return {
        name for name, actor in actors().items() if is_allowed(ACTS[act], told, {**arguments, "by": changed(actor)})
    }


def test_every_act_has_its_row_and_something_to_act_on():
    assert sorted(set(acts()) - set(subjects())) == []
    assert sorted(set(acts()) - set(TABLE)) == []
    assert sorted(set(TABLE) - set(acts())) == []


@pytest.mark.parametrize("act", sorted(TABLE))
def test_who_may_is_what_the_table_says(everybody, act):
    acts()

    told = {place: " ".join(sorted(allowed(act, everybody, region))) for place, region in REGIONS.items()}

    assert {place: names for place, names in told.items() if names} == TABLE[act]


def test_a_token_that_does_not_name_the_act_does_not_do_it(everybody):
    acts()

    done = [act for act in TABLE if allowed(act, everybody, HANGZHOU, only_reading)]

    assert done == []


def only_reading(actor):
    return replace(actor, allows=frozenset({"read"}))


def named(act):
    return set(" ".join(TABLE[act].values()).split())


def test_whoever_has_no_posts_may_nothing():
    assert [act for act in TABLE if {"nobody", "visitor"} & named(act)] == []


def test_the_three_administrations_do_not_touch_records():
    """Who runs the system, who gives rights and who watches decide nothing about certificates and persons."""
    kept = {"system", "security", "audit", "guard", "keeper", "auditor"}
    records = [act for act in TABLE if act.partition(".")[0] in ("registry", "certificates")]

    assert [act for act in records if kept & named(act)] == []


@pytest.mark.parametrize("act", ["catalogue.start_task", "authority.suspend_account", "registry.correct_person"])
def test_posts_do_not_lend_one_another_their_place(everybody, act):
    """A handler of Hangzhou who audits in Beijing handles nothing in Beijing."""
    acts()
    posting = Posting.objects.get(account__username="wang")
    beijing = Office.objects.get(region=BEIJING)
    for name in ("wang", "guard"):
        Posting.objects.create(
            account=Account.objects.get(username=name),
            role=Role.AUDITOR,
            office=beijing,
            region=BEIJING,
            from_on=posting.from_on,
            line=0,
        )

    assert {"wang", "guard"} & allowed(act, everybody, BEIJING) == set()


def test_the_operator_may_what_takes_no_account_of_her_own_and_no_second_keeper(everybody):
    acts()

    refused = {act for act in TABLE if not is_allowed_to_operator(act, everybody)}

    assert refused == OF_ONES_OWN | TAKES_TWO_KEEPERS


def is_allowed_to_operator(act, cast):
    told, arguments = subjects()[act](cast, BEIJING)
    return is_allowed(ACTS[act], told, {**arguments, "by": operator("root")})


OF_ONES_OWN = {
    "authority.accept_invitation",
    "authority.bind_account",
    "authority.change_password",
    "authority.choose_language",
    "authority.delegate_posting",
    "authority.make_token",
    "authority.withdraw_proposal",
    "desk.add_to_enquiry",
    "desk.reopen_enquiry",
    "exchange.acknowledge_changes",
    "exchange.subscribe",
    "exchange.unsubscribe",
    "notices.choose_mail",
    "notices.read_notices",
    "notices.stop_mail",
}
TAKES_TWO_KEEPERS = {
    "authority.rotate_keys",
    "certificates.reseal_copies",
    "desk.reseal_contacts",
    "passports.reseal_workforces",
    "registry.reseal_numbers",
    "progress.rekey_records",
}
