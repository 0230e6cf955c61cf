"""What people and the node do with packages, as acts."""

from baigong.apps.exchange.actions.exports import (
    Made,
    NoReason,
    Order,
    expire_export,
    export_records,
    fail_export,
    fetch_export,
    finish_export,
)
from baigong.apps.exchange.actions.partners import end_partner, name_partner
from baigong.apps.exchange.actions.subscriptions import acknowledge_changes, subscribe, unsubscribe
from baigong.apps.exchange.actions.uploads import (
    Arrival,
    Sent,
    check_upload,
    confirm_upload,
    expire_upload,
    finish_load,
    receive_upload,
    refuse_upload,
    take_faulty_rows,
    withdraw_upload,
)

__all__ = (
    "Arrival",
    "Made",
    "NoReason",
    "Order",
    "Sent",
    "acknowledge_changes",
    "check_upload",
    "confirm_upload",
    "end_partner",
    "expire_export",
    "expire_upload",
    "export_records",
    "fail_export",
    "fetch_export",
    "finish_export",
    "finish_load",
    "name_partner",
    "receive_upload",
    "refuse_upload",
    "subscribe",
    "take_faulty_rows",
    "unsubscribe",
    "withdraw_upload",
)
