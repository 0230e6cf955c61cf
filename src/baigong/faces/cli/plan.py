"""The plan that the program works for: the one named by `BAIGONG_PLAN`, else the default."""

import os

from baigong.core.plans import Plan
from baigong.ground.plan import DEFAULT, load_plan


def plan_here() -> Plan:
    return load_plan(os.environ.get("BAIGONG_PLAN") or DEFAULT)
