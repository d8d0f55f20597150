"""Who speaks: the owner, somebody at the owner's firm, a provider, or a provider's machine."""

from __future__ import annotations

import re

from assistant.vocabulary import Letter, Office, Speaker

_ROBOT = re.compile(
    r"^(?:no-?_?reply|do-?not-?reply|donotreply|notifications?|notify|alerts?|status|updates?|monitor(?:ing)?|mailer"
    r"|daemon|robot|bot|auto(?:mated)?|system|backup|nagios|rmm|postmaster|mailer-daemon)(?:[-+._].*)?$"
)


def speaker_of(letter: Letter, office: Office) -> Speaker:
    """Who wrote the (original) letter, seen from the office."""
    if office.is_owner(letter.sender):
        return Speaker.OWNER
    if office.is_ours(letter.sender):
        return Speaker.STAFF
    local = letter.sender.address.partition("@")[0]
    return Speaker.ROBOT if _ROBOT.match(local) or letter.automatic == "auto-submitted" else Speaker.PROVIDER
