"""Replies as letters, without a mail around them: for tests of the reading of orders."""

from __future__ import annotations

from datetime import datetime

from assistant.vocabulary import Address, AgendaRow, Letter, Office, Provider, Role, Stretch

ROWS = (
    AgendaRow(9, "Card terminal offline", "Elmwood Copiers"),
    AgendaRow(12, "Reception printer jams", "Northgate IT"),
    AgendaRow(14, "VPN does not connect", "Northgate IT"),
)
PROVIDERS = ("Northgate IT", "Elmwood Copiers", "Nordfon", "Websud", "Helder", "Vega", "Llamanet")
OWNER = "anna@bergdental.example"
NOW = datetime.fromisoformat("2026-03-09T08:12:00+00:00")


def office() -> Office:
    providers = tuple(Provider(name, (f"{name.split()[0].lower()}.example",)) for name in PROVIDERS)
    return Office("Anna Berg", (OWNER,), "assistant@bergdental.example", "Europe/London", providers)


def quoted(rows: tuple[AgendaRow, ...] = ROWS) -> str:
    lines = [f"> {row.number:>4}  {row.title}\n>       {row.provider} - open 5 days\n>\n" for row in rows]
    return "> NEEDS YOU\n>\n" + "".join(lines) + "> AHEAD\n>\n>       Sunday, 22:00-02:00: maintenance\n"


def reply(words: str, language: str = "en", *, rows: tuple[AgendaRow, ...] = ROWS, automatic: str = "") -> Letter:
    """`words` above the quoted agenda."""
    above, below = f"{words}\n\n", quoted(rows)
    stretches = (
        Stretch(0, len(above), Role.NEW),
        Stretch(len(above), len(above) + len(below), Role.QUOTED),
    )
    return Letter(
        "<reply@bergdental.example>", Address("Anna Berg", OWNER), NOW, "Re: IT this week", above + below, stretches,
        language=language, automatic=automatic,
    )  # fmt: skip
