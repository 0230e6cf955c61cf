"""How somebody can be reached, as it is shown to whoever need not know it."""

import re


def masked_contact(contact: str) -> str:
    """
    >>> masked_contact("lan@example.org"), masked_contact("138 0571 1234"), masked_contact("兰")
    ('l***@example.org', '138****34', '***')
    """
    name, at, host = contact.rpartition("@")
    if at and name:
        return f"{name[:1]}***@{host}"
    digits = re.sub(r"[^0-9A-Za-z]", "", contact)
    return f"{digits[:3]}****{digits[-2:]}" if len(digits) >= 8 else "***"
