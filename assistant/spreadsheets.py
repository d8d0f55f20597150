"""Tables for a spreadsheet: a stranger's words in a cell are never run as a formula."""

from __future__ import annotations

import re

# what a spreadsheet would take for a formula (owasp.org, "CSV Injection"); full width counts as the same
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")  # the amounts of a credit note are harmless, and stay numbers


def harmless(cell: str) -> str:
    """The cell so that no spreadsheet takes it for a formula: text after an apostrophe, unless it is a plain number."""
    if _NUMBER.fullmatch(cell) or not _FORMULA.match(cell):
        return cell
    return f"'{cell}"
