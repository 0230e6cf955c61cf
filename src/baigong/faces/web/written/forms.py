"""What is filled in when somebody was told in writing."""

from django import forms

from baigong.apps.notices.writing import WAYS
from baigong.core.text import msgid
from baigong.faces.web.filling import Day, words
from baigong.faces.web.issuing.forms import titles


class Noting(forms.Form):
    """`last`: the last of the list as it was seen, so that nobody is noted who was listed after it was printed."""

    told_on = Day(msgid("Told on"))
    way = forms.ChoiceField(
        label=words(msgid("How she was told")), choices=[(way, titles(title)) for way, title in WAYS.items()]
    )
    last = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
