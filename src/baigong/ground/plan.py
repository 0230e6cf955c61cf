"""The plan package, loaded by its name: the one place that knows that plans are Python packages."""

import importlib
import re

from baigong.core.plans import Plan
from baigong.core.refusal import Refusal
from baigong.core.text import msgid

DEFAULT = "skillschina"


class NoSuchPlan(Refusal):
    code = "plan.not_found"
    sentence = msgid("There is no plan package “%(name)s”; install it, or name another in BAIGONG_PLAN.")


class NotAPlan(Refusal):
    code = "plan.not_a_plan"
    sentence = msgid("“%(name)s” is no plan package: it has no PLAN. docs/plan.md tells how one is made.")


def load_plan(name: str = DEFAULT) -> Plan:
    """The `PLAN` of the package; whatever fails inside a package that is there is its author's to see."""
    if not re.fullmatch(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*", name):
        raise NoSuchPlan(name=name)
    try:
        package = importlib.import_module(name)
    except ModuleNotFoundError as missing:
        if missing.name and (name == missing.name or name.startswith(f"{missing.name}.")):
            raise NoSuchPlan(name=name) from missing
        raise
    plan = getattr(package, "PLAN", None)
    if not isinstance(plan, Plan):
        raise NotAPlan(name=name)
    return plan
