"""What those fill in who give rights: whom to invite or post, as what, where, for how long; offices; chains."""

from django import forms

from baigong.apps.authority.actions import Invitee
from baigong.apps.authority.acts import ACTS
from baigong.apps.authority.places import Where
from baigong.apps.authority.queries import offices
from baigong.apps.authority.roles import OF_AN_OFFICE, TITLES, Role
from baigong.core.scope import NOTHING
from baigong.core.text import msgid
from baigong.faces.web.act_names import act_name
from baigong.faces.web.filling import Day, Region, words
from baigong.faces.web.words import reader, told

MOST_STEPS = 4


class Place(forms.Form):
    """A role, and where it holds: an office's, an organisation's, or a worker's region."""

    role = forms.ChoiceField(label=words(msgid("Role")))
    office = forms.ChoiceField(
        label=words(msgid("Office")), required=False, help_text=words(msgid("For a role of an office."))
    )
    organisation = forms.CharField(
        label=words(msgid("Credit code of the organisation")),
        max_length=18,
        required=False,
        help_text=words(msgid("For an employer or an evaluation body.")),
    )
    region = Region(required=False, hint=msgid("For a worker: the region that invites her."), is_nation_too=True)

    def __init__(self, *given: object, roles: list[Role], **told_: object) -> None:
        super().__init__(*given, **told_)  # type: ignore[arg-type]
        self.fields["role"].choices = [(role.value, told(TITLES[role])) for role in roles]  # type: ignore[attr-defined]
        self.fields["office"].choices = [("", "—"), *office_choices()]  # type: ignore[attr-defined]

    @property
    def where(self) -> Where:
        given = self.cleaned_data
        office = int(given["office"]) if given["office"] else None
        return Where(given["role"], office=office, organisation=given["organisation"], region=given["region"])


class Invite(Place):
    username = forms.CharField(
        label=words(msgid("User name")),
        max_length=64,
        help_text=words(msgid("2 to 64 letters, digits, dots, hyphens and underscores.")),
    )
    name = forms.CharField(label=words(msgid("Name")), max_length=120)
    email = forms.EmailField(label=words(msgid("E-mail")), max_length=254, required=False)
    field_order = ("username", "name", "email", "role", "office", "organisation", "region")

    @property
    def invitee(self) -> Invitee:
        given = self.cleaned_data
        return Invitee(given["username"], given["name"], given["email"])


class Post(Place):
    from_on = Day(msgid("From"))
    to_on = Day(msgid("To"), required=False)


class End(forms.Form):
    on = Day(msgid("Last day"))


class StandIn(forms.Form):
    username = forms.CharField(label=words(msgid("User name of who stands in")), max_length=64)
    from_on = Day(msgid("From"))
    to_on = Day(msgid("To"))


class OpenOffice(forms.Form):
    name_zh = forms.CharField(label=words(msgid("Chinese name")), max_length=120)
    name_en = forms.CharField(label=words(msgid("English name")), max_length=120, required=False)
    region = Region(is_nation_too=True)
    parent = forms.TypedChoiceField(label=words(msgid("Office above it")), required=False, coerce=int, empty_value=None)

    def __init__(self, *given: object, **told_: object) -> None:
        super().__init__(*given, **told_)  # type: ignore[arg-type]
        self.fields["parent"].choices = [("", "—"), *office_choices()]  # type: ignore[attr-defined]


class RenameOffice(forms.Form):
    name_zh = forms.CharField(label=words(msgid("Chinese name")), max_length=120)
    name_en = forms.CharField(label=words(msgid("English name")), max_length=120, required=False)


class Configure(forms.Form):
    act = forms.ChoiceField(label=words(msgid("Act")))
    region = Region(is_nation_too=True)

    def __init__(self, *given: object, **told_: object) -> None:
        super().__init__(*given, **told_)  # type: ignore[arg-type]
        names = sorted(name for name, act in ACTS.items() if not act.is_of_one)
        self.fields["act"].choices = [(name, act_name(name)) for name in names]  # type: ignore[attr-defined]
        for place in range(1, MOST_STEPS + 1):
            self.fields[f"step{place}"] = self._step(place)

    @staticmethod
    def _step(place: int) -> forms.ChoiceField:
        """The first two are needed: one person alone needs no chain."""
        roles = [(role.value, told(TITLES[role])) for role in Role if role in OF_AN_OFFICE]
        titles = (msgid("First step"), msgid("Second step"), msgid("Third step"), msgid("Fourth step"))
        return forms.ChoiceField(label=words(titles[place - 1]), choices=[("", "—"), *roles], required=place <= 2)

    @property
    def steps(self) -> list[Role]:
        given = (self.cleaned_data[f"step{place}"] for place in range(1, MOST_STEPS + 1))
        return [Role(step) for step in given if step]


def office_choices() -> list[tuple[str, str]]:
    """Which offices there are is no secret."""
    named = "name_en" if reader() == "en" else "name_zh"
    open_ones = (one for one in offices(NOTHING, limit=200) if one.closed_on is None)
    return [(str(one.id), getattr(one, named) or one.name_zh) for one in open_ones]
