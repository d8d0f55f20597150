"""The mailbox under random faults, in its long form: a table of what was lost and doubled. All zeros is the aim.

The known hole of SMTP: a line that is lost between the last byte of a mail and the server's answer. Run from the
repository: `.venv/bin/python -m benchmarks.mailbox_torture [rounds]`.
"""

from __future__ import annotations

import logging
import random
import sys

from tests.mailbox.torture import FAULTS, MAILS, Outcome, read_through_faults, send_through_faults
from tests.servers.dovecot import Dovecot, Options
from tests.servers.places import place
from tests.servers.smtp import SmtpServer


def main(rounds: int) -> None:
    logging.disable(logging.CRITICAL)
    print(f"{'fault':<16}{'rounds':>6}{'mails':>8}{'lost':>6}{'doubled':>9}{'known hole':>12}")
    with place("dovecot") as folder:
        server = Dovecot(folder, Options())
        server.start()
        smtp = SmtpServer()
        smtp.start()
        try:
            for kind in FAULTS:
                total = Outcome()
                for seed in range(rounds):
                    account = server.account(f"{kind}{seed}")
                    total.add(read_through_faults(server, account, kind, random.Random(seed)))
                    account.close()
                _row(f"read, {kind}", rounds, total)
            for kind in FAULTS[:3]:
                total = Outcome()
                for seed in range(rounds):
                    total.add(send_through_faults(smtp, kind, random.Random(seed)))
                _row(f"send, {kind}", rounds, total)
        finally:
            smtp.stop()
            server.stop()


def _row(name: str, rounds: int, total: Outcome) -> None:
    print(
        f"{name:<16}{rounds:>4}{rounds * MAILS:>8}{total.lost:>6}{total.doubled:>9}{total.known_hole:>12}", flush=True
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
