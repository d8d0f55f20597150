"""The command line: reads arguments, calls `app`, prints. Results go to stdout; progress, log and errors to stderr."""

from __future__ import annotations

from assistant.cli.door import main

__all__ = ["main"]
