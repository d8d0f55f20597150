"""The log, on stderr: lines that a person reads, or one JSON object a line for a program that collects them."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import TextIO

_FORM = ("%(asctime)s %(levelname)-7s %(message)s", "%Y-%m-%d %H:%M:%S")
_NOISY = ("alembic", "sqlalchemy", "imapclient", "mailparser")


def write_log(stream: TextIO, *, as_json: bool, verbose: bool) -> None:
    """From here on the log goes to `stream`."""
    logging.basicConfig(
        level=logging.DEBUG if verbose else logging.INFO, handlers=[handler_for(stream, as_json=as_json)]
    )
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)


def handler_for(stream: TextIO, *, as_json: bool) -> logging.Handler:
    """What writes one line for each event."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_Lines() if as_json else _Words(*_FORM))
    return handler


class _Words(logging.Formatter):
    """One line for each event: what a stranger wrote cannot begin a second one, nor colour the terminal."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  logging's name
        return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in super().formatMessage(record))


class _Lines(logging.Formatter):
    """`at` (UTC), `level`, `from` (which part of the program), `message`, and `trace` after a stumble."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname.lower(), "from": record.name, "message": record.getMessage()}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
