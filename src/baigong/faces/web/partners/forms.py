"""Whose packages are to be known, by which keys."""

from django import forms

from baigong.apps.exchange.partnership import Partnership
from baigong.core.text import msgid
from baigong.faces.web.filling import Region, needed, words

UNWRITTEN = {"autocomplete": "off", "spellcheck": "false", "translate": "no", "rows": 2}


class Naming(forms.Form):
    region = Region(is_nation_too=True)
    package_key = forms.CharField(
        label=words(msgid("Key of its packages")),
        max_length=400,
        error_messages=needed(),
        widget=forms.Textarea(attrs=UNWRITTEN),
        help_text=words(msgid("As the partner's own page of partners shows it: name+hash+base64.")),
    )
    log_key = forms.CharField(
        label=words(msgid("Keys of its public log, one a line")),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs=UNWRITTEN),
        help_text=words(msgid("Each year's log has its own. Without one, its log is not checked.")),
    )
    log_address = forms.URLField(
        label=words(msgid("Address of its log")), required=False, max_length=400, assume_scheme="https"
    )
    needs_signature = forms.BooleanField(
        label=words(msgid("Take packages of this region only if they are signed")), required=False, initial=True
    )

    @property
    def partnership(self) -> Partnership:
        told = self.cleaned_data
        return Partnership(told["package_key"], told["log_key"], told["log_address"], told["needs_signature"])
