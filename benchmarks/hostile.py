"""Letters made from every pattern of the program to hurt it, through the whole desk: `python -m benchmarks.hostile`.

Each is 20,000 characters long, comes once from a provider and once from the owner, and must be done within ten seconds
of processor time. Prints those that take more than one. Takes some twenty minutes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

from assistant.app.desk import read_mail
from assistant.vocabulary import Office, Provider
from tests.security.pumping import hostile

_OFFICE = Office(
    "Anna", ("anna@x.example",), "assistant@x.example", "Europe/London", (Provider("Northgate", ("n.example",)),)
)
_WORTH_A_LINE, _MOST = 1.0, 10.0  # seconds


def main() -> int:
    done = subprocess.run([sys.executable, "-m", "tests.security.patterns"], capture_output=True, text=True, check=True)
    texts = {text: pattern for pattern, flags in json.loads(done.stdout) for text in hostile(pattern, flags)}
    worst = 0.0
    for text, pattern in sorted(texts.items()):
        for sender in ("desk@n.example", "anna@x.example"):
            seconds = _seconds(text, sender)
            worst = max(worst, seconds)
            if seconds > _WORTH_A_LINE:
                print(f"{seconds:6.1f} s  {sender:<15} {text[:40]!r}  from {pattern[:60]!r}", flush=True)
    print(f"{len(texts)} letters; the worst took {worst:.1f} s")
    return int(worst > _MOST)


def _seconds(text: str, sender: str) -> float:
    subject = " ".join(text[:900].split())
    head = f"From: {sender}\nTo: assistant@x.example\nDate: Mon, 09 Mar 2026 09:00:00 +0000\nSubject: {subject}\n"
    raw = f"{head}Content-Type: text/plain; charset=utf-8\n\n{text}\n".encode("utf-8", "replace")
    begin = time.process_time()
    read_mail(raw, _OFFICE)
    return time.process_time() - begin


if __name__ == "__main__":
    sys.exit(main())
