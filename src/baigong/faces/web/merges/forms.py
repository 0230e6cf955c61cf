"""What is decided about a candidate."""

from django import forms

from baigong.core.text import msgid
from baigong.faces.web.filling import words
from baigong.faces.web.persons.forms import Reasoned

INTO = (
    ("second", words(msgid("The first becomes part of the second, whose sex and birth count"))),
    ("first", words(msgid("The second becomes part of the first, whose sex and birth count"))),
)


class MergeForm(Reasoned):
    into = forms.ChoiceField(
        label=words(msgid("Which becomes part of which")), choices=INTO, widget=forms.RadioSelect, initial="second"
    )


class UndoForm(Reasoned):
    """Why they are two after all."""
