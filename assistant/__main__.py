"""`python -m assistant`, and the command `assistant`."""

from __future__ import annotations

from assistant.cli import main

if __name__ == "__main__":
    main()

__all__ = ["main"]
