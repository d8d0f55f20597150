"""The world of mail: where letters come from, where they go, how they are made.

    settings    what may be configured, and what is refused
    incoming    `open_incoming`: the mails that are not known yet, byte for byte; an IMAP folder, files, or several
    outgoing    `open_outgoing`: one mail to its recipients; a server, or files
    compose     words → MIME bytes, pure
    errors      what can go wrong, each with a sentence for the owner and a remedy
    checks      what `assistant doctor` finds out
    hosts, discover, survey, signin     what `assistant init` needs: servers by address, who writes, first sign-in

Below that, one module for each thing a server may do to us: `connection` (TLS, sign-in, retries), `session` (the
commands), `fetching`, `moving`, `idle`, `faults` and `network` (exceptions → sentences), `patience` (pauses),
`tokens` (OAuth 2.0), `secret` (passwords).
"""
