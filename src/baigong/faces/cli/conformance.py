"""`baigong conformance`: other people's test suites against our issuing and verifying, over https."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import declared

command = declared(
    "conformance",
    click.Option(
        ["--port"],
        type=click.IntRange(0, 65535),
        metavar="N",
        default=8443,
        help=msgid("The port to listen on, 0 for any free one; 8443 if left out."),
    ),
    click.Option(["--host"], default="127.0.0.1", help=msgid("The address to listen on; 127.0.0.1 if left out.")),
    click.Option(
        ["--seed"],
        default="1",
        help=msgid("What the issuer's test key is made from: the same seed, the same key; 1 if left out."),
    ),
    help=msgid("Serve the vc-api of the W3C's test suites, with test keys; what it signs means nothing."),
    work="baigong.faces.cli.conforming",
)
