"""For the matrix: how each act of the exchange is given something to act on, in a region."""

from datetime import UTC, datetime
from typing import Any

from baigong.apps.authority.models import Account
from baigong.apps.exchange.actions import Made as MadeExport
from baigong.apps.exchange.actions import Order, Sent
from baigong.apps.exchange.models import Export, Partner, Subscription, Upload
from baigong.apps.exchange.partnership import Partnership
from cast import Cast
from signed_packages import SENDER

Made = tuple[tuple[Any, ...], dict[str, Any]]
AT = datetime(2025, 7, 1, tzinfo=UTC)
REFUSAL = {"code": "exchange.refused_on_review", "sentence": "No.", "facts": {}}


def settled_upload(region: str, state: str = "received", account: int | None = None, **cells: Any) -> Upload:
    """What the node's operator sent, if nobody is named."""
    told = {"name": "证书.csv", "digest": "sha256:00", "bytes": 1, "received_at": AT, "expires_at": AT, **cells}
    return Upload.objects.create(region=region, state=state, account_id=account, line=0, **told)


def settled_export(region: str, state: str = "ordered", **cells: Any) -> Export:
    told = {"identity": "keyed", "ordered_at": AT, "expires_at": AT, **cells}
    return Export.objects.create(region=region, state=state, line=0, **told)


def settled_partner(region: str, **cells: Any) -> Partner:
    told = {"package_key": str(SENDER.key), "named_at": AT, **cells}
    return Partner.objects.create(region=region, line=0, **told)


def _subscription(cast: Cast) -> Subscription:
    """Wang's."""
    wang = Account.objects.get(username="wang")
    return Subscription.objects.get_or_create(account=wang, name="register", defaults={"line": 0})[0]


def _sent_by_wang(cast: Cast, region: str) -> Made:
    return (settled_upload(region, account=cast.wang.account),), {}


SUBJECTS = {
    "exchange.receive_upload": lambda cast, region: ((Sent("a.csv", "sha256:00", 1, {}),), {"region": region}),
    "exchange.check_upload": lambda cast, region: ((settled_upload(region),), {"report": {}}),
    "exchange.refuse_upload": lambda cast, region: ((settled_upload(region),), {"refusal": REFUSAL}),
    "exchange.confirm_upload": lambda cast, region: ((settled_upload(region, "checked"),), {}),
    "exchange.withdraw_upload": _sent_by_wang,
    "exchange.finish_load": lambda cast, region: ((settled_upload(region, "confirmed"), None), {}),
    "exchange.take_faulty_rows": lambda cast, region: ((settled_upload(region, "checked"),), {}),
    "exchange.expire_upload": lambda cast, region: ((settled_upload(region, "loaded"),), {}),
    "exchange.export_records": lambda cast, region: ((Order(),), {"region": region}),
    "exchange.finish_export": lambda cast, region: ((settled_export(region), MadeExport(1, 1, "sha256:00", None)), {}),
    "exchange.fail_export": lambda cast, region: ((settled_export(region),), {"refusal": REFUSAL}),
    "exchange.fetch_export": lambda cast, region: ((settled_export(region, "made"),), {}),
    "exchange.expire_export": lambda cast, region: ((settled_export(region, "made"),), {}),
    "exchange.name_partner": lambda cast, region: ((Partnership(str(SENDER.key)),), {"region": region}),
    "exchange.end_partner": lambda cast, region: ((settled_partner(region),), {}),
    "exchange.subscribe": lambda cast, region: (("register",), {}),
    "exchange.acknowledge_changes": lambda cast, region: ((_subscription(cast),), {"cursor": ""}),
    "exchange.unsubscribe": lambda cast, region: ((_subscription(cast),), {}),
}
