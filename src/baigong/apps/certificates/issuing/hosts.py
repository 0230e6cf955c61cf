"""Under which names the node is known to whoever checks a certificate of it."""

from urllib.parse import urlsplit

from django.conf import settings

from baigong.apps.certificates.states import ISSUED_HERE


def host_here() -> str:
    """With its port, where it has one of its own."""
    return urlsplit(settings.NODE.address).netloc


def did_of(region: str, kind: str = ISSUED_HERE) -> str:
    """An office issues under the code of its region, and confirms what is on record under another name below it."""
    below = "" if kind == ISSUED_HERE else ":on-record"
    return f"did:web:{host_here().replace(':', '%3A')}:{region}{below}"


def list_address(year: int, number: int) -> str:
    return f"https://{host_here()}/status/{year}/{number}"
