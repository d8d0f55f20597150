"""The mail to the owner when the mailbox could not be read for hours: one for each spell, in the office's language."""

from __future__ import annotations

from datetime import datetime, timedelta

from assistant.agenda.voice import voice_of
from assistant.app.blindness import Blind, lasting
from assistant.app.trust import keys, message_id
from assistant.config import Settings
from assistant.ledger.store import Ledger, Post
from assistant.mailbox.compose import Head, compose
from assistant.resources import rules
from assistant.vocabulary import Address, Rendered


def raise_alarm(ledger: Ledger, settings: Settings, now: datetime) -> bool:
    """Write the mail when the spell lasts long enough and has none yet; True when it was written."""
    spell = lasting(ledger)
    patience = timedelta(hours=settings.health.tell_after)
    if spell is None or now - spell.start < patience or not settings.owners:
        return False
    purpose = f"alarm:{spell.start.isoformat()}"
    if ledger.posted(purpose):
        return False
    ledger.post(_post(purpose, spell, ledger, settings, now), now)
    return True


def _post(purpose: str, spell: Blind, ledger: Ledger, settings: Settings, now: datetime) -> Post:
    identity = message_id(f"alarm.{spell.start:%Y%m%d-%H%M%S}", settings, keys(ledger, now))
    head = Head(
        sender=Address(settings.assistant.name, settings.assistant.address),
        to=settings.owners,
        date=now.astimezone(settings.zone),
        message_id=identity,
    )
    recipients = tuple(owner.address for owner in settings.owners)
    return Post(purpose, identity, settings.assistant.address, recipients, compose(words(spell, settings), head))


def words(spell: Blind, settings: Settings) -> Rendered:
    """What the mail says."""
    voice = voice_of(settings.office)
    said = rules("alarms").get(voice.locale.language) or rules("alarms")["en"]
    since = f"{voice.long_day(spell.start)}, {voice.hour(spell.start)}"
    body = said["body"].format(
        mailbox=settings.assistant.address,
        since=since,
        why=" ".join(spell.why.split()),
        remedy=f"{' '.join(spell.remedy.split())}\n" if spell.remedy else "",
    )
    return Rendered(said["subject"], body)
