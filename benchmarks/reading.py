"""How fast letters are read, and what a hostile one costs: `python benchmarks/reading.py [FOLDER of .eml files]`.

Prints letters per second of processor time, of `reading` and of mail-parser alone in the same run, the modules that an
ordinary letter must not load, and for each hostile mail of tests/reading/test_hostile.py its time and memory (each in a
process of its own; the line is 2 s and 300 MB). Exits 1 when a hostile mail crosses the line.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCENARIOS = ROOT.parent / "shared" / "scenarios"
HEAVY = ("pypdfium2", "icalendar", "charset_normalizer", "spacy", "numpy", "babel", "dateparser")
SECONDS, MEGABYTES = 2.0, 300

HOSTILE = """
import json, resource, sys, time
sys.path.insert(0, {tests!r})
from test_hostile import HEAD, LINES, TOO_MUCH, mixed, attached
from assistant.reading import read
name = {name!r}
if name == "a mail of 50 MB":
    raw = mixed(attached("a.bin", bytes(37_000_000)))
elif name in LINES:
    raw = HEAD + b"\\n" + LINES[name].encode() * (1_000_000 // len(LINES[name]))
else:
    raw = TOO_MUCH[name][0]()
start = time.process_time()
letter = read(raw)
print(json.dumps([time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def main() -> int:
    sys.path.insert(0, str(ROOT))
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SCENARIOS
    mails = [file.read_bytes() for file in sorted(folder.rglob("*.eml"))]
    loaded = speed(mails) if mails else print(f"no letters in {folder}")
    if loaded:
        print("loaded for a plain letter although heavy:", ", ".join(loaded))
    return hostile()


def speed(mails: list[bytes]) -> list[str]:
    """Print letters per second; the heavy modules that a plain letter loads."""
    from mailparser import MailParser

    from assistant.reading import read

    head = b"From: a@b.example\nDate: Mon, 02 Mar 2026 09:00:00 +0000\n\n"
    read(head + b"On 1 Mar 2026, at 09:00, C <c@b.example> wrote:\n> hi\n")
    loaded = [name for name in HEAVY if name in sys.modules]
    own, theirs = rate(read, mails), rate(MailParser.from_bytes, mails)
    print(f"{len(mails)} letters: reading {own:.0f}/s, mail-parser alone {theirs:.0f}/s, ratio {theirs / own:.1f}")
    return loaded


def rate(work: object, mails: list[bytes]) -> float:
    assert callable(work)
    for mail in mails:
        work(mail)
    start = time.process_time()
    for mail in mails:
        work(mail)
    return len(mails) / (time.process_time() - start)


def hostile() -> int:
    tests = str(ROOT / "tests" / "reading")
    sys.path.insert(0, tests)
    from test_hostile import LINES, TOO_MUCH

    crossed = 0
    for name in ("a mail of 50 MB", *TOO_MUCH, *LINES):
        code = HOSTILE.format(tests=tests, name=name)
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
        seconds, megabytes = json.loads(done.stdout)
        over = seconds > SECONDS or megabytes > MEGABYTES
        crossed += over
        print(f"{'OVER ' if over else '     '}{name:32} {seconds:6.2f} s {megabytes:6.0f} MB")
    return int(crossed > 0)


if __name__ == "__main__":
    sys.exit(main())
