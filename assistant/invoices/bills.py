"""A bill as one mail brought it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.vocabulary import Address, InvoiceFinding


@dataclass(frozen=True, slots=True)
class Bill:
    """What one mail says of one bill. `provider` is the listed provider's name, else the name it goes by."""

    provider: str
    sender: Address
    message_id: str
    at: datetime  # when the mail was sent
    document: InvoiceFinding
