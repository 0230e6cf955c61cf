"""What is filled in on the way of a recall and back."""

from django import forms

from baigong.apps.certificates.recall_states import WAYS
from baigong.core.text import msgid
from baigong.faces.public_form import TEXT
from baigong.faces.web.filling import Day, Region, needed, words
from baigong.faces.web.issuing.forms import Short, titles
from baigong.faces.web.persons.fields import Words

LINE = msgid("This line is not a number and a reason: %(line)s")


class Opening(forms.Form):
    credit_code = Short(
        msgid("Body (credit code)"),
        longest=18,
        required=False,
        hint=msgid("May be left empty where a batch of this node names it."),
    )
    batch = Short(
        msgid("Number of the batch"),
        required=False,
        hint=msgid("Batch, session and days of issue choose the certificates together; give at least one."),
    )
    session = Short(msgid("Session"), required=False)
    first = Day(msgid("Issued from"), required=False)
    last = Day(msgid("Issued to"), required=False)
    region = Region(msgid("Region"))
    text = Words(msgid("Grounds"), rows=4, hint=msgid("The body and the holders can read this; name nobody."))
    file = forms.FileField(
        label=words(msgid("Document")),
        required=False,
        help_text=words(msgid("The order or report it rests on, if there is one.")),
    )
    defence_until = Day(
        msgid("Last day of defence"), required=False, hint=msgid("Left empty: five working days from today.")
    )


class Defending(forms.Form):
    text = forms.CharField(
        label=words(msgid("Statement and defence")),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages=needed(),
    )


class AskingBack(forms.Form):
    text = Words(msgid("Why the holder should have it"), rows=5)


class DefendingFor(Defending):
    """By an official, for whoever came or wrote."""

    number = Short(
        msgid("Certificate number"),
        longest=40,
        required=False,
        hint=msgid("Of the holder who speaks; empty: the body."),
    )


class Deciding(forms.Form):
    reason = Words(msgid("Reason"), rows=3)
    kept = forms.CharField(
        label=words(msgid("Certificates that stand")),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=words(msgid("One a line: its number, a blank, the reason. All others become void.")),
    )

    def clean_kept(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for line in self.cleaned_data["kept"].splitlines():
            number, _, reason = line.strip().partition(" ")
            if number and len(reason.strip()) < 2:
                raise forms.ValidationError(words(LINE, {"line": line.strip()[:60]}))
            if number:
                found[number.upper()] = reason.strip()
        return found


class Because(forms.Form):
    reason = Words(msgid("Reason"), rows=2)


class Hearing(forms.Form):
    verdict = forms.ChoiceField(
        label=words(msgid("Verdict")),
        choices=[("grant", words(msgid("granted"))), ("refuse", words(msgid("refused")))],
    )
    way = forms.ChoiceField(
        label=words(msgid("Way back")),
        required=False,
        choices=[("", "—"), *((way, titles(title)) for way, title in WAYS.items())],
    )
    answer = Words(msgid("Answer"), rows=3, hint=msgid("She reads it."))


class Replacing(forms.Form):
    number = Short(msgid("Number of the new certificate"), longest=40)
