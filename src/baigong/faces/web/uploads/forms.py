"""What is told of a file that is sent."""

from collections.abc import Sequence
from typing import Any

from django import forms

from baigong.core.text import msgid
from baigong.faces.web.filling import words
from baigong.faces.web.words import reader, said
from baigong.ground.lake.schema.tables import CERTIFICATES

ACCEPTED = ".xlsx,.csv,.zip,.parquet"
DECLARED = ("channel", "credit_code", "occupation", "level", "batch")
NOT_DECLARED = msgid("as the file says")


def channels() -> list[tuple[str, str]]:
    is_chinese = reader() == "zh"
    listed = CERTIFICATES.by_name["channel"].values
    return [("", said(NOT_DECLARED)), *((value.code, value.zh if is_chinese else value.code) for value in listed)]


class SendingForm(forms.Form):
    file = forms.FileField(
        label=words(msgid("File")),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": words(msgid("Choose the file to send."))},
    )
    region = forms.ChoiceField(label=words(msgid("Whose records they are")))
    channel = forms.ChoiceField(label=words(msgid("Evaluation channel")), required=False, choices=channels)
    credit_code = forms.CharField(label=words(msgid("Issuer's credit code")), required=False, max_length=18)
    occupation = forms.CharField(label=words(msgid("Occupation code")), required=False, max_length=40)
    level = forms.CharField(label=words(msgid("Level")), required=False, max_length=40)
    batch = forms.CharField(label=words(msgid("Batch")), required=False, max_length=80)
    issuing_region = forms.CharField(label=words(msgid("Region of issue")), required=False, max_length=6)

    def __init__(self, *args: Any, regions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = list(regions)  # type: ignore[attr-defined]

    @property
    def declaring(self) -> list[forms.BoundField]:
        return [self[name] for name in (*DECLARED, "issuing_region")]

    @property
    def declares(self) -> bool:
        """Whether something was told, so that it is shown when the form comes back."""
        return any(field.value() for field in self.declaring)

    @property
    def declared(self) -> dict[str, str]:
        told = self.cleaned_data
        values = {name: told[name] for name in DECLARED} | {"region": told["issuing_region"]}
        return {name: value for name, value in values.items() if value}


class RefusingForm(forms.Form):
    reason = forms.CharField(
        label=words(msgid("Why, for whoever sent it")),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=words(msgid("The journal keeps it; no names or numbers of persons.")),
    )
