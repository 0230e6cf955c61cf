"""The work of `baigong log prove`."""

from pathlib import Path

import click

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.core.tlog.policy import policy_of
from baigong.core.tlog.proofs import opened_by
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.fresh import fresh_file, read_file
from baigong.faces.cli.saying import done
from baigong.ground.log.proving import index_of, prove
from baigong.ground.log.reading import checkpoint_at
from baigong.ground.log.source import source_of

WRITTEN = msgid("The proof of entry %(index)s stands in %(file)s.")


class OneEntry(Refusal):
    code = "log.one_entry"
    sentence = msgid("Say which entry is to be proven: its number in the log, or --entry and a file with its bytes.")


def run(
    reader: Reader, place: str, index: int | None, entry: str | None, policy: str | None, output: str | None
) -> int:
    if (index is None) == (entry is None):
        raise OneEntry
    read = source_of(place)
    note, trusted = checkpoint_at(read), policy_of(read_file(Path(policy))) if policy else None
    # Whoever is given the proof judges the signatures again; here they are judged where a policy is at hand.
    checkpoint = opened_by(note, trusted) if trusted else checkpoint_of(note.text)
    if entry is not None:
        index = index_of(read, checkpoint, read_file(Path(entry)))
    proof = prove(read, note, checkpoint, index or 0, policy=trusted)
    if output:
        with fresh_file(Path(output)) as file:
            file.write(str(proof).encode())
        return done(reader, WRITTEN, index=f"{proof.index:,}", file=output)
    if reader.wants_json:
        print_json({"index": proof.index, "size": checkpoint_of(proof.checkpoint.text).size, "proof": str(proof)})
    else:
        click.echo(str(proof), nl=False)
    return 0
