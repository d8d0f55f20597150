"""Letters and documents for the tests of this room."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assistant.vocabulary import Address, Attachment, Letter, Office, Role, Stretch

OFFICE = Office(
    owner="Anna Berg",
    addresses=("anna@bergdental.example",),
    assistant="assistant@bergdental.example",
    timezone="Europe/London",
)


def letter(
    text: str = "Please find attached.\n", *files: tuple[str, bytes], sender: str = "accounts@sender.example"
) -> Letter:
    return Letter(
        message_id="<1@sender.example>",
        sender=Address("Accounts", sender),
        sent_at=datetime(2026, 6, 1, 9, tzinfo=UTC),
        subject="Document",
        text=text,
        stretches=(Stretch(0, len(text), Role.NEW),),
        attachments=tuple(Attachment(name, "application/octet-stream", content) for name, content in files),
    )


@pytest.fixture
def office() -> Office:
    return OFFICE
