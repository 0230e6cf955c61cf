"""Whether a package that comes in is its sender's: by the partners' register, and by what they sent before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from baigong.apps.exchange.following import was_loaded
from baigong.apps.exchange.grown import grown_by
from baigong.apps.exchange.models import Origin, Partner
from baigong.apps.exchange.own import region_now
from baigong.core.refusal import Refusal
from baigong.core.scope import bare, of_region
from baigong.core.text import msgid
from baigong.core.tlog.checkpoints import Checkpoint, checkpoint_of
from baigong.core.tlog.notes import Key, key_of
from baigong.ground.lake.files.package import Package
from baigong.ground.lake.read.signature import LogForked, Sender, Signature, judged, senders_of


class SignerElsewhere(Refusal):
    code = "package.signer_elsewhere"
    sentence = msgid(
        "“%(signer)s” signed this package of region %(region)s, but is known here as a partner for region %(own)s; "
        "ask for the package of that region's own node."
    )


class OlderPackage(Refusal):
    code = "package.older"
    sentence = msgid(
        "“%(name)s” is older than what “%(signer)s” sent for this region and was loaded here; it would undo that. Load "
        "the newest, or what changed since."
    )


@dataclass(frozen=True)
class Believed:
    """What was found out about a package's signature: the partner where the register knows the signer."""

    signature: Signature | None = None
    partner: Partner | None = None

    def told(self, package: Package) -> dict[str, Any]:
        """As it is kept: with the note and the checkpoint themselves, so that it can be verified again later."""
        signature = self.signature
        if signature is None:
            return {}
        checkpoint = signature.checkpoint
        return {
            "signer": signature.signer,
            "signed_at": signature.at.isoformat(),
            "key": signature.key and str(signature.key),
            "log": checkpoint and {"origin": checkpoint.origin, "size": checkpoint.size, "text": str(checkpoint)},
            "year_without_key": signature.year_without_key,
            "note": package.evidence.note,
            "checkpoint": package.evidence.checkpoint if checkpoint else None,
        }


def believed(package: Package, *, region: str, keys: Sequence[Key] = ()) -> Believed:
    """Refuses a package whole whose signature does not hold. `keys` are those that the operator names for this once.

    A spreadsheet is nobody's package: nothing is asked of it.
    """
    if package.bare and not keys:
        return Believed()
    once = judged(package, senders_of(keys, package.evidence), is_required=True) if keys else None
    here = region_now(package.region or region)
    partners = list(Partner.objects.filter(ended_at=None))
    signer = _signer(package, partners, here)
    stream = Origin.objects.filter(partner=signer, region=package.region, identity=package.identity) if signer else None
    is_new = not was_loaded(digest=None, package_digest=package.digest)
    last = stream.order_by("-id").first() if stream is not None and is_new else None
    senders = [_sender(one) for one in partners]
    is_required = _must_sign(package, _nearest(partners, here))
    grown = grown_by(signer.log_address if signer else "")
    signature = judged(package, senders, is_required=is_required, kept=_kept(stream) if last else (), grown=grown)
    if signer and signature and is_new:
        _refuse_older(package, last, signature)
        _refuse_forked(signer, signature)
    return Believed(signature if signer else once or signature, signer)


def _signer(package: Package, partners: Sequence[Partner], region: str) -> Partner | None:
    """The partner whose name stands in the note; its region must hold the package's."""
    if package.evidence.note is None:
        return None
    _, statement = package.evidence.signed
    found = next((one for one in partners if key_of(one.package_key).name == statement.name), None)
    if found and not of_region(found.region).holds_region(region):
        raise SignerElsewhere(signer=statement.name, region=region, own=found.region)
    return found


def _nearest(partners: Sequence[Partner], region: str) -> Partner | None:
    holding = [one for one in partners if of_region(one.region).holds_region(region)]
    return max(holding, key=lambda one: len(bare(one.region)), default=None)


def _must_sign(package: Package, partner: Partner | None) -> bool:
    """Where the register says so; and whoever signed once for a region signs from then on."""
    if partner is None:
        return False
    return partner.needs_signature or Origin.objects.filter(partner=partner, region=package.region).exists()


def _sender(partner: Partner) -> Sender:
    return Sender(key_of(partner.package_key), tuple(key_of(one) for one in partner.log_key.split()))


def _kept(stream: QuerySet[Origin] | None) -> list[Checkpoint]:
    """What the partner's log said with the packages of this stream, the newest first."""
    if stream is None:
        return []
    return [
        checkpoint_of(told)
        for told in stream.exclude(checkpoint="").order_by("-id").values_list("checkpoint", flat=True)
    ]


def _refuse_older(package: Package, last: Origin | None, signature: Signature) -> None:
    if last is None:
        return
    is_numbered = package.sequence is not None and last.sequence is not None
    older = package.sequence < last.sequence if is_numbered else package.created < last.created
    if older:
        raise OlderPackage(name=package.path.name, signer=signature.signer)


def _refuse_forked(partner: Partner, signature: Signature) -> None:
    """Of one size a log has one root, whichever stream of packages shows it."""
    new = signature.checkpoint
    if new is None:
        return
    told = Origin.objects.filter(partner=partner).exclude(checkpoint="").values_list("checkpoint", flat=True)
    for one in map(checkpoint_of, told.distinct()):
        if (one.origin, one.size) == (new.origin, new.size) and one.root != new.root:
            raise LogForked(kept=one.size)
