"""The world of mail: where letters come from (IMAP, a folder), where they go (SMTP, a folder), how they are made.

    settings   what may be configured, and what is refused
    incoming   `open_incoming`: the mails that are not known yet, byte for byte
    outgoing   `open_outgoing`: one mail to its recipients
    compose    words → MIME bytes, pure

Errors are `MailboxError`s whose text is a sentence for the owner.
"""
