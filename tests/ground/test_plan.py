import pytest

from baigong.ground.plan import NoSuchPlan, NotAPlan, load_plan
from skillschina import PLAN


def test_the_default_plan_is_skills_china():
    assert load_plan() is PLAN


@pytest.mark.parametrize("name", ["no_such_plan", "skillschina.no_such_part", "no such plan", "", ".relative", "1"])
def test_a_plan_that_is_not_there_is_refused(name):
    with pytest.raises(NoSuchPlan) as refusal:
        load_plan(name)

    assert refusal.value.facts == {"name": name}


def test_a_package_without_a_plan_is_refused():
    with pytest.raises(NotAPlan):
        load_plan("json")


def test_an_error_inside_a_plan_package_is_its_authors_to_see(tmp_path, monkeypatch):
    (tmp_path / "faulty_plan.py").write_text("import a_module_that_is_not_there\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(ModuleNotFoundError, match="a_module_that_is_not_there"):
        load_plan("faulty_plan")
