"""`python -m assistant`, and the command `assistant`."""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the same sums on any number of cores, none of which is fought over

from assistant.cli import main

if __name__ == "__main__":
    main()

__all__ = ["main"]
