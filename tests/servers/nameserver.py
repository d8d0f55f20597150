"""A name server that knows the mail exchangers it is told."""

from __future__ import annotations

import socket
import threading

import dns.flags
import dns.message
import dns.rcode
import dns.rrset


class NameServer:
    """Answers MX questions by UDP on loopback: `records` by domain, as ("10 mx1.host.example.", …)."""

    def __init__(self) -> None:
        self.records: dict[str, tuple[str, ...]] = {}
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.address: tuple[str, int] = ("127.0.0.1", self._socket.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"stop", self.address)
        self._thread.join(5)
        self._socket.close()

    def _serve(self) -> None:
        while True:
            data, who = self._socket.recvfrom(4096)
            if data == b"stop":
                return
            self._socket.sendto(self._answer(dns.message.from_wire(data)), who)

    def _answer(self, question: dns.message.Message) -> bytes:
        answer = dns.message.make_response(question)
        name = question.question[0].name
        records = self.records.get(name.to_text(omit_final_dot=True))
        if records:
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", "MX", *records))
        else:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer.to_wire()
