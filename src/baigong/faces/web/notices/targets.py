"""Where what a notice speaks of is looked at."""

from collections.abc import Mapping

from django.urls import NoReverseMatch, reverse

# By the name of the thing in the journal: the page of it, or the list that it stands in.
PAGES: Mapping[str, tuple[str, ...]] = {
    "authority.proposal": ("proposal", "inbox"),
    "exchange.upload": ("upload", "uploads"),
    "progress.publication": ("publication", "publications"),
    "registry.dispute": ("dispute", "disputes"),
    "passports.consentrequest": ("consent_request",),
    "desk.enquiry": ("office_letter", "office_desk"),
    "catalogue.task": ("task", "tasks"),
    "certificates.certificate": ("signed",),
    "certificates.recall": ("recall", "recalls"),
    "certificates.recalled": ("recalled",),
    "certificates.reinstatement": ("reinstatements",),
    "certificates.objection": ("public_notices",),
}


def address_of(about: str) -> str:
    """Empty, where there is no page for it."""
    kind, _, key = about.partition("/")
    for name in PAGES.get(kind, ()):
        for arguments in ([key], []):
            try:
                return reverse(name, args=arguments)
            except NoReverseMatch:
                continue
    return ""
