"""Everything the ledger knows, in open formats: .eml, CSV, JSON and one calendar. Nothing of it needs this program."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.agenda.vevents import calendar_of
from assistant.app.deriving import facts_at
from assistant.app.errors import AppError
from assistant.app.facts import commitments_json, events_json, invoices_json, issues_json
from assistant.app.notation import Json, when
from assistant.config import Settings
from assistant.ledger.archive import Archive
from assistant.spreadsheets import harmless
from assistant.vocabulary import Facts

_README = """\
Everything the assistant keeps, as it was on {at}.

mails/               every mail as it arrived, byte for byte; mails.csv says what is what
sent/                every mail the assistant wrote; sent.csv says when it went out, and to whom
issues.csv, .json    what providers had to deal with; history.csv has every step with its sentence
commitments, events, invoices (.csv, .json)   promises, dates, bills; invoice-lines.csv has the bills' rows
decisions, questions, unread (.csv, .json)    what was decided and asked, and what could not be read
events.ics           the events, for any calendar

CSV files are UTF-8. A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""


def export(settings: Settings, folder: Path, now: datetime) -> int:
    """Write everything into a new folder; returns how many mails. Raises AppError when the folder is not empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise AppError(f"{folder} is not empty. Name a new folder for the export.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    archive = Archive(settings.database_url)
    try:
        facts = facts_at(archive, settings, now)
        _write_facts(facts, folder)
        (folder / "events.ics").write_bytes(calendar_of(facts.events, settings.office, now))
        count = _write_mails(archive, folder)
        _write_posts(archive, folder)
    finally:
        archive.close()
    (folder / "README.txt").write_text(_README.format(at=when(now)), encoding="utf-8")
    return count


def _write_facts(facts: Facts, folder: Path) -> None:
    issues, invoices = issues_json(facts), invoices_json(facts)
    tables: dict[str, Sequence[Json]] = {
        "issues": issues,
        "commitments": commitments_json(facts),
        "events": events_json(facts),
        "invoices": invoices,
        "decisions": [{"at": when(d.at), "text": d.text, "message_id": d.message_id} for d in facts.decisions],
        "questions": [
            {"at": when(q.at), "command": q.verb, "provider": q.provider, "text": q.text, "issue": q.issue}
            for q in facts.questions
        ],
        "unread": [
            {"at": when(u.at), "sender": u.sender, "subject": u.subject, "reason": u.reason, "message_id": u.message_id}
            for u in facts.unread
        ],
    }
    for name, rows in tables.items():
        text = json.dumps(rows, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
        write_csv(folder / f"{name}.csv", rows)
    write_csv(folder / "history.csv", _inner(issues, "number", "history"))
    write_csv(folder / "invoice-lines.csv", _lines(facts))


def _inner(rows: Iterable[Json], key: str, inner: str) -> list[Json]:
    return [{key: row[key], **each} for row in rows for each in row[inner]]


def _lines(facts: Facts) -> list[Json]:
    names = ("description", "quantity", "unit_price", "amount")
    return [
        {"provider": bill.provider, "number": bill.document.number, **{name: getattr(line, name) for name in names}}
        for bill in facts.invoices
        for line in bill.document.lines
    ]


def _write_mails(archive: Archive, folder: Path) -> int:
    (folder / "mails").mkdir()
    names = ("mailbox", "uid", "filed_at", "message_id", "sha256", "state", "problem")

    def rows() -> Iterator[Json]:
        for mail in archive.shelved():
            file = f"mails/{mail.place:06}.eml"
            (folder / file).write_bytes(mail.raw)
            first = mail.entries[0] if mail.entries else None
            known = {"sender": str(first.sender), "subject": first.subject} if first else {"sender": "", "subject": ""}
            yield {"file": file, **{name: getattr(mail, name) for name in names}, **known}

    return write_csv(folder / "mails.csv", rows())


def _write_posts(archive: Archive, folder: Path) -> None:
    (folder / "sent").mkdir()
    names = ("purpose", "message_id", "recipients", "state", "created_at", "sent_at", "problem")

    def rows() -> Iterator[Json]:
        for post in archive.outbox():
            file = f"sent/{post.place:06}.eml"
            if post.raw:
                (folder / file).write_bytes(post.raw)
            yield {"file": file if post.raw else "", **{name: getattr(post, name) for name in names}}

    write_csv(folder / "sent.csv", rows())


def write_csv(file: Path, rows: Iterable[Json]) -> int:
    """A table with the keys of the first row as its head; values that hold others are left to the JSON beside it."""
    count = 0
    # with the mark of UTF-8 at its beginning, without which Excel reads it as something else
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened)
        for count, row in enumerate(rows, 1):
            if count == 1:
                writer.writerow(row)
            writer.writerow([_cell(value) for value in row.values()])
    return count


def _cell(value: Any) -> str:  # noqa: ANN401  whatever a row holds
    if isinstance(value, list):
        value = "; ".join(value) if all(isinstance(item, str) for item in value) else f"{len(value)}"
    if isinstance(value, datetime):
        value = when(value)
    return harmless("" if value is None else str(value))
