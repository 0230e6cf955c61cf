"""What the API says of itself: complete, pinned, and in the guide. `make openapi` writes it anew."""

import json
import re
from collections.abc import Iterator

from baigong.apps.authority.acts import ACTS
from baigong.faces.api.describing import may_be_proposed
from baigong.faces.api.root import ROUTERS, api
from shape.source import ROOT

DOCUMENT = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
GUIDE = (ROOT / "docs/api.md").read_text(encoding="utf-8")
OPERATIONS = {
    operation["operationId"]: (f"{method.upper()} {path}", operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
# Whoever writes to the desk has no account; number and code are hers.
OF_THE_PUBLIC = {
    f"desk.{name}" for name in ("receive_enquiry", "find_own", "add_to_enquiry", "reopen_enquiry", "close_own")
} | {"verify.credential", "verify.file", "verify.pair", "certificates.own_objection"}


def test_the_snapshot_is_what_the_code_says():
    kept = json.loads((ROOT / "src/baigong/faces/api/openapi.json").read_text(encoding="utf-8"))

    assert kept == DOCUMENT, "an operation changed: look whether it was meant to, then `make openapi`"


def test_every_operation_is_in_the_guide_and_no_other():
    listed = dict(re.findall(r"^\| `([a-z_]+\.[a-z_]+)` \| `([A-Z]+ /api/v1/\S+)` \|", GUIDE, re.M))

    assert listed == {name: address for name, (address, _) in OPERATIONS.items()}


def test_every_operation_is_named_after_its_room_and_says_what_it_does():
    rooms = {room for room, _ in ROUTERS}

    assert {name.split(".")[0] for name in OPERATIONS} <= rooms
    assert [
        name for name, (_, told) in OPERATIONS.items() if not told.get("description", "").strip().endswith(".")
    ] == []


def undescribed() -> Iterator[str]:
    for name, schema in DOCUMENT["components"]["schemas"].items():
        for field, told in schema.get("properties", {}).items():
            if not told.get("description"):
                yield f"{name}.{field}"
    for name, (_, operation) in OPERATIONS.items():
        for told in operation["parameters"]:
            if not told.get("description") and told["in"] != "path":
                yield f"{name} {told['name']}"


def test_every_field_is_described():
    assert list(undescribed()) == []


def test_every_operation_that_changes_something_needs_an_account_and_takes_a_key():
    open_to_all = {name for name, (address, told) in OPERATIONS.items() if "security" not in told}
    posts = [told for address, told in OPERATIONS.values() if address.startswith("POST")]

    assert {name for name in open_to_all if not OPERATIONS[name][0].startswith("GET")} == OF_THE_PUBLIC
    assert [t["operationId"] for t in posts if "Idempotency-Key" not in {p["name"] for p in t["parameters"]}] == []


def test_it_is_served_to_anybody(client):
    served = client.get("/api/v1/openapi.json")

    assert served.status_code == 200
    assert served.json()["openapi"] == "3.1.0"
    assert set(served.json()["paths"]) == set(DOCUMENT["paths"])


def test_every_act_that_a_chain_may_be_set_for_can_be_proposed():
    """`progress.propose_publication` is how a reading's publication is proposed."""
    proposable = {name for name, (_, told) in OPERATIONS.items() if "202" in told["responses"]}
    chained = {name for name in ACTS if may_be_proposed(name)}

    assert len(chained) > 40
    assert chained - proposable == {"progress.publish_reading"}
