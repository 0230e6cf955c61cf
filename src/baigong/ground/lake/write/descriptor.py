"""What `datapackage.json` says: the Data Package standard (v2), and beside it our own `baigong` object."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from baigong.core.text import Text
from baigong.ground.lake.schema.columns import Column, Kind, Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES: Mapping[Kind, str] = {kind: "string" for kind in Kind} | {
    Kind.DAY: "date",
    Kind.BIRTH: "date",
    Kind.MONTH: "yearmonth",
    Kind.INSTANT: "datetime",
    Kind.INTEGER: "integer",
    Kind.NUMBER: "number",
    Kind.MONEY: "number",
}


@dataclass(frozen=True)
class Descriptor:
    """Everything a package says of itself but its resources; `created` is given, never read from a clock."""

    created: datetime
    kind: Literal["full", "delta"] = "full"
    region: str | None = None
    plan: str | None = None
    sequence: int | None = None
    previous: str | None = None
    identity: Literal["raw", "keyed"] = "raw"
    key_id: str | None = None
    synthetic: bool = False
    title: Text | None = None
    description: Text | None = None
    log: Mapping[str, str] | None = None  # files of the sender's log beside the tables, and their hashes

    def ours(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "region": self.region,
            "plan": self.plan,
            "sequence": self.sequence,
            "previous": self.previous,
            "identity": self.identity,
            "key_id": self.key_id,
            "synthetic": self.synthetic,
            "log": dict(self.log) if self.log else None,
        }

    def is_cut_to_month(self, column: Column) -> bool:
        return self.identity == "keyed" and column.kind is Kind.BIRTH


@dataclass(frozen=True)
class Written:
    """A file of the package, and the columns of its table; a workbook holds several tables and has none of its own."""

    name: str
    path: Path
    digest: str
    media_type: str
    table: Table | None = None
    columns: tuple[Column, ...] = ()
    encoding: str | None = None
    headings: tuple[str, ...] = ()


def rendered(descriptor: Descriptor, resources: Sequence[Written]) -> bytes:
    """The bytes of `datapackage.json`; equal words give equal bytes."""
    told: dict[str, Any] = {"$schema": PROFILE, "profile": "data-package"}
    if descriptor.title:
        told["title"] = f"{descriptor.title.zh} / {descriptor.title.en}"
    if descriptor.description:
        told["description"] = f"{descriptor.description.zh}\n\n{descriptor.description.en}"
    told["created"] = descriptor.created.isoformat()
    told["baigong"] = {name: value for name, value in descriptor.ours().items() if value is not None}
    told["resources"] = [_resource(resource, descriptor) for resource in resources]
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(resource: Written, descriptor: Descriptor) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": resource.name,
        "path": resource.path.name,
        "format": resource.path.suffix.lstrip("."),
        "mediatype": resource.media_type,
        "bytes": resource.path.stat().st_size,
        "hash": f"sha256:{resource.digest}",
    }
    if resource.encoding:
        told["encoding"] = resource.encoding
    if resource.table:
        told["title"] = resource.table.title.zh
        told["schema"] = _schema(resource, descriptor)
    return told


def _schema(resource: Written, descriptor: Descriptor) -> dict[str, Any]:
    """Field names are the file's own headings, as the standard asks; `title` is always the Chinese one."""
    named = dict(zip((column.name for column in resource.columns), resource.headings, strict=True))
    fields = [
        {"name": named[column.name], "type": _type(column, descriptor), "title": column.zh}
        for column in resource.columns
    ]
    key = resource.table.key if resource.table else ()
    return {"fields": fields, "primaryKey": [named[name] for name in key if name in named]}


def _type(column: Column, descriptor: Descriptor) -> str:
    return "yearmonth" if descriptor.is_cut_to_month(column) else TYPES[column.kind]
