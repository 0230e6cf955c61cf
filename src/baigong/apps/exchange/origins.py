"""What the loads of a node say of its figures together."""

from baigong.apps.exchange.models import Origin
from baigong.apps.exchange.reading import Node
from baigong.apps.progress.lake import Whose


def whose_figures(node: Node) -> Whose:
    """Synthetic once anything synthetic came in; quarantined rows are those of each package's last load."""
    last: dict[str, dict[str, int]] = {}
    synthetic = False
    for origin in Origin.objects.select_related("upload").order_by("id"):
        last[origin.upload.package_digest or origin.upload.digest] = origin.quarantined
        synthetic = synthetic or origin.synthetic
    counts: dict[str, int] = {}
    for told in last.values():
        for table, rows in told.items():
            counts[table] = counts.get(table, 0) + rows
    return Whose(node.region, node.plan.name.en, synthetic, counts)
