"""Reading through the mailbox beside the plain FETCH of the same letters, on a Dovecot of this run's own.

Prints letters per second of both, their ratio, and how much memory grew over the reading; then what a look for new mail
costs beside the same question to CONDSTORE and a NOOP. Run from the repository:
    .venv/bin/python -m benchmarks.mailbox [letters]
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from imapclient import IMAPClient

from assistant.mailbox.incoming import open_incoming
from assistant.mailbox.settings import ImapSettings
from tests.servers.dovecot import PASSWORD, Dovecot, Options
from tests.servers.places import place

_LOOKS = 200
_BODY = ("The VPN has been down since this morning; we are looking into it.\r\n" * 60).encode()


def main(letters: int) -> None:
    with place("dovecot") as folder:
        server = Dovecot(folder, Options())
        server.start()
        try:
            _fill(server, letters)
            _measure(server, letters)
            _look(server, letters)
        finally:
            server.stop()


def _fill(server: Dovecot, letters: int) -> None:
    """Straight into the Maildir, as a delivery agent does; delivering is not what is measured."""
    client = _client(server)
    client.select_folder("INBOX")
    client.logout()
    inbox = server.folder / "home" / "anna" / "Maildir" / "new"
    for number in range(letters):
        head = f"From: it@northgate-it.example\r\nSubject: letter {number}\r\nMessage-ID: <{number}@x>\r\n\r\n"
        file = inbox / f"{1_700_000_000 + number}.M{number}.host"
        file.write_bytes(head.encode() + _BODY)
        file.chmod(0o644)
    client = _client(server)
    client.select_folder("INBOX")  # Dovecot gives out the UIDs now
    client.logout()


def _measure(server: Dovecot, letters: int) -> None:
    settings = ImapSettings.model_validate(
        {"host": "127.0.0.1", "port": server.port, "security": "none", "username": "anna", "password": PASSWORD}
    )
    rounds = [(_plain(server), *_ours(settings, letters)) for _ in range(3)]
    plain, ours = (letters / min(times) for times in list(zip(*rounds, strict=True))[:2])
    print(f"plain FETCH  {plain:9,.0f} letters/s")
    print(f"mailbox      {ours:9,.0f} letters/s, {ours / plain:.2f} of it")
    print(f"memory grew by {max(grown for _, _, grown in rounds):.1f} MiB over {letters:,} letters")


def _look(server: Dovecot, letters: int) -> None:
    """Nothing is new: what finding that out costs, in three ways, each asked many times in turn."""
    client = _client(server)
    client.enable("CONDSTORE")
    highest = client.folder_status("INBOX", ["HIGHESTMODSEQ"])[b"HIGHESTMODSEQ"]
    client.select_folder("INBOX", readonly=True)
    ways = {
        "NOOP": client.noop,
        "UIDs above the last": lambda: client.search(["UID", f"{letters + 1}:*"]),
        "CONDSTORE (MODSEQ)": lambda: client.search(["MODSEQ", str(highest + 1)]),
    }
    spent = dict.fromkeys(ways, 0.0)
    for _ in range(_LOOKS):
        for name, ask in ways.items():
            begin = time.perf_counter()
            ask()
            spent[name] += time.perf_counter() - begin
    client.logout()
    for name, seconds in spent.items():
        print(f"{name:20} {seconds / _LOOKS * 1000:8.2f} ms a look, {seconds / spent['NOOP']:.1f} × a NOOP")


def _plain(server: Dovecot) -> float:
    client = _client(server)
    client.select_folder("INBOX", readonly=True)
    begin = time.perf_counter()
    uids = client.search("ALL")
    for start in range(0, len(uids), 100):
        client.fetch(uids[start : start + 100], ["BODY.PEEK[]"])
    seconds = time.perf_counter() - begin
    client.logout()
    return seconds


def _ours(settings: ImapSettings, letters: int) -> tuple[float, float]:
    before = _resident()
    begin = time.perf_counter()
    with open_incoming(settings, Path()) as incoming:
        count = sum(1 for _ in incoming.new(lambda *_: ()))
    assert count == letters, f"{count} of {letters}"
    return time.perf_counter() - begin, _resident() - before


def _resident() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _client(server: Dovecot) -> IMAPClient:
    client = IMAPClient("127.0.0.1", server.port, ssl=False)
    client.login("anna", PASSWORD)
    return client


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
