"""A foreign key is an import: it points down, names its class, and nothing leaks upwards by a reverse accessor."""

from django.apps import apps
from django.db.models import ForeignKey

# Low to high, as in .importlinter.
FLOORS = (
    "journal",
    "authority",
    "transparency",
    "catalogue",
    "registry",
    "certificates",
    "passports",
    "progress",
    "desk",
    "exchange",
    "notices",
)


def keys() -> list[ForeignKey]:
    ours = [model for model in apps.get_models() if model.__module__.startswith("baigong.")]
    return [field for model in ours for field in model._meta.local_fields if isinstance(field, ForeignKey)]


def told(key: ForeignKey) -> str:
    return f"{key.model._meta.label}.{key.name}"


def test_every_foreign_key_points_down():
    upward = [
        told(key)
        for key in keys()
        if FLOORS.index(key.related_model._meta.app_label) > FLOORS.index(key.model._meta.app_label)
    ]

    assert upward == []


def test_no_row_is_reached_from_below():
    assert [told(key) for key in keys() if key.remote_field.related_name != "+"] == []


def test_the_journal_outlives_what_it_speaks_of():
    assert [told(key) for key in keys() if key.model._meta.app_label == "journal"] == []
