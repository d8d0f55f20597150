"""Encoders on the shelf: the package's own, and those that left some authors out, by which such authors are judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from bank import authors
from numpy.typing import NDArray
from seal import letters_seal, pages_seal

from assistant.understanding.encoder import Encoder

SHELF = Path(__file__).parents[1] / "build" / "encoders"  # not kept in the repository: an hour's work brings them back
Arrays = Mapping[str, NDArray[np.generic]]


def put(file: Path, arrays: Arrays, learnt_from: Sequence[str]) -> None:
    """Write an encoder with the numbers that tie it to its letters and to the code that lays them out."""
    file.parent.mkdir(parents=True, exist_ok=True)
    names = np.frombuffer("\n".join(learnt_from).encode(), np.uint8)
    seals = np.array([letters_seal(name) for name in learnt_from], np.uint32)
    ties = {"authors": names, "seal_authors": seals, "seal_pages": np.array(pages_seal(Encoder(arrays)))}
    np.savez(file, **arrays, **ties)  # type: ignore[arg-type]


def learnt_from(file: Path) -> set[str]:
    """The authors that the encoder learnt from. None of them may judge it."""
    with np.load(file) as arrays:
        return set(arrays["authors"].tobytes().decode().split("\n"))


def fits(file: Path) -> bool:
    """Are the letters it learnt from, and the code that lays letters out, still the same?"""
    with np.load(file) as arrays:
        names, known = arrays["authors"].tobytes().decode().split("\n"), set(authors())
        if not known.issuperset(names) or [letters_seal(name) for name in names] != arrays["seal_authors"].tolist():
            return False
        return bool(pages_seal(Encoder(arrays)) == arrays["seal_pages"])


def stranger(author: str) -> Path | None:
    """An encoder on the shelf that has not learnt from this author."""
    return next((file for file in sorted(SHELF.glob("*.npz")) if author not in learnt_from(file) and fits(file)), None)


def load(file: Path) -> Encoder:
    """The encoder in a file."""
    with np.load(file) as arrays:
        return Encoder(arrays)
