"""The files in a zip archive, within limits: an invoice is often sent so, and so is a bomb."""

from __future__ import annotations

import io
import zipfile

_MOST_MEMBERS = 40
_MOST_BYTES = 15_000_000  # of one file, unpacked
_MOST_TOTAL = 30_000_000


def members_of(called: str, content: bytes) -> tuple[list[tuple[str, bytes]], str]:
    """Names and bytes of the files in the archive, and a word for the owner about what was left out."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        listed = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return [], f"{called} is a damaged archive and could not be opened."
    found: list[tuple[str, bytes]] = []
    total = 0
    problem = "" if len(listed) <= _MOST_MEMBERS else f"{called} holds too many files: some were not read."
    for info in listed[:_MOST_MEMBERS]:
        if info.flag_bits & 1:
            return found, f"{called} is locked with a password and could not be opened."
        data = bounded(archive, info.filename, min(_MOST_BYTES, _MOST_TOTAL - total))
        if data is None:
            problem = f"{called} unpacks to more than can be read: some of it was left out."
            continue
        total += len(data)
        found.append((info.filename.replace("\\", "/").rpartition("/")[2][:200], data))
    return found, problem


def bounded(archive: zipfile.ZipFile, name: str, most: int) -> bytes | None:
    """A file of the archive; None when it is damaged or unpacks to more than `most` bytes, whatever its header says."""
    try:
        with archive.open(name) as stream:
            data = stream.read(most + 1)
    except (KeyError, zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        return None
    return data if len(data) <= most else None
