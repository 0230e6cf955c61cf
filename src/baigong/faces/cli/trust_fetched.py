"""The work of `baigong trust fetch`."""

from pathlib import Path

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.notes import ED25519, key_of
from baigong.faces.cli.command import Reader
from baigong.faces.cli.fresh import read_file
from baigong.faces.cli.saying import done
from baigong.faces.cli.trust_home import kept_here
from baigong.ground.log.source import is_web
from baigong.ground.node.home import home_at
from baigong.ground.trust.fetching import fetched
from baigong.ground.trust.keeping import LARGEST_PACK

KEPT = msgid("Version %(version)s of the trust pack %(name)s is kept; “baigong verify” uses it from now on.")


class OtherKind(Refusal):
    code = "trust.other_kind_of_key"
    sentence = msgid("“%(name)s” is the key of a witness; name the key of whoever publishes the pack.")


def run(reader: Reader, place: str, key: str) -> int:
    publisher = key_of(key)
    if publisher.kind != ED25519:
        raise OtherKind(name=publisher.name)
    content = fetched(place, LARGEST_PACK) if is_web(place) else read_file(Path(place))
    kept = kept_here()
    home_at(kept.folder.parent)
    pack = kept.keep(content, publisher)
    return done(reader, KEPT, version=pack.manifest.version, name=pack.manifest.name)
