"""What is recorded, as the JSON of CONTRACT.md."""

from __future__ import annotations

from assistant.app.notation import Json, money, when
from assistant.vocabulary import Change, Commitment, Event, Facts, Invoice, Issue, Note


def issues_json(facts: Facts) -> list[Json]:
    return [_issue(issue) for issue in facts.issues]


def _issue(issue: Issue) -> Json:
    return {
        "number": issue.number,
        "provider": issue.provider or None,
        "title": issue.title,
        "status": issue.status,
        "severity": issue.severity,
        "tickets": list(issue.tickets),
        "opened_at": when(issue.opened_at),
        "updated_at": when(issue.updated_at),
        "fixed_at": when(issue.fixed_at),
        "resolved_at": when(issue.resolved_at),
        "messages": list(issue.messages),
        "history": [_change(change) for change in issue.history],
        "notes": [_note(note) for note in issue.notes],
        "snoozed_until": when(issue.snoozed_until),
        "confidence": round(issue.confidence, 3),
    }


def _change(change: Change) -> Json:
    return {
        "at": when(change.at),
        "status": change.status,
        "by": change.by,
        "evidence": change.evidence,
        "message_id": change.message_id,
    }


def _note(note: Note) -> Json:
    return {"at": when(note.at), "command": note.verb, "text": note.text, "message_id": note.message_id}


def commitments_json(facts: Facts) -> list[Json]:
    return [_commitment(commitment) for commitment in facts.commitments]


def _commitment(commitment: Commitment) -> Json:
    return {
        "provider": commitment.provider or None,
        "issue": commitment.issue,
        "what": commitment.what,
        "due": when(commitment.due),
        "state": commitment.state,
        "evidence": commitment.evidence,
        "message_id": commitment.message_id,
    }


def events_json(facts: Facts) -> list[Json]:
    return [_event(event) for event in facts.events]


def _event(event: Event) -> Json:
    return {
        "provider": event.provider or None,
        "kind": event.kind,
        "title": event.title,
        "start": when(event.start),
        "end": when(event.end),
        "state": event.state,
        "issue": event.issue,
        "evidence": event.evidence,
        "message_id": event.message_id,
    }


def invoices_json(facts: Facts) -> list[Json]:
    return [_invoice(invoice) for invoice in facts.invoices]


def _invoice(invoice: Invoice) -> Json:
    bill = invoice.document
    return {
        "provider": invoice.provider or None,
        "supplier": bill.supplier,
        "kind": bill.kind,
        "number": bill.number,
        "issued": when(bill.issued),
        "due": when(bill.due),
        "currency": bill.currency,
        "net": money(bill.net),
        "tax": money(bill.tax),
        "total": money(bill.total),
        "iban": bill.iban,
        "state": invoice.state,
        "flags": [flag.name for flag in invoice.flags],
        "reasons": [flag.reason for flag in invoice.flags],
        "message_id": invoice.message_id,
    }
