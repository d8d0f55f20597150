"""A certificate authority of the tests' own, and a server certificate of it, made by the openssl command."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Certificates:
    """PEM files: the authority to trust, the server's certificate and its key."""

    ca: Path
    cert: Path
    key: Path


def available() -> bool:
    return shutil.which("openssl") is not None


def make(folder: Path, days: int = 2) -> Certificates:
    """For 127.0.0.1 and no other name, valid for so many days; -1: expired since yesterday."""
    ca, ca_key = folder / "ca.pem", folder / "ca.key"
    cert, key, request, extensions = (folder / f"server.{end}" for end in ("pem", "key", "csr", "ext"))
    extensions.write_text("subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\n")
    new_key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    authority = ("-addext", "keyUsage=critical,keyCertSign,cRLSign")
    _openssl("req", "-x509", *new_key, "-keyout", ca_key, "-out", ca, "-subj", "/CN=Tests", "-days", "9", *authority)
    _openssl("req", *new_key, "-keyout", key, "-out", request, "-subj", "/CN=127.0.0.1")
    signing = ("-CA", ca, "-CAkey", ca_key, "-CAcreateserial", "-extfile", extensions)
    _openssl("x509", "-req", "-in", request, *signing, "-out", cert, "-days", days)
    key.chmod(0o644)
    return Certificates(ca, cert, key)


def _openssl(*arguments: object) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)
