"""Whose packages are known by their signature: a partner's keys are named by two people, and named anew or ended so."""

from datetime import datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, create
from baigong.apps.authority.roles import Role
from baigong.apps.exchange.models import Partner
from baigong.apps.exchange.partnership import Partnership, keys_in
from baigong.apps.exchange.permissions import may_end_partner, may_name_partner
from baigong.core.refusal import Refusal
from baigong.core.scope import NATION
from baigong.core.text import msgid
from baigong.core.tlog.notes import key_of

KEEPING = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR)


class NamedElsewhere(Refusal):
    code = "exchange.partner_name"
    sentence = msgid(
        "“%(name)s” is the partner of region %(region)s already; a node signs under one name. End that one first, or "
        "ask the partner for its own key."
    )


class EndedAlready(Refusal):
    code = "exchange.partner_ended"
    sentence = msgid("This partner was ended, or its keys were named anew, already; look at the list again.")


@act(allowed=may_name_partner, chain=KEEPING)
def name_partner(partnership: Partnership, *, region: str, by: Actor, at: datetime) -> Partner:
    """Named anew, it begins anew: what its log said under the keys before is not held against it."""
    key, logs = keys_in(partnership, region=region)
    region = region if region == NATION else region.ljust(6, "0")
    for other in Partner.objects.filter(ended_at=None):
        if other.region == region:
            change(other, ended_at=at)
        elif key_of(other.package_key).name == key.name:
            raise NamedElsewhere(name=key.name, region=other.region)
    return create(
        Partner(
            region=region,
            package_key=str(key),
            log_key="\n".join(map(str, logs)),
            log_address=partnership.log_address.strip(),
            needs_signature=partnership.needs_signature,
            named_at=at,
        )
    )


@act(allowed=may_end_partner, chain=KEEPING)
def end_partner(partner: Partner, *, by: Actor, at: datetime) -> None:
    """From now on its signature is one that is not known here."""
    if partner.ended_at:
        raise EndedAlready
    change(partner, ended_at=at)
