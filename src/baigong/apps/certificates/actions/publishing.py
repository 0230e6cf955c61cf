"""Status lists signed anew, by the node's clock."""

from datetime import datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change
from baigong.apps.certificates.issuing.publishing import signed_lists
from baigong.apps.certificates.models import StatusList
from baigong.apps.certificates.permissions import is_node


@act(allowed=is_node, is_of_one=True)
def publish_status(row: StatusList, *, by: Actor, at: datetime) -> None:
    """An ending that is being recorded waits for this, or this for it: none falls in between."""
    locked = StatusList.objects.select_for_update().get(pk=row.pk)
    lists = signed_lists(locked, at=at)
    told = {"published_at": lists.at, "published_until": lists.until, "is_changed": False}
    change(locked, listed=lists.listed, voided=lists.voided, **told)
