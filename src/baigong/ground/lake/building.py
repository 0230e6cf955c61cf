"""Packages to a lake: read in order as one, keyed, laid out."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from baigong.core.plans import Plan
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.lake.files.opening import open_package
from baigong.ground.lake.files.package import Package
from baigong.ground.lake.layout.build import About, Built, build, keyed_names
from baigong.ground.lake.layout.keys import kept_key, key_id, read_key
from baigong.ground.lake.read.package import Reading, read_packages
from baigong.ground.lake.source import has_certificates


class KeyedAlready(Refusal):
    code = "lake.keyed_already"
    sentence = msgid("The packages name persons by keys already, which cannot be keyed again; leave out --key.")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built where; the key lies beside the lake unless a file with one is named."""

    paths: Sequence[Path]
    folder: Path
    key_file: Path | None = None
    declared: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Laid:
    """A lake that has been built, from what was read."""

    reading: Reading
    built: Built
    key_id: str | None


def lay(order: Order, *, plan: Plan, now: datetime, fresh_key: bytes) -> Laid:
    """Builds the lake of some packages; the fresh key is used and kept where there is none yet."""
    with TemporaryDirectory(prefix="baigong-") as scratch, ExitStack() as stack:
        opened = [stack.enter_context(open_package(path, now=now)) for path in order.paths]
        reading = read_packages(opened, plan=plan, scratch=Path(scratch), declared=order.declared)
        has_certificates(reading, order.paths[0])
        key, name = _key(reading.packages[0], order, fresh_key)
        built = build(reading.tables, order.folder, naming=keyed_names(key), about=_about(reading, name))
        return Laid(reading, built, name)


def _key(package: Package, order: Order, fresh: bytes) -> tuple[bytes | None, str | None]:
    if package.identity == "keyed":
        if order.key_file:
            raise KeyedAlready
        return None, package.key_id
    beside = order.folder.with_name(order.folder.name + ".key")
    key = read_key(order.key_file) if order.key_file else kept_key(beside, fresh)
    return key, key_id(key)


def _about(reading: Reading, name: str | None) -> About:
    packages = reading.packages
    regions = {package.region for package in packages}
    return About(
        created=max(package.created for package in packages).isoformat(),
        region=regions.pop() if len(regions) == 1 else None,
        plan=packages[-1].plan,
        synthetic=any(package.synthetic for package in packages),
        key_id=name,
        packages=tuple({"name": package.path.name, "digest": package.digest} for package in packages),
        quarantined={name: told.quarantined for name, told in reading.tables.items()},
    )
