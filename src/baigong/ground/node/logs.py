"""What a log line may say: events, facts and places in the code; never what people wrote, never a number of theirs."""

import json
import logging
import re
import sys
import time
from collections.abc import Iterator, MutableMapping
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Lock
from traceback import extract_tb
from typing import Any

import structlog

# Identity numbers have 15 or 18 digits; serials of certificates, which name persons as well, have as many.
NUMBERS = re.compile(r"\d{15,}[Xx]?")
# Whoever has the link of a share sees what it shows, and whoever has that of a notice stops it; a slip of one is as
# good as nothing, so all that stands there goes.
SECRETS = re.compile(r"(/s/|/unsubscribe/)[^/\s\"?]+")
LARGEST, GENERATIONS = 10_000_000, 5
Event = MutableMapping[str, Any]


def masked(text: str) -> str:
    """
    >>> masked("Not Found: /persons/33010219900307451X")
    'Not Found: /persons/…'
    >>> masked("GET /s/Zm9vYmFyZm9vYmFyZm9vYmFyZm8/12.sd-jwt")
    'GET /s/…/12.sd-jwt'
    >>> masked("GET /notices/unsubscribe/eyJhIjoxfQ:1x:ab")
    'GET /notices/unsubscribe/…'
    """
    return NUMBERS.sub("…", SECRETS.sub(r"\1…", text))


def without_words(logger: object, name: str, event: Event) -> Event:
    """An error's message may quote a row: its kind and its places in the code say enough."""
    told = event.pop("exc_info", None)
    error = told[1] if isinstance(told, tuple) else told if isinstance(told, BaseException) else sys.exc_info()[1]
    if told and error:
        event["errors"] = list(_told(error))
    return event


def _told(error: BaseException) -> Iterator[dict[str, Any]]:
    """The error, then what it came from."""
    seen: BaseException | None = error
    while seen:
        kind = type(seen)
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(seen.__traceback__)]
        yield {"kind": f"{kind.__module__}.{kind.__qualname__}", "places": places}
        seen = seen.__cause__ or seen.__context__


def without_numbers(logger: object, name: str, event: Event) -> Event:
    return {key: masked(value) if isinstance(value, str) else value for key, value in event.items()}


def formatter() -> dict[str, Any]:
    """For `logging`: one JSON object a line."""
    return {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            without_words,
            without_numbers,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        "foreign_pre_chain": [
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(allow=["code", "instance"]),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
    }


class LogFile:
    """The one file to which all processes of a node write, by way of whoever started them."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file = RotatingFileHandler(path, maxBytes=LARGEST, backupCount=GENERATIONS, encoding="utf-8")
        self._lock = Lock()

    def write(self, process: str, line: str) -> None:
        """A line of a process, as JSON: what is none already becomes an event."""
        try:
            told = json.loads(line)
        except ValueError:
            told = None
        if not isinstance(told, dict):
            told = {"event": line}
        told.setdefault("timestamp", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()))
        written = masked(json.dumps({"process": process, **told}, ensure_ascii=False))
        with self._lock:
            self._file.emit(logging.LogRecord("baigong", logging.INFO, "", 0, written, None, None))
            sys.stderr.write(written + "\n")
