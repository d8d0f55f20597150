"""The program, killed at its n-th commit: `python -m tests.torture.victim N … arguments of assistant …`.

Each commit has two points: before the database does it, and after. Odd numbers are before.
"""

from __future__ import annotations

import os
import signal
import sys

from sqlalchemy.engine.default import DefaultDialect

from assistant.cli import main


class Fuse:
    """Counts the points and ends the process at the chosen one, as a power switch would."""

    def __init__(self, at: int) -> None:
        self._left = at

    def burn(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def lay(fuse: Fuse) -> None:
    """Along every commit of whatever database."""
    commit = DefaultDialect.do_commit

    def watched(self: DefaultDialect, connection: object) -> None:
        fuse.burn()
        commit(self, connection)
        fuse.burn()

    DefaultDialect.do_commit = watched


if __name__ == "__main__":
    lay(Fuse(int(sys.argv.pop(1))))
    main()
