"""Log lines say what happened and where in the code, never what people wrote."""

import json
import logging
import logging.config

import pytest

from baigong.ground.node.logs import LogFile, formatter

NUMBER = "33010219900307451X"


@pytest.fixture
def written(tmp_path):
    """A logger of the node's kind, and what it wrote."""
    file = tmp_path / "log"
    handler = {"class": "logging.FileHandler", "filename": str(file), "formatter": "json"}
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": formatter()},
            "handlers": {"file": handler},
            "loggers": {"tried": {"handlers": ["file"], "level": "INFO", "propagate": False}},
        }
    )
    return logging.getLogger("tried"), lambda: json.loads(file.read_text().splitlines()[-1])


def test_a_line_is_one_object_with_its_instant_and_its_logger(written):
    log, last = written

    log.info("%s rows", 7)

    assert {name: last()[name] for name in ("event", "level", "logger")} == {
        "event": "7 rows",
        "level": "info",
        "logger": "tried",
    }
    assert last()["timestamp"].endswith("Z")


def test_an_error_is_told_by_kind_and_place_without_its_words(written):
    log, last = written
    try:
        try:
            raise ValueError(f"duplicate: Key (number)=({NUMBER}), Zhang San")
        except ValueError as cause:
            raise LookupError("Zhang San") from cause
    except LookupError:
        log.exception("it failed")

    assert [told["kind"] for told in last()["errors"]] == ["builtins.LookupError", "builtins.ValueError"]
    assert "test_logs.py" in last()["errors"][0]["places"][0]
    assert "Zhang" not in json.dumps(last())
    assert NUMBER not in json.dumps(last())


def test_a_number_in_a_line_is_masked(written):
    log, last = written

    log.warning("Not Found: /persons/%s", NUMBER)

    assert last()["event"] == "Not Found: /persons/…"


def test_lines_of_a_process_that_are_none_of_ours_become_events(tmp_path, capfd):
    log = LogFile(tmp_path / "log" / "node.log")

    log.write("web", f"Traceback: {NUMBER}")
    log.write("web", '{"event": "request", "status": 200}')

    told = [json.loads(line) for line in (tmp_path / "log" / "node.log").read_text().splitlines()]
    assert [(one["process"], one["event"]) for one in told] == [("web", "Traceback: …"), ("web", "request")]
    assert NUMBER not in capfd.readouterr().err
