"""Facts as the contract's JSON: ISO times with offset, dates, money as strings, null for what is unknown."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from assistant.vocabulary import Change, Commitment, Event, Invoice, Issue, Unread


def moment(when: datetime | date | None) -> str | None:
    return None if when is None else when.isoformat()


def amount(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.2f}"


def issue_json(issue: Issue) -> dict[str, Any]:
    return {
        "number": issue.number,
        "provider": issue.provider,
        "title": issue.title,
        "status": issue.status.value,
        "severity": issue.severity.value,
        "tickets": list(issue.tickets),
        "opened_at": moment(issue.opened_at),
        "updated_at": moment(issue.updated_at),
        "fixed_at": moment(issue.fixed_at),
        "resolved_at": moment(issue.resolved_at),
        "snoozed_until": moment(issue.snoozed_until),
        "messages": list(issue.messages),
        "history": [_step(step) for step in issue.history],
    }


def _step(step: Change) -> dict[str, Any]:
    return {
        "at": moment(step.at),
        "status": step.status.value,
        "by": step.by,
        "evidence": step.evidence,
        "message_id": step.message_id,
    }


def commitment_json(promise: Commitment) -> dict[str, Any]:
    return {
        "provider": promise.provider,
        "issue": promise.issue,
        "what": promise.what,
        "due": moment(promise.due),
        "state": promise.state,
        "evidence": promise.evidence,
        "message_id": promise.message_id,
    }


def event_json(event: Event) -> dict[str, Any]:
    return {
        "provider": event.provider,
        "kind": event.kind.value,
        "title": event.title,
        "start": moment(event.start),
        "end": moment(event.end),
        "state": event.state,
        "earlier": [moment(start) for start in event.earlier],
        "evidence": event.evidence,
        "message_id": event.message_id,
    }


def invoice_json(bill: Invoice) -> dict[str, Any]:
    document = bill.document
    return {
        "provider": bill.provider,
        "supplier": document.supplier,
        "kind": document.kind,
        "number": document.number,
        "issued": moment(document.issued),
        "due": moment(document.due),
        "currency": document.currency,
        "net": amount(document.net),
        "tax": amount(document.tax),
        "total": amount(document.total),
        "iban": document.iban,
        "state": bill.state,
        "flags": [flag.name for flag in bill.flags],
        "message_id": bill.message_id,
    }


def unread_json(letter: Unread) -> dict[str, Any]:
    return {
        "at": moment(letter.at),
        "sender": letter.sender,
        "subject": letter.subject,
        "reason": letter.reason,
        "message_id": letter.message_id,
    }
