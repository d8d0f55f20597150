"""Whatever a connection can raise, as a sentence with its remedy: the name, the port, the network, the certificate."""

from __future__ import annotations

import socket
import ssl

from assistant.mailbox.errors import MailboxError, Misconfigured, Unreachable

_PORT = "Check host, port and security; `tls` is usual (993 for reading, 465 for sending), `starttls` is 143 and 587."
_OWN_CA = "An authority unknown here signed the certificate. If it is your own, write its file as ca_file: …"
_OTHER_NAME = "The certificate is for another name: write the name of the mail server as its provider gives it."
_CERTIFICATES = {  # by OpenSSL's verify codes (X509_V_ERR_…)
    9: "The certificate is not valid yet. Is this machine's clock right?",
    10: "The certificate has run out: whoever runs the server has to renew it. Is this machine's clock right?",
    18: "The server signed its own certificate. If it is yours, write its file as ca_file: …",
    19: _OWN_CA,
    20: _OWN_CA,
    62: _OTHER_NAME,
    64: _OTHER_NAME,
}
_PASSES = "Usually this passes; if it does not, ask the mail provider."
# what was raised → what it means, and the remedy; the first that fits
_MEANINGS: tuple[tuple[type[OSError] | tuple[type[OSError], ...], str, str], ...] = (
    ((ssl.SSLEOFError, ssl.SSLZeroReturnError), "{host} ended the connection", _PASSES),
    (ssl.SSLError, "No secure connection to {host}: {error}", _PORT),
    (socket.gaierror, "There is no host {host}, or no network", "Check the spelling of host, and the network."),
    (ConnectionRefusedError, "{host} does not listen at this port", _PORT),
    (ConnectionError, "{host} ended the connection", _PASSES),
    (TimeoutError, "{host} does not answer", "Check the port, and whether a firewall is in between."),
    (OSError, "{host} cannot be reached: {error}", "Check this machine's network."),
)


def explained(error: OSError, host: str) -> MailboxError:
    """Misconfigured when only a hand can help, else Unreachable."""
    if isinstance(error, ssl.SSLCertVerificationError):
        remedy = _CERTIFICATES.get(error.verify_code, "Check host and ca_file.")
        return Misconfigured(f"The certificate of {host} is not to be trusted: {error.verify_message}", remedy=remedy)
    said, remedy = next((said, remedy) for kind, said, remedy in _MEANINGS if isinstance(error, kind))
    return Unreachable(said.format(host=host, error=error.strerror or error), remedy=remedy)
