"""`baigong bench`: the benchmark suite of a checkout, as ratios."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json, subcommand

SUITE = Path(__file__).resolve().parents[4] / "tests" / "bench"


class NoSuite(Refusal):
    code = "bench.no_suite"
    sentence = msgid("The benchmarks are kept in tests/bench of a checkout; run this command from one.")


class NoSuchBenchmark(Refusal):
    code = "bench.unknown"
    sentence = msgid("There is no benchmark “%(name)s”; choose among %(known)s.")


class BenchmarkFailed(Refusal):
    code = "bench.failed"
    sentence = msgid("The benchmark “%(name)s” stopped: %(reason)s Mend it before reading any figure.")


@subcommand("bench", help=msgid("Run the benchmarks and print their ratios."))
@click.argument("names", nargs=-1)
def command(reader: Reader, names: tuple[str, ...]) -> int:
    scripts = {path.stem.removeprefix("bench_"): path for path in sorted(SUITE.glob("bench_*.py"))}
    if not scripts:
        raise NoSuite
    for name in names:
        if name not in scripts:
            raise NoSuchBenchmark(name=name, known=sorted(scripts))
    results = [result for name in names or scripts for result in measured(name, scripts[name], reader)]
    if reader.wants_json:
        print_json({"cores": os.cpu_count(), "results": results})
    return int(any(result.get("holds") is False for result in results))


def measured(name: str, script: Path, reader: Reader) -> list[dict[str, object]]:
    """The results of one script, which prints a line of JSON for each; shown as they come to a person."""
    results = []
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        for line in run.stdout or ():
            results.append(json.loads(line))
            if not reader.wants_json:
                click.echo(shown(results[-1], reader))
        complaint = run.stderr.read() if run.stderr else ""
    if run.returncode:
        raise BenchmarkFailed(name=name, reason=(complaint.strip().splitlines() or ["?"])[-1])
    return results


def shown(result: dict[str, object], reader: Reader) -> str:
    verdict = {True: msgid("holds"), False: msgid("does not hold")}
    said = reader.say(verdict[bool(result["holds"])]) if "holds" in result else ""
    figures = "  ".join(f"{key} {value}" for key, value in result.items() if key not in ("name", "holds"))
    return f"{result['name']:<44} {figures}  {said}"
